// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "ui/segment/pickers/pickerpill.h"

#include <optional>

class QDateEdit;

namespace perennial {

// As of when: now, or the end of a day gone by.
class MomentPicker : public Picker
{
    Q_OBJECT

public:
    MomentPicker(const std::optional<Instant> &asOf, const QTimeZone &zone, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const std::optional<perennial::Instant> &asOf);

private:
    void take();

    QTimeZone m_zone;
    QDateEdit *m_day;
};

} // namespace perennial
