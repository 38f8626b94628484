// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/choicelist.h"

#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QSignalBlocker>

namespace perennial {

namespace {

constexpr int MostLines = 14;
constexpr int LeastLines = 4;
constexpr int Side = 40;

} // namespace

ChoiceList::ChoiceList(const QString &name, QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Maximum);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            Q_EMIT chosen(item->data(Qt::UserRole).toInt());
    });
    connect(this, &QListWidget::itemDoubleClicked, this, &ChoiceList::confirmed);
}

void ChoiceList::addChoice(const QString &text, int value)
{
    const QSignalBlocker quiet(this);
    auto *item = new QListWidgetItem(text, this);
    item->setData(Qt::UserRole, value);
    item->setSizeHint({0, size::CompactRow});
    updateGeometry();
}

void ChoiceList::choose(int value)
{
    const QSignalBlocker quiet(this);
    setCurrentRow(-1);
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(Qt::UserRole).toInt() == value)
            setCurrentRow(i);
    }
}

std::optional<int> ChoiceList::value() const
{
    return currentItem() ? std::optional(currentItem()->data(Qt::UserRole).toInt()) : std::nullopt;
}

void ChoiceList::step(int rows)
{
    if (count() > 0)
        setCurrentRow(qBound(0, currentRow() + rows, count() - 1));
}

QSize ChoiceList::sizeHint() const
{
    int width = 0;
    for (int i = 0; i < count(); ++i)
        width = qMax(width, fontMetrics().horizontalAdvance(item(i)->text()));
    return {width + Side, qMin(count(), MostLines) * size::CompactRow + 2};
}

QSize ChoiceList::minimumSizeHint() const
{
    return {sizeHint().width(), qMin(count(), LeastLines) * size::CompactRow + 2};
}

void ChoiceList::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT confirmed();
    else
        QListWidget::keyPressEvent(event);
}

} // namespace perennial
