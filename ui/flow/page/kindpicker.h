// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/pickers/pickerpill.h"

namespace perennial {

// Which step to add: typing finds it, Enter takes it.
class KindPicker : public Picker
{
    Q_OBJECT

public:
    // Triggers are offered only where a step may stand at the start.
    explicit KindPicker(bool withTriggers, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &kind);
};

} // namespace perennial
