// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/iconlabel.h"

#include "ui/widgets/icon.h"

#include <QPainter>

namespace perennial {

IconLabel::IconLabel(const QString &name, int side, Ink ink, QWidget *parent)
    : QWidget(parent)
    , m_name(name)
    , m_side(side)
    , m_ink(ink)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString &name, Ink ink)
{
    m_name = name;
    m_ink = ink;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, m_name, QRectF(0, 0, m_side, m_side), Tokens::current().ink(m_ink));
}

} // namespace perennial
