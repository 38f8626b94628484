// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profileview.h"

#include <QAbstractListModel>
#include <QTimeZone>

#include <vector>

namespace perennial {

// A person's events, newest first, grouped by day; all or those of one metric. Roles are those of EntryDelegate.
class TimelineModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setEvents(std::vector<EventView> events, const QTimeZone &zone);
    // Empty: all.
    void setMetric(const QString &metric);
    // Their names and how many events each has, most first.
    [[nodiscard]] std::vector<std::pair<QString, int>> metrics() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    static constexpr int Heading = -1;
    struct Row
    {
        QString heading; // of a day
        int event = Heading;
    };

    void group();
    [[nodiscard]] QVariant eventData(const EventView &event, int role) const;
    [[nodiscard]] QString detailOf(const EventView &event) const;

    std::vector<EventView> m_events;
    std::vector<Row> m_rows;
    QString m_metric;
    QTimeZone m_zone;
};

} // namespace perennial
