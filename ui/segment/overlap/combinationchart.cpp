// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/combinationchart.h"

#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/overlap/combinationbar.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

CombinationChart::CombinationChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("overlapCombinations"));
    setAccessibleName(tr("Who is in exactly which segments"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Unit);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(makeSide());
    row->addWidget(makeBars(), 1);
    column->addLayout(row, 1);
    // The first of each, so that Tab comes to rows, to bars, and to what is below them.
    makeRow(0)->hide();
    makeBar()->hide();
    m_empty = new LinkButton("overlapEmpty", {}, this);
    column->addWidget(m_empty, 0, Qt::AlignLeading);
    connect(m_empty, &QAbstractButton::clicked, this, [this] { showEmpty(!m_showsEmpty); });
}

QWidget *CombinationChart::makeSide()
{
    m_side = new QWidget(this);
    m_sideColumn = new QVBoxLayout(m_side);
    m_sideColumn->setContentsMargins(0, 0, 0, 0);
    m_sideColumn->setSpacing(0);
    m_sideColumn->addStretch(1);
    m_side->setFixedWidth(30 * size::Unit);
    return m_side;
}

QWidget *CombinationChart::makeBars()
{
    auto *content = new QWidget;
    m_barRow = new QHBoxLayout(content);
    m_barRow->setContentsMargins(0, 0, 0, 0);
    m_barRow->setSpacing(0);
    m_barRow->addStretch(1);
    m_area = new QScrollArea(this);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->viewport()->setAutoFillBackground(false);
    m_area->setWidget(content);
    content->setAutoFillBackground(false);
    // The rows at the side stay beside their dots.
    const QScrollBar *bar = m_area->horizontalScrollBar();
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int most) {
        m_sideColumn->setContentsMargins(0, 0, 0, most > 0 ? bar->sizeHint().height() : 0);
    });
    return m_area;
}

CombinationBar *CombinationChart::makeBar()
{
    auto *bar = new CombinationBar(m_area->widget());
    const size_t number = m_bars.size();
    connect(bar, &QAbstractButton::clicked, this, [this, number] { choose(number, true); });
    connect(bar, &CombinationBar::peopleWanted, this, &CombinationChart::peopleWanted);
    connect(bar, &CombinationBar::menuWanted, this, &CombinationChart::menuWanted);
    connect(bar, &CombinationBar::moved, this, [this](int steps) {
        const auto last = static_cast<int>(m_used) - 1;
        choose(static_cast<size_t>(std::clamp(static_cast<int>(m_current) + steps, 0, last)), true);
    });
    m_barRow->insertWidget(static_cast<int>(number), bar);
    if (number > 0)
        setTabOrder(m_bars.back(), bar);
    m_bars.push_back(bar);
    return bar;
}

CombinedSetRow *CombinationChart::makeRow(size_t number)
{
    auto *row = new CombinedSetRow(m_side);
    row->setObjectName(QStringLiteral("combinedSet-%1").arg(number));
    connect(row, &QAbstractButton::clicked, this, [this, number] {
        const size_t place = m_map->combined()[number];
        Q_EMIT segmentPeopleWanted(overlapwords::pair(*m_map, place, place).offers.front());
    });
    m_sideColumn->addWidget(row);
    if (number > 0)
        setTabOrder(m_rows.back(), row);
    m_rows.push_back(row);
    return row;
}

void CombinationChart::setMap(std::shared_ptr<const OverlapMap> map)
{
    if (m_map == map)
        return;
    const size_t combination = current() ? current()->combination() : 0;
    const bool same = m_map && map && m_map->combined().size() == map->combined().size();
    m_map = std::move(map);
    if (!m_map) {
        m_used = 0;
        return;
    }
    showRows();
    showBars();
    size_t bar = 0;
    for (size_t i = 0; same && i < m_used; ++i)
        bar = m_bars[i]->combination() == combination ? i : bar;
    choose(bar, false);
}

std::vector<size_t> CombinationChart::shownCombinations() const
{
    const std::vector<quint32> &counts = m_map->combinations();
    std::vector<size_t> shown;
    for (size_t combination = 1; combination < counts.size(); ++combination) {
        if (m_showsEmpty || counts[combination] > 0)
            shown.push_back(combination);
    }
    std::ranges::stable_sort(shown, std::ranges::greater(), [&](size_t combination) { return counts[combination]; });
    return shown;
}

void CombinationChart::showRows()
{
    const std::vector<size_t> &combined = m_map->combined();
    const double most = combined.empty() ? 1 : std::max(1.0, double(m_map->count(combined.front())));
    for (size_t i = 0; i < std::max(combined.size(), m_rows.size()); ++i) {
        CombinedSetRow *row = i < m_rows.size() ? m_rows[i] : makeRow(i);
        row->setVisible(i < combined.size());
        if (i < combined.size())
            row->setFact(m_map->segment(combined[i]).name, m_map->count(combined[i]), m_map->count(combined[i]) / most,
                         i % 2 == 0);
    }
}

void CombinationChart::showBars()
{
    const std::vector<size_t> shown = shownCombinations();
    const std::vector<quint32> &counts = m_map->combinations();
    const double most = shown.empty() ? 1 : std::max(1.0, double(counts[shown.front()]));
    m_used = shown.size();
    for (size_t i = 0; i < std::max(m_used, m_bars.size()); ++i) {
        CombinationBar *bar = i < m_bars.size() ? m_bars[i] : makeBar();
        bar->setVisible(i < m_used);
        if (i < m_used)
            bar->setFact(shown[i], static_cast<int>(m_map->combined().size()), counts[shown[i]],
                         counts[shown[i]] / most, overlapwords::combination(*m_map, shown[i]).sentence);
    }
    if (m_used > 0)
        m_area->setMinimumHeight(m_bars.front()->sizeHint().height() +
                                 m_area->horizontalScrollBar()->sizeHint().height());
    nameRest();
}

void CombinationChart::nameRest()
{
    const std::vector<quint32> &counts = m_map->combinations();
    const auto empty = std::count(counts.begin() + 1, counts.end(), 0U);
    m_empty->setVisible(empty > 0);
    m_empty->setText(m_showsEmpty ? tr("Hide combinations that hold nobody")
                     : empty == 1 ? tr("Show 1 combination that holds nobody")
                                  : tr("Show %1 combinations that hold nobody").arg(format::count(empty)));
}

void CombinationChart::showEmpty(bool shown)
{
    m_showsEmpty = shown;
    if (!m_map)
        return;
    showBars();
    choose(std::min(m_current, m_used == 0 ? 0 : m_used - 1), false);
}

void CombinationChart::choose(size_t chosen, bool focus)
{
    m_current = chosen;
    for (size_t i = 0; i < m_bars.size(); ++i)
        m_bars[i]->setCurrent(i == chosen);
    CombinationBar *bar = current();
    if (bar && focus) {
        bar->setFocus();
        m_area->ensureWidgetVisible(bar, CombinationBar::Width, 0);
    }
    Q_EMIT barChanged();
}

CombinationBar *CombinationChart::current() const
{
    return m_current < m_used ? m_bars[m_current] : nullptr;
}

std::optional<OverlapFact> CombinationChart::fact() const
{
    return current() ? std::optional(overlapwords::combination(*m_map, current()->combination())) : std::nullopt;
}

void CombinationChart::setBusy(bool busy)
{
    for (CombinationBar *bar : m_bars)
        bar->setBusy(busy);
    for (CombinedSetRow *row : m_rows)
        row->setBusy(busy);
}

} // namespace perennial
