// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activitymodel.h"

#include "ui/widgets/entrydelegate.h"
#include "ui/widgets/format.h"

#include <QDateTime>
#include <QLocale>

namespace perennial {

void ActivityModel::setEntries(std::vector<ActivityEntry> entries, const QTimeZone &zone)
{
    std::stable_sort(entries.begin(), entries.end(), [](const auto &a, const auto &b) { return a.at > b.at; });
    beginResetModel();
    m_zone = zone;
    m_rows.clear();
    QString day;
    for (ActivityEntry &entry : entries) {
        const QString its = format::date(entry.at, zone);
        if (its != day)
            m_rows.push_back({its, {}});
        day = its;
        m_rows.push_back({{}, std::move(entry)});
    }
    endResetModel();
}

const ActivityEntry *ActivityModel::entry(const QModelIndex &index) const
{
    if (!index.isValid())
        return nullptr;
    const Row &row = m_rows.at(static_cast<size_t>(index.row()));
    return row.heading.isEmpty() ? &row.entry : nullptr;
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

Qt::ItemFlags ActivityModel::flags(const QModelIndex &index) const
{
    const bool isHeading = index.isValid() && !entry(index);
    return isHeading ? Qt::ItemIsEnabled : QAbstractListModel::flags(index);
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(static_cast<size_t>(index.row()));
    if (row.heading.isEmpty())
        return entryData(row.entry, role);
    if (role == EntryHeadingRole)
        return true;
    return role == Qt::DisplayRole ? QVariant(row.heading) : QVariant();
}

QVariant ActivityModel::entryData(const ActivityEntry &entry, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return entry.title;
    case Qt::ToolTipRole:
        return entry.detail;
    case Qt::AccessibleTextRole:
        return tr("%1. %2. %3").arg(entry.title, entry.detail, format::dateTime(entry.at, m_zone));
    case EntryIconRole:
        return entry.iconName;
    case EntryInkRole:
        return static_cast<int>(entry.ink);
    case EntryDetailRole:
        return entry.detail;
    case EntrySideRole:
        return QLocale().toString(QDateTime::fromMSecsSinceEpoch(entry.at.ms, m_zone).time(), QStringLiteral("HH:mm"));
    case EntryHeadingRole:
        return false;
    default:
        return {};
    }
}

} // namespace perennial
