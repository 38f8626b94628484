// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/parts.h"

#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial::parts {

QVBoxLayout *column(QWidget *owner, int spacing)
{
    auto *column = new QVBoxLayout(owner);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(spacing);
    return column;
}

Label *heading(const QString &text, QWidget *parent)
{
    auto *label = new Label(text, TextSize::Caption, Ink::Muted, parent);
    label->setWordWrap(true);
    return label;
}

Label *fact(const char *name, QWidget *parent)
{
    auto *label = new Label({}, TextSize::Body, Ink::Text, parent);
    label->setObjectName(QLatin1String(name));
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showText(Label *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
}

QScrollArea *scrolling(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(content);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace perennial::parts
