// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/history/segmenthistory.h"

#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/plan/chunkrun.h"
#include "core/segment/plan/planrun.h"
#include "core/segment/saved/sourcesonce.h"

#include <QCoreApplication>

namespace perennial {

namespace {

constexpr size_t MostPoints = 10000;
constexpr int LongestStep = 100000;
// Few enough that a metric's times and values of all of them fit in a core's own cache, with many moments to ask about.
constexpr quint32 PeopleAtOnce = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// One thread's share of a history.
class HistoryRun
{
public:
    HistoryRun(const std::vector<Plan> &plans, const Progress &progress)
        : m_progress(&progress)
        , m_points(plans.size())
        , m_firstKnown(plans.size() + 1)
    {
        for (const Plan &plan : plans) {
            m_runs.emplace_back(plan);
            m_moments.push_back(plan.asOf.ms);
        }
        m_table = plans.front().table.get();
    }

    void operator()(const PeopleChunk &chunk)
    {
        countKnown(chunk);
        m_now.assign(chunk.wordCount(), 0);
        for (size_t i = 0; i < m_runs.size() && !m_progress->stopRequested(); ++i) {
            m_before.swap(m_now);
            m_now.assign(chunk.wordCount(), 0);
            m_runs[i].evaluate(chunk, m_now);
            count(m_points[i], i > 0);
        }
    }

    void addTo(std::vector<HistoryPoint> &points) const
    {
        quint32 known = 0;
        for (size_t i = 0; i < points.size(); ++i) {
            known += m_firstKnown[i];
            points[i].of += known;
            points[i].count += m_points[i].count;
            points[i].entered += m_points[i].entered;
            points[i].left += m_points[i].left;
        }
    }

private:
    void countKnown(const PeopleChunk &chunk)
    {
        const auto &since = m_table->columns().knownSince;
        for (quint32 person = chunk.first; person < chunk.end(); ++person) {
            const auto first = std::ranges::lower_bound(m_moments, since[person]);
            ++m_firstKnown[static_cast<size_t>(first - m_moments.begin())];
        }
    }

    void count(HistoryPoint &point, bool hasBefore) const
    {
        for (size_t i = 0; i < m_now.size(); ++i) {
            point.count += static_cast<quint32>(std::popcount(m_now[i]));
            if (!hasBefore || m_now[i] == m_before[i])
                continue;
            point.entered += static_cast<quint32>(std::popcount(m_now[i] & ~m_before[i]));
            point.left += static_cast<quint32>(std::popcount(m_before[i] & ~m_now[i]));
        }
    }

    const Progress *m_progress;
    const ProfileTable *m_table;
    std::vector<PlanRun> m_runs; // by moment
    std::vector<qint64> m_moments;
    std::vector<HistoryPoint> m_points;
    std::vector<quint32> m_firstKnown; // people by the first moment at which they are known; the last: at none
    std::vector<quint64> m_before;
    std::vector<quint64> m_now;
};

Result<std::vector<Plan>> plansAt(const std::vector<Instant> &moments, const SegmentDoc &doc,
                                  const std::shared_ptr<const ProfileTable> &table, const CompileSetting &setting,
                                  const Progress &progress)
{
    const StoreSources own(table->columns().storePath, progress.stopToken());
    const SourcesOnce sources(setting.sources ? *setting.sources : own);
    SharedBindings shared;
    std::vector<Plan> plans;
    for (const Instant moment : moments) {
        if (progress.stopRequested())
            return stopped();
        auto plan = SegmentEngine::compile(doc, table, moment,
                                           {.sources = &sources, .stop = progress.stopToken(), .shared = &shared});
        if (!plan)
            return failure(plan.error());
        plans.push_back(std::move(*plan));
    }
    return plans;
}

} // namespace

std::optional<TimeSpan> spanFromText(const QString &text)
{
    static constexpr std::array<const char *, 6> units{"min", "h", "d", "w", "mo", "y"}; // by TimeUnit
    const auto letter = std::ranges::find_if_not(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
    const auto digits = letter - text.begin();
    bool fine = false;
    const int n = text.left(digits).toInt(&fine);
    const auto unit = std::ranges::find_if(units, [&](const char *u) { return text.mid(digits) == QLatin1String(u); });
    if (!fine || n <= 0 || unit == units.end())
        return std::nullopt;
    return TimeSpan{n, static_cast<TimeUnit>(unit - units.begin())};
}

Result<std::vector<Instant>> momentsOf(const HistoryRange &range, const QTimeZone &zone)
{
    if (range.every.n <= 0 || range.every.n > LongestStep)
        return failure(ErrorKind::Usage, tr("The steps of a history are 1 to %1 units long.").arg(LongestStep));
    if (range.from > range.to)
        return failure(ErrorKind::Usage, tr("The history ends before it begins."));
    std::vector<Instant> moments;
    for (Instant at = range.from; at <= range.to;) {
        if (moments.size() == MostPoints)
            return failure(ErrorKind::Usage, tr("A history has at most %1 points: take longer steps.").arg(MostPoints));
        moments.push_back(at);
        const int steps = static_cast<int>(moments.size()) * range.every.n;
        at.ms = shiftedBack(range.from.ms, -steps, range.every.unit, zone);
    }
    return moments;
}

Result<std::vector<HistoryPoint>> historyOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                            const HistoryRange &range, const CompileSetting &setting,
                                            const Progress &progress)
{
    const auto moments = momentsOf(range, zoneOf(doc, table->columns().homeZone));
    if (!moments)
        return failure(moments.error());
    return historyAt(*moments, doc, table, setting, progress);
}

Result<std::vector<HistoryPoint>> historyAt(const std::vector<Instant> &moments, const SegmentDoc &doc,
                                            const std::shared_ptr<const ProfileTable> &table,
                                            const CompileSetting &setting, const Progress &progress)
{
    const auto plans = plansAt(moments, doc, table, setting, progress);
    if (!plans)
        return failure(plans.error());
    const auto runs =
        runInChunks(table->profileCount(), PeopleAtOnce, progress, [&] { return HistoryRun(*plans, progress); });
    if (!runs)
        return failure(runs.error());
    std::vector<HistoryPoint> points;
    for (const Instant moment : moments)
        points.push_back({moment});
    for (const HistoryRun &run : *runs)
        run.addTo(points);
    return points;
}

} // namespace perennial
