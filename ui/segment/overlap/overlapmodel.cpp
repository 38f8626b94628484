// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/overlapmodel.h"

#include "ui/widgets/format.h"

#include <algorithm>
#include <numeric>

namespace perennial {

std::vector<size_t> orderOf(const OverlapMap &map, OverlapOrder order)
{
    std::vector<size_t> places(map.size());
    std::iota(places.begin(), places.end(), size_t(0));
    if (order == OverlapOrder::Name)
        return places;
    std::ranges::stable_sort(places, std::ranges::greater(), [&](size_t place) { return map.count(place); });
    if (order == OverlapOrder::Largest)
        return places;
    for (size_t next = 1; next < places.size(); ++next) {
        const size_t last = places[next - 1];
        const auto rest = places.begin() + static_cast<std::ptrdiff_t>(next);
        const auto alike = std::max_element(
            rest, places.end(), [&](size_t a, size_t b) { return map.jaccard(last, a) < map.jaccard(last, b); });
        std::rotate(rest, alike, alike + 1);
    }
    return places;
}

void OverlapModel::setMap(std::shared_ptr<const OverlapMap> map)
{
    m_map = std::move(map);
    arrange();
}

void OverlapModel::setOrder(OverlapOrder order)
{
    m_order = order;
    arrange();
}

void OverlapModel::setMeasure(OverlapMeasure measure)
{
    m_measure = measure;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void OverlapModel::setFilter(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    arrange();
}

void OverlapModel::arrange()
{
    beginResetModel();
    m_columns = m_map ? orderOf(*m_map, m_order) : std::vector<size_t>();
    m_rows.clear();
    for (const size_t place : m_columns) {
        const QString &name = m_map->segment(place).name;
        if (std::ranges::all_of(m_words, [&](const QString &word) { return name.contains(word, Qt::CaseInsensitive); }))
            m_rows.push_back(place);
    }
    endResetModel();
}

QModelIndex OverlapModel::indexOf(SegmentId row, SegmentId column) const
{
    const auto find = [this](const std::vector<size_t> &places, SegmentId id) {
        const auto found = std::ranges::find(places, id, [this](size_t place) { return m_map->segment(place).id; });
        return found == places.end() ? -1 : static_cast<int>(found - places.begin());
    };
    return index(find(m_rows, row), find(m_columns, column));
}

int OverlapModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int OverlapModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QString OverlapModel::text(size_t a, size_t b) const
{
    const quint32 both = m_map->both(a, b);
    if (a == b || m_measure == OverlapMeasure::People)
        return overlapwords::shortCount(both);
    if (m_measure == OverlapMeasure::Likeness)
        return overlapwords::shortShare(m_map->jaccard(a, b));
    return overlapwords::shortShare(m_map->count(a) == 0 ? 0 : double(both) / double(m_map->count(a)));
}

QString OverlapModel::spoken(size_t a, size_t b) const
{
    const QString first = m_map->segment(a).name, second = m_map->segment(b).name;
    const quint32 both = m_map->both(a, b);
    const QString people = overlapwords::people(both);
    if (a == b)
        return tr("%1: %2, %3 of them in no other").arg(first, people, format::count(m_map->only(a)));
    if (m_measure == OverlapMeasure::Likeness)
        return tr("%1 and %2: %3, likeness %4").arg(first, second, people, format::share(m_map->jaccard(a, b)));
    const double share = m_map->count(a) == 0 ? 0 : double(both) / double(m_map->count(a));
    return tr("%1 and %2: %3, %4 of %1").arg(first, second, people, format::share(share));
}

double OverlapModel::shade(size_t a, size_t b) const
{
    const auto part = [](double count, double of) { return of == 0 ? 0.0 : count / of; };
    const quint32 both = m_map->both(a, b);
    switch (m_measure) {
    case OverlapMeasure::People:
        return part(both, std::min(m_map->count(a), m_map->count(b)));
    case OverlapMeasure::ShareOfRow:
        return part(both, m_map->count(a));
    case OverlapMeasure::Likeness:
        return m_map->jaccard(a, b);
    }
    return 0;
}

QVariant OverlapModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount() || index.column() >= columnCount())
        return {};
    const size_t a = rowPlace(index.row()), b = columnPlace(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return text(a, b);
    case Qt::AccessibleTextRole:
        return spoken(a, b);
    case Qt::ToolTipRole:
    case SentenceRole:
        return overlapwords::pair(*m_map, a, b).sentence;
    case Qt::TextAlignmentRole:
        return QVariant(Qt::AlignCenter);
    case ShadeRole:
        return shade(a, b);
    case IsSelfRole:
        return a == b;
    default:
        return {};
    }
}

QVariant OverlapModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const auto &places = orientation == Qt::Horizontal ? m_columns : m_rows;
    if (section < 0 || section >= static_cast<int>(places.size()))
        return {};
    const size_t place = places[static_cast<size_t>(section)];
    const OverlapSegment &segment = m_map->segment(place);
    switch (role) {
    case Qt::DisplayRole:
        return segment.name;
    case Qt::ToolTipRole:
        return tr("%1, %2\n%3", "name, people, sentence")
            .arg(segment.name, overlapwords::people(segment.count), segment.sentence);
    default:
        return {};
    }
}

} // namespace perennial
