// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/destinationmodel.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/outbox.h"
#include "core/connect/outbox/sourceusers.h"
#include "core/connect/schedule/schedule.h"
#include "ui/destination/destinationwords.h"
#include "ui/widgets/format.h"

#include <QColor>

namespace perennial {

namespace {

QString nextText(const Destination &destination, const QTimeZone &zone)
{
    if (destination.schedule.isEmpty())
        return DestinationModel::tr("By hand");
    if (destination.paused)
        return DestinationModel::tr("Paused");
    const auto schedule = Schedule::parse(destination.schedule);
    return schedule ? format::dateTime(schedule->next(Instant::now()), zone) : destination.schedule;
}

} // namespace

Result<std::vector<DestinationLine>> readDestinations(Store &store)
{
    const auto saved = DestinationShelf(store).list();
    if (!saved)
        return failure(saved.error());
    std::vector<DestinationLine> lines;
    for (const SavedDestination &one : *saved) {
        auto runs = Outbox(store).runs(one.id, 1);
        if (!runs)
            return failure(runs.error());
        auto missing = missingSources(store, one.destination);
        if (!missing)
            return failure(missing.error());
        lines.push_back(
            {one, runs->empty() ? std::nullopt : std::optional(std::move(runs->front())), std::move(*missing)});
    }
    return lines;
}

void DestinationModel::setLines(std::vector<DestinationLine> lines, const QTimeZone &zone)
{
    beginResetModel();
    m_lines = std::move(lines);
    m_zone = zone;
    endResetModel();
}

int DestinationModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int DestinationModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DestinationModel::text(const DestinationLine &line, int column) const
{
    const Destination &destination = line.saved.destination;
    switch (column) {
    case NameColumn:
        return destination.name;
    case PlatformColumn:
        return destination.sandbox ? tr("Sandbox of %1").arg(kindInfo(destination.kind).title)
                                   : kindInfo(destination.kind).title;
    case AudienceColumn:
        return destination.source.name;
    case ScheduleColumn:
        return nextText(destination, m_zone);
    case StateColumn:
        if (!line.missing.isEmpty())
            return tr("“%1” is gone").arg(line.missing.front());
        return line.last ? stateText(*line.last) : tr("Never sent");
    case SentColumn:
        return line.last ? format::count(line.last->sent) : QString();
    case WhenColumn:
        return line.last ? format::ago(line.last->started, Instant::now()) : QString();
    default:
        return {};
    }
}

QString DestinationModel::toolTip(const DestinationLine &line, int column) const
{
    if (column == StateColumn && !line.missing.isEmpty())
        return tr("It names “%1”, which the store has no more. Edit it; until then nobody is sent.")
            .arg(line.missing.join(tr("”, “")));
    if (column == StateColumn && line.last)
        return line.last->reason;
    if (column == WhenColumn && line.last)
        return format::dateTime(line.last->started, m_zone);
    return describe(line.saved.destination);
}

QVariant DestinationModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const DestinationLine &one = line(index.row());
    if (role == Qt::DisplayRole)
        return text(one, index.column());
    if (role == Qt::ToolTipRole)
        return toolTip(one, index.column());
    if (role == Qt::ForegroundRole && index.column() == StateColumn)
        return Tokens::current().ink(!one.missing.isEmpty() ? Ink::Danger
                                     : one.last             ? stateInk(*one.last)
                                                            : Ink::Muted);
    if (role == Qt::TextAlignmentRole && index.column() == SentColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

QVariant DestinationModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(static_cast<int>((section == SentColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter));
    if (role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Destination"), tr("Platform"), tr("Audience"), tr("Next run"),
                             tr("Last run"),    tr("Sent"),     tr("When")};
    return titles.value(section);
}

} // namespace perennial
