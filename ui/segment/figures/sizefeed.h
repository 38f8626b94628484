// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/latestrequest.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QDate>
#include <QObject>

#include <map>

namespace perennial {

class ProfileTable;
class Workspace;

// How the size of a segment went: at the end of every other week for two years, of the day a month ago, and now.
struct SizeHistory
{
    std::vector<HistoryPoint> points; // ascending; none where it cannot be counted
    size_t monthAgo = 0;              // which of them
    QString problem;                  // why it cannot be counted

    [[nodiscard]] bool isKnown() const { return !points.empty(); }
    [[nodiscard]] qint64 first() const { return points.front().count; }
    [[nodiscard]] qint64 last() const { return points.back().count; }
    // Since a month ago.
    [[nodiscard]] qint64 change() const { return last() - aMonthAgo(); }
    // Of the size a month ago; nothing where there was nobody.
    [[nodiscard]] std::optional<double> changedShare() const;
    [[nodiscard]] qint64 aMonthAgo() const { return points[monthAgo].count; }
};

// The moments of such a history, and which of them is a month ago.
struct SizeMoments
{
    std::vector<Instant> moments;
    size_t monthAgo = 0;
};
[[nodiscard]] SizeMoments sizeMoments(Instant now, const QTimeZone &zone);

// How the sizes of many segments went, one after the other, in the background, while somebody looks. What is known
// stays known until the data, the definition or the day is another.
class SizeFeed : public QObject
{
    Q_OBJECT

public:
    struct Wanted
    {
        SegmentId id;
        QByteArray document; // as it is saved: the same bytes, the same history
        SegmentDoc doc;
    };
    // Ids in the order in which they are wanted; those that are not among them come after them.
    using Order = std::function<std::vector<SegmentId>()>;

    SizeFeed(Workspace &workspace, SegmentOracle &oracle, Order order, QObject *parent = nullptr);

    void setSegments(std::vector<Wanted> segments, Instant now);
    void setWatched(bool watched);
    void forget();
    // The last that is known, whether it is still true or not; null where there is none.
    [[nodiscard]] std::shared_ptr<const SizeHistory> of(SegmentId id) const;
    // Whether it is of this data, definition and day.
    [[nodiscard]] bool isFresh(SegmentId id) const;
    // All that is wanted is there.
    [[nodiscard]] bool isDone() const;

Q_SIGNALS:
    void found(perennial::SegmentId id);
    void done();

private:
    struct Key
    {
        QByteArray document;
        QDate day;
        std::weak_ptr<const ProfileTable> table;
        int others = 0; // of what other segments and queries were, where it asks for them
    };
    struct Known
    {
        Key key;
        std::shared_ptr<const SizeHistory> history;
    };
    struct Asked
    {
        SegmentId id;
        Key key;
        size_t monthAgo = 0;
    };
    struct Task
    {
        Key key;
        SegmentDoc doc;
    };

    [[nodiscard]] static bool isSame(const Key &a, const Key &b);
    [[nodiscard]] Key keyOf(const Wanted &wanted) const;
    [[nodiscard]] SegmentId next() const; // none: 0
    void askNext();
    void take(Result<std::vector<HistoryPoint>> points);

    Workspace &m_workspace;
    SegmentOracle &m_oracle;
    Order m_order;
    std::map<SegmentId, Task> m_wanted;
    std::map<SegmentId, Known> m_known;
    std::optional<Asked> m_asked;
    Instant m_now;
    int m_others = 0;
    bool m_watched = false;
    LatestRequest<std::vector<HistoryPoint>> m_request;
};

} // namespace perennial
