// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QWidget>

namespace perennial {

// An icon that only decorates: readers pass over it unless it has an accessible name.
class IconLabel : public QWidget
{
    Q_OBJECT

public:
    explicit IconLabel(const QString &name, int side = size::Icon, Ink ink = Ink::Text, QWidget *parent = nullptr);

    void setIcon(const QString &name, Ink ink);
    [[nodiscard]] QSize sizeHint() const override { return {m_side, m_side}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_name;
    int m_side;
    Ink m_ink;
};

} // namespace perennial
