// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/pushrun.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace perennial {

class Store;

struct DestinationLine
{
    SavedDestination saved;
    std::optional<PushRun> last;
    QStringList missing; // segments and lists it names that are gone
};

[[nodiscard]] Result<std::vector<DestinationLine>> readDestinations(Store &store);

// The destinations of a store, by name.
class DestinationModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        PlatformColumn,
        AudienceColumn,
        ScheduleColumn,
        StateColumn,
        SentColumn,
        WhenColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(std::vector<DestinationLine> lines, const QTimeZone &zone);
    [[nodiscard]] const DestinationLine &line(int row) const { return m_lines.at(static_cast<size_t>(row)); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const DestinationLine &line, int column) const;
    [[nodiscard]] QString toolTip(const DestinationLine &line, int column) const;

    std::vector<DestinationLine> m_lines;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace perennial
