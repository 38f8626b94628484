// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlistmodel.h"

#include "ui/segment/page/segmentlinewords.h"
#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/segment/portfolio/scorebar.h"
#include "ui/segment/portfolio/sparkline.h"
#include "ui/widgets/format.h"

namespace perennial {

namespace {

const QString Dash = QStringLiteral("–");

bool knowsHistory(const SegmentLine &line)
{
    return line.history && line.history->isKnown();
}

// Invalid: not known, and so last.
QVariant sortKey(const SegmentLine &line, int column)
{
    switch (column) {
    case SegmentListModel::NameColumn:
        return line.saved.name;
    case SegmentListModel::CountColumn:
        return line.tally.members ? QVariant(*line.tally.members) : QVariant();
    case SegmentListModel::HistoryColumn:
        return knowsHistory(line) ? QVariant(line.history->last() - line.history->first()) : QVariant();
    case SegmentListModel::TrendColumn:
        return knowsHistory(line) ? QVariant(line.history->change()) : QVariant();
    case SegmentListModel::HealthColumn:
        return line.health ? QVariant(*line.health) : QVariant();
    case SegmentListModel::TagsColumn:
        return line.tags.isEmpty() ? QVariant() : QVariant(line.tags.join(QChar(1)));
    case SegmentListModel::UsedColumn:
        if (line.use)
            return line.use->at.ms;
        return line.users.isEmpty() ? QVariant() : QVariant(qint64(0));
    default:
        return line.saved.updated.ms;
    }
}

QString detail(const SegmentLine &line, int column)
{
    switch (column) {
    case SegmentListModel::CountColumn:
        return line.tally.members && line.tally.people > 0
                   ? format::share(double(*line.tally.members) / double(line.tally.people))
                   : QString();
    case SegmentListModel::TrendColumn:
        return knowsHistory(line) ? linewords::trendShare(*line.history) : QString();
    case SegmentListModel::UsedColumn:
        return linewords::usedFor(line);
    default:
        return {};
    }
}

QString spoken(const SegmentLine &line, int column, const QString &text)
{
    switch (column) {
    case SegmentListModel::CountColumn:
        return linewords::peopleSpoken(line);
    case SegmentListModel::HistoryColumn:
        return line.history ? sparklineWords(*line.history) : SegmentListModel::tr("Two years: not known yet");
    case SegmentListModel::TrendColumn:
        return knowsHistory(line) ? linewords::trendSpoken(*line.history)
                                  : SegmentListModel::tr("Trend: not known yet");
    case SegmentListModel::HealthColumn:
        return line.health ? SegmentListModel::tr("Health %1").arg(text)
                           : SegmentListModel::tr("Health: not known yet");
    case SegmentListModel::TagsColumn:
        return linewords::tagsSpoken(line);
    case SegmentListModel::UsedColumn:
        return linewords::usedSpoken(line);
    case SegmentListModel::UpdatedColumn:
        return SegmentListModel::tr("Changed %1", "3 h ago").arg(text);
    default:
        return text;
    }
}

bool isText(int column)
{
    return column == SegmentListModel::NameColumn || column == SegmentListModel::HistoryColumn ||
           column == SegmentListModel::HealthColumn || column == SegmentListModel::TagsColumn;
}

} // namespace

void SegmentListModel::setCounts(const std::map<SegmentId, SegmentTally> &tallies)
{
    changeLines(CountColumn, CountColumn, [&](SegmentLine &line) {
        if (const auto tally = tallies.find(line.saved.id); tally != tallies.end())
            line.tally = tally->second;
    });
}

void SegmentListModel::setHistory(SegmentId id, std::shared_ptr<const SizeHistory> history)
{
    changeLine(id, HistoryColumn, TrendColumn, [&](SegmentLine &line) {
        line.history = std::move(history);
        line.isHistoryStale = false;
    });
}

void SegmentListModel::setHistories(const SizeFeed &feed)
{
    changeLines(HistoryColumn, TrendColumn, [&](SegmentLine &line) {
        line.history = feed.of(line.saved.id);
        line.isHistoryStale = !feed.isFresh(line.saved.id);
    });
}

void SegmentListModel::setTags(SegmentId id, const QStringList &tags)
{
    // The first column is what the filter looks at.
    changeLine(id, NameColumn, TagsColumn, [&](SegmentLine &line) { line.tags = tags; });
}

void SegmentListModel::setHealth(const std::optional<std::map<SegmentId, int>> &scores)
{
    m_isHealthKnown = scores.has_value();
    changeLines(HealthColumn, HealthColumn, [&](SegmentLine &line) {
        const auto score = scores ? scores->find(line.saved.id) : std::map<SegmentId, int>::const_iterator();
        line.health = !scores || score == scores->end() ? std::nullopt : std::optional(score->second);
    });
}

std::map<QString, int> SegmentListModel::tagCounts() const
{
    std::map<QString, int> counts;
    for (const SegmentLine &line : lines()) {
        for (const QString &tag : line.tags)
            ++counts[tag];
    }
    return counts;
}

int SegmentListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString SegmentListModel::text(const SegmentLine &line, int column) const
{
    switch (column) {
    case NameColumn:
        return line.saved.name;
    case CountColumn:
        return line.tally.members ? format::count(*line.tally.members) : Dash;
    case TrendColumn:
        return knowsHistory(line) ? linewords::trend(*line.history) : Dash;
    case HealthColumn:
        return line.health ? scoreWords(*line.health) : QString();
    case TagsColumn:
        return line.tags.join(tr(", "));
    case UsedColumn: {
        const QString used = linewords::used(line);
        return used.isEmpty() ? Dash : used;
    }
    case UpdatedColumn:
        return format::ago(line.saved.updated, Instant::now());
    default:
        return {};
    }
}

QString SegmentListModel::toolTip(const SegmentLine &line, int column) const
{
    switch (column) {
    case CountColumn:
        return line.tally.problem.isEmpty() ? tr("Show these people") : line.tally.problem;
    case HealthColumn:
        return line.health ? tr("As last examined; see Health") : QString();
    case UpdatedColumn:
        return format::dateTime(line.saved.updated, m_zone);
    case NameColumn:
        return line.tally.problem.isEmpty() ? line.sentence : line.tally.problem;
    default:
        return isPending(line, column) ? QString() : spoken(line, column, text(line, column));
    }
}

// What cannot be counted is not waited for.
bool SegmentListModel::isPending(const SegmentLine &line, int column) const
{
    const bool countable = line.doc && line.tally.problem.isEmpty();
    switch (column) {
    case CountColumn:
        return countable && !line.tally.members;
    case HistoryColumn:
    case TrendColumn:
        return countable && !line.history;
    case HealthColumn:
        return line.doc && !m_isHealthKnown;
    default:
        return false;
    }
}

QVariant SegmentListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const SegmentLine &line = lineAt(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return text(line, column);
    case FigureDelegate::DetailRole:
        return detail(line, column);
    case FigureDelegate::PendingRole:
        return isPending(line, column);
    case Qt::ToolTipRole:
        return toolTip(line, column);
    case Qt::AccessibleTextRole:
        return spoken(line, column, text(line, column));
    case Qt::AccessibleDescriptionRole:
    case SentenceRole:
        return column == NameColumn ? line.sentence : QString();
    case SparklineDelegate::HistoryRole:
        return QVariant::fromValue(line.history);
    case SparklineDelegate::StaleRole:
        return line.isHistoryStale;
    case ScoreDelegate::ScoreRole:
        return column == HealthColumn && line.health ? QVariant(*line.health) : QVariant();
    case NameFilter::TagsRole:
        return line.tags;
    case Qt::TextAlignmentRole:
        return isText(column) ? QVariant() : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case SegmentIdRole:
        return line.saved.id.value;
    case SortRole:
        return sortKey(line, column);
    default:
        return {};
    }
}

QVariant SegmentListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant((isText(section) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    if (role == Qt::InitialSortOrderRole)
        return static_cast<int>(section == NameColumn || section == HealthColumn || section == TagsColumn
                                    ? Qt::AscendingOrder
                                    : Qt::DescendingOrder);
    if (role != Qt::DisplayRole)
        return {};
    const QString titles[ColumnCount]{tr("Segment"), tr("People"), tr("Two years"), tr("30 days"),
                                      tr("Health"),  tr("Tags"),   tr("Last used"), tr("Changed")};
    return titles[section];
}

} // namespace perennial
