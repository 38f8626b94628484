// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/cardgrid.h"

#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QStyle>

#include <algorithm>

namespace perennial {

namespace {

constexpr int LeastWidth = 264; // of a card
constexpr int Gap = 2 * size::Unit;
constexpr int MostColumns = 3;
constexpr int HeadingHeight = size::Control;

std::vector<std::vector<QWidget *>> rowsOf(const std::vector<QWidget *> &cards, int columns)
{
    std::vector<std::vector<QWidget *>> rows;
    for (QWidget *card : cards) {
        if (card->isHidden())
            continue;
        if (rows.empty() || static_cast<int>(rows.back().size()) == columns)
            rows.emplace_back();
        rows.back().push_back(card);
    }
    return rows;
}

} // namespace

CardGrid::CardGrid(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void CardGrid::clear()
{
    for (const Section &section : m_sections) {
        section.heading->deleteLater();
        for (QWidget *card : section.cards) {
            card->hide();
            card->deleteLater();
        }
    }
    m_sections.clear();
}

void CardGrid::addSection(const QString &heading, const std::vector<QWidget *> &cards)
{
    auto *label = new Label(heading, TextSize::Section, Ink::Text, this);
    for (QWidget *card : cards) {
        card->setParent(this);
        card->show();
    }
    m_sections.push_back({label, cards});
}

void CardGrid::arrange()
{
    for (const Section &section : m_sections)
        section.heading->setVisible(
            std::ranges::any_of(section.cards, [](const QWidget *card) { return !card->isHidden(); }));
    setFixedHeight(layOut(width(), true));
}

QWidget *CardGrid::firstShown() const
{
    const auto all = rows();
    return all.empty() ? nullptr : all.front().front();
}

int CardGrid::columnsAt(int width) const
{
    return qBound(1, (width + Gap) / (LeastWidth + Gap), MostColumns);
}

int CardGrid::columns() const
{
    return columnsAt(width());
}

int CardGrid::heightForWidth(int width) const
{
    return layOut(width, false);
}

QSize CardGrid::sizeHint() const
{
    return {LeastWidth, layOut(qMax(width(), LeastWidth), false)};
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        arrange();
}

std::vector<CardGrid::Row> CardGrid::rows() const
{
    std::vector<Row> all;
    for (const Section &section : m_sections)
        std::ranges::move(rowsOf(section.cards, columns()), std::back_inserter(all));
    return all;
}

int CardGrid::layOutRow(const Row &row, int y, int width, bool move) const
{
    const int count = columnsAt(width), cardWidth = (width - (count - 1) * Gap) / count;
    int tallest = 0;
    for (const QWidget *card : row)
        tallest = qMax(tallest, card->heightForWidth(cardWidth));
    for (size_t i = 0; move && i < row.size(); ++i) {
        const QRect place(static_cast<int>(i) * (cardWidth + Gap), y, cardWidth, tallest);
        row[i]->setGeometry(QStyle::visualRect(layoutDirection(), QRect(0, 0, width, y + tallest), place));
    }
    return y + tallest + Gap;
}

int CardGrid::layOut(int width, bool move) const
{
    int y = 0;
    for (const Section &section : m_sections) {
        const auto sectionRows = rowsOf(section.cards, columnsAt(width));
        if (sectionRows.empty())
            continue;
        if (move)
            section.heading->setGeometry(0, y, width, HeadingHeight);
        y += HeadingHeight + size::Unit;
        for (const Row &row : sectionRows)
            y = layOutRow(row, y, width, move);
        y += size::Unit;
    }
    return y;
}

void CardGrid::step(int down, int along)
{
    const auto all = rows();
    for (size_t r = 0; r < all.size(); ++r) {
        const auto place = std::ranges::find_if(all[r], [](const QWidget *card) { return card->hasFocus(); });
        if (place == all[r].end())
            continue;
        const auto column = static_cast<int>(place - all[r].begin()) + along;
        int row = static_cast<int>(r) + down;
        if (row < 0)
            return Q_EMIT leftUpwards();
        if (column < 0 || column >= static_cast<int>(all[r].size()))
            row += column < 0 ? -1 : 1;
        if (row < 0 || row >= static_cast<int>(all.size()))
            return;
        const Row &to = all[static_cast<size_t>(row)];
        const int last = static_cast<int>(to.size()) - 1;
        const int there = column < 0 ? last : row != static_cast<int>(r) && along != 0 ? 0 : qMin(column, last);
        return to[static_cast<size_t>(there)]->setFocus(Qt::TabFocusReason);
    }
}

void CardGrid::keyPressEvent(QKeyEvent *event)
{
    const int forward = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Down:
        return step(1, 0);
    case Qt::Key_Up:
        return step(-1, 0);
    case Qt::Key_Right:
        return step(0, forward);
    case Qt::Key_Left:
        return step(0, -forward);
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace perennial
