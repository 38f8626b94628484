// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/definition/rowactions.h"

#include <QWidget>

namespace perennial {

class Label;

// "3 selected", and what can be done with them.
class SelectionBar : public QWidget
{
    Q_OBJECT

public:
    explicit SelectionBar(QWidget *parent = nullptr);

    // Hidden below two.
    void setCount(size_t count);

Q_SIGNALS:
    void actionChosen(perennial::RowAction action);

private:
    Label *m_count;
};

} // namespace perennial
