// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/pillbutton.h"

#include <functional>

namespace perennial {

// What a pill opens. It is made anew each time and tells every change at once; committed() closes it.
class Picker : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

Q_SIGNALS:
    void committed();
};

// A pill whose picker is made when it opens.
class PickerPill : public PillButton
{
    Q_OBJECT

public:
    using Make = std::function<Picker *()>;

    PickerPill(const QString &role, Make make, QWidget *parent = nullptr);

Q_SIGNALS:
    void opened();

private:
    [[nodiscard]] QWidget *makeHost();
    void fill();

    Make m_make;
    QWidget *m_host = nullptr; // what the picker stands in
    QWidget *m_picker = nullptr;
};

} // namespace perennial
