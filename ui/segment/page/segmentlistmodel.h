// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"
#include "core/store/segmentshelf.h"
#include "core/store/segmentuse.h"
#include "ui/segment/figures/sizefeed.h"
#include "ui/segment/portfolio/linemodel.h"
#include "ui/segment/portfolio/namedelegate.h"

#include <QTimeZone>

#include <map>

namespace perennial {

// How many people a segment has; nothing where it cannot be counted.
struct SegmentTally
{
    std::optional<qint64> members;
    qint64 people = 0; // all there are
    QString problem;   // why it cannot be counted
};

// A saved segment as the list shows it.
struct SegmentLine
{
    SavedSegment saved;
    std::optional<SegmentDoc> doc; // nothing where a newer Perennial wrote it
    QString sentence;
    SegmentTally tally;
    std::shared_ptr<const SizeHistory> history;
    bool isHistoryStale = false;
    std::optional<int> health;
    QStringList tags;
    std::optional<SegmentUse> use;
    QStringList users; // segments and stages that ask for it
};

[[nodiscard]] inline SegmentId idOf(const SegmentLine &line)
{
    return line.saved.id;
}
[[nodiscard]] inline QString &nameOf(SegmentLine &line)
{
    return line.saved.name;
}
[[nodiscard]] inline const QString &nameOf(const SegmentLine &line)
{
    return line.saved.name;
}

class SegmentListModel : public LineModel<SegmentLine>
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        CountColumn,
        HistoryColumn,
        TrendColumn,
        HealthColumn,
        TagsColumn,
        UsedColumn,
        UpdatedColumn,
        ColumnCount
    };
    enum Role { SentenceRole = NameDelegate::SentenceRole, SegmentIdRole, SortRole };

    using LineModel::LineModel;

    // Of those that were counted; the others stay as they are.
    void setCounts(const std::map<SegmentId, SegmentTally> &tallies);
    void setHistory(SegmentId id, std::shared_ptr<const SizeHistory> history);
    // Of all, as far as the feed knows them.
    void setHistories(const SizeFeed &feed);
    void setTags(SegmentId id, const QStringList &tags);
    // Of 100; those that are not among them have none. Nothing: they are not known yet.
    void setHealth(const std::optional<std::map<SegmentId, int>> &scores);
    void setZone(const QTimeZone &zone) { m_zone = zone; }
    // How many segments have each tag.
    [[nodiscard]] std::map<QString, int> tagCounts() const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    // Qt::InitialSortOrderRole: most, latest, gravest first.
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

Q_SIGNALS:
    void renamed(perennial::SegmentId id, const QString &name);

protected:
    void noteRenamed(const SegmentLine &line) override { Q_EMIT renamed(line.saved.id, line.saved.name); }

private:
    [[nodiscard]] QString text(const SegmentLine &line, int column) const;
    [[nodiscard]] QString toolTip(const SegmentLine &line, int column) const;
    [[nodiscard]] bool isPending(const SegmentLine &line, int column) const;

    QTimeZone m_zone = QTimeZone::utc();
    bool m_isHealthKnown = false;
};

} // namespace perennial
