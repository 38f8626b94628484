// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/flowlayout.h"

#include "ui/widgets/tokens.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <iterator>

namespace perennial {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(size::Gap);
}

FlowLayout::~FlowLayout()
{
    for (QLayoutItem *item : m_items)
        delete item;
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.push_back(item);
}

void FlowLayout::insertWidget(int index, QWidget *widget)
{
    addChildWidget(widget);
    m_items.insert(m_items.begin() + qBound(0, index, count()), new QWidgetItem(widget));
    invalidate();
}

QLayoutItem *FlowLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<size_t>(index)] : nullptr;
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item)
        m_items.erase(m_items.begin() + index);
    return item;
}

int FlowLayout::heightForWidth(int width) const
{
    return arrange({0, 0, width, 0}, false);
}

QSize FlowLayout::sizeHint() const
{
    int width = 0, height = 0;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        width += item->sizeHint().width() + spacing();
        height = qMax(height, item->sizeHint().height());
    }
    return {width, height};
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            least = least.expandedTo(item->minimumSize());
    }
    return least;
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int FlowLayout::arrange(const QRect &rect, bool move) const
{
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    std::vector<QLayoutItem *> shown;
    std::ranges::copy_if(m_items, std::back_inserter(shown), [](const QLayoutItem *item) { return !item->isEmpty(); });
    int x = 0, y = 0, line = 0;
    for (QLayoutItem *item : shown) {
        QSize wanted = item->sizeHint();
        if (wanted.width() > rect.width() && item->hasHeightForWidth())
            wanted.setHeight(item->heightForWidth(rect.width()));
        const bool isBeforeLast = shown.size() > 1 && item == shown[shown.size() - 2];
        const int together = wanted.width() + (isBeforeLast ? spacing() + shown.back()->sizeHint().width() : 0);
        if (x > 0 && x + (together > rect.width() ? wanted.width() : together) > rect.width()) {
            x = 0;
            y += line + spacing();
            line = 0;
        }
        const QRect place(rect.x() + x, rect.y() + y, qMin(wanted.width(), rect.width()), wanted.height());
        if (move)
            item->setGeometry(QStyle::visualRect(direction, rect, place));
        x += wanted.width() + spacing();
        line = qMax(line, wanted.height());
    }
    return y + line;
}

} // namespace perennial
