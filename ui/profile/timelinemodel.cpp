// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/timelinemodel.h"

#include "ui/profile/metricface.h"
#include "ui/profile/personwords.h"
#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <map>

namespace perennial {

void TimelineModel::setEvents(std::vector<EventView> events, const QTimeZone &zone)
{
    beginResetModel();
    m_events = std::move(events);
    m_zone = zone;
    m_metric.clear();
    group();
    endResetModel();
}

void TimelineModel::setMetric(const QString &metric)
{
    if (m_metric == metric)
        return;
    beginResetModel();
    m_metric = metric;
    group();
    endResetModel();
}

std::vector<std::pair<QString, int>> TimelineModel::metrics() const
{
    std::map<QString, int> counts;
    for (const EventView &event : m_events)
        ++counts[event.metric];
    std::vector<std::pair<QString, int>> sorted(counts.begin(), counts.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return sorted;
}

void TimelineModel::group()
{
    m_rows.clear();
    QDate day;
    for (size_t number = 0; number < m_events.size(); ++number) {
        const EventView &event = m_events[number];
        if (!m_metric.isEmpty() && event.metric != m_metric)
            continue;
        const QDate its = QDateTime::fromMSecsSinceEpoch(event.at.ms, m_zone).date();
        if (its != day)
            m_rows.push_back({QLocale().toString(its, QStringLiteral("dddd, d MMMM yyyy")), Heading});
        day = its;
        m_rows.push_back({{}, static_cast<int>(number)});
    }
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags TimelineModel::flags(const QModelIndex &index) const
{
    const bool isHeading = index.isValid() && m_rows.at(static_cast<size_t>(index.row())).event == Heading;
    return isHeading ? Qt::ItemIsEnabled : QAbstractListModel::flags(index);
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(static_cast<size_t>(index.row()));
    if (row.event != Heading)
        return eventData(m_events[static_cast<size_t>(row.event)], role);
    if (role == EntryHeadingRole)
        return true;
    return role == Qt::DisplayRole ? QVariant(row.heading) : QVariant();
}

QVariant TimelineModel::eventData(const EventView &event, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return event.metric;
    case Qt::ToolTipRole:
        return detailOf(event);
    case Qt::AccessibleTextRole:
        return QStringList{event.metric, eventData(event, EntrySideRole).toString(), detailOf(event)}.join(
            QStringLiteral(". "));
    case EntryIconRole:
        return faceOf(event.metric).iconName;
    case EntryInkRole:
        return static_cast<int>(faceOf(event.metric).ink);
    case EntryDetailRole:
        return detailOf(event);
    case EntrySideRole:
        return event.value ? format::money({*event.value, event.currency}) : QString();
    case EntryHeadingRole:
        return false;
    default:
        return {};
    }
}

QString TimelineModel::detailOf(const EventView &event) const
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(event.at.ms, m_zone).time();
    QStringList parts{QLocale().toString(time, QStringLiteral("HH:mm"))};
    if (!event.order.isEmpty())
        parts << tr("order %1").arg(event.order);
    if (const QString words = personwords::details(event.properties); !words.isEmpty())
        parts << words;
    return parts.join(QStringLiteral(" · "));
}

} // namespace perennial
