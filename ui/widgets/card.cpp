// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

namespace perennial {

Card::Card(QWidget *parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
{
    m_body->setContentsMargins(2 * size::Unit, 2 * size::Unit, 2 * size::Unit, 2 * size::Unit);
    m_body->setSpacing(size::Unit);
}

Card::Card(const QString &title, QWidget *parent)
    : Card(parent)
{
    auto *heading = new Label(title, TextSize::Section, Ink::Text, this);
    heading->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    m_body->addWidget(heading);
    setAccessibleName(title);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &tokens = Tokens::current();
    paintRounded(painter, rect(), size::Radius, tokens.card, tokens.line);
}

} // namespace perennial
