// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/flowlayout.h"

#include "ui/widgets/tokens.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

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
    invalidate();
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
    if (item) {
        m_items.erase(m_items.begin() + index);
        invalidate();
    }
    return item;
}

void FlowLayout::invalidate()
{
    m_wishes.reset();
    m_heights.clear();
    QLayout::invalidate();
}

const std::vector<FlowLayout::Wish> &FlowLayout::wishes() const
{
    if (!m_wishes) {
        m_wishes.emplace();
        for (QLayoutItem *item : m_items) {
            if (!item->isEmpty())
                m_wishes->push_back({item, item->sizeHint(), item->minimumSize()});
        }
    }
    return *m_wishes;
}

int FlowLayout::heightForWidth(int width) const
{
    const auto known = std::ranges::find(m_heights, width, &std::pair<int, int>::first);
    if (known != m_heights.end())
        return known->second;
    m_heights.emplace_back(width, arrange({0, 0, width, 0}, false));
    return m_heights.back().second;
}

QSize FlowLayout::sizeHint() const
{
    int width = 0, height = 0;
    for (const Wish &wish : wishes()) {
        width += wish.size.width() + spacing();
        height = qMax(height, wish.size.height());
    }
    return {width, height};
}

QSize FlowLayout::minimumSize() const
{
    QSize least;
    for (const Wish &wish : wishes())
        least = least.expandedTo(wish.least);
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
    const std::vector<Wish> shown = wishes(); // moving one may make it ask for something else
    int x = 0, y = 0, line = 0;
    for (size_t i = 0; i < shown.size(); ++i) {
        QLayoutItem *item = shown[i].item;
        QSize wanted = shown[i].size;
        if (wanted.width() > rect.width() && item->hasHeightForWidth())
            wanted.setHeight(item->heightForWidth(rect.width()));
        const bool isBeforeLast = i + 2 == shown.size();
        const int together = wanted.width() + (isBeforeLast ? spacing() + shown.back().size.width() : 0);
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
