// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/activity/activityentry.h"

#include <QAbstractListModel>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace perennial {

// What happened, newest first, by day: each day has a heading. Roles are those of EntryDelegate.
class ActivityModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setEntries(std::vector<ActivityEntry> entries, const QTimeZone &zone);
    // Null for headings.
    [[nodiscard]] const ActivityEntry *entry(const QModelIndex &index) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    struct Row
    {
        QString heading; // empty for entries
        ActivityEntry entry;
    };

    [[nodiscard]] QVariant entryData(const ActivityEntry &entry, int role) const;

    std::vector<Row> m_rows;
    QTimeZone m_zone;
};

} // namespace perennial
