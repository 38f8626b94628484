// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/parts.h"

#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QFocusEvent>
#include <QPointer>
#include <QScrollArea>
#include <QVBoxLayout>

namespace perennial::parts {

namespace {

class FocusStart final : public QObject
{
public:
    explicit FocusStart(QWidget *box)
        : QObject(box)
    {
        setObjectName(QStringLiteral("focusStart"));
        box->installEventFilter(this);
    }

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::FocusIn && first)
            first->setFocus(static_cast<QFocusEvent *>(event)->reason());
        return QObject::eventFilter(watched, event);
    }

    QPointer<QWidget> first;
};

} // namespace

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

void startAt(QWidget *box, QWidget *first)
{
    auto *start =
        static_cast<FocusStart *>(box->findChild<QObject *>(QStringLiteral("focusStart"), Qt::FindDirectChildrenOnly));
    if (!start)
        start = new FocusStart(box);
    start->first = first;
    if (first && box->hasFocus())
        first->setFocus();
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
