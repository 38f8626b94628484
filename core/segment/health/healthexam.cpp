// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/healthexam.h"

#include "core/segment/document/sentence.h"
#include "core/segment/health/clashes.h"
#include "core/segment/health/mentions.h"

#include <QCoreApplication>
#include <QDate>

#include <algorithm>

namespace perennial {

namespace {

// What docs/segment-health.md says.
constexpr int TurnoverDays = 30;
constexpr int QuietDays = 14;
constexpr double QuietGaps = 10;
constexpr int UnusedDays = 180;
constexpr qint64 FewMembers = 10; // of fewer, shares say nothing

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::Health", text);
}

qint64 daysBetween(Instant from, Instant to)
{
    return (to.ms - from.ms) / Instant::DayMs;
}

int weightOfAge(qint64 days)
{
    return days > 90 ? 40 : days > 30 ? 25 : days > 7 ? 10 : 0;
}

quint32 countWithout(const ProfileSet &people, const ProfileSet &others)
{
    ProfileSet rest = people;
    return rest.subtract(others).count();
}

} // namespace

HealthExam::HealthExam(const ExaminedSegment &segment, const HealthGround &ground, const Progress &progress)
    : m_segment(segment)
    , m_ground(ground)
    , m_progress(progress)
{
    health.id = segment.id;
    health.name = segment.name;
}

Result<SegmentAnswer> HealthExam::answerAt(Instant moment) const
{
    return SegmentEngine::compile(m_segment.doc, m_ground.table, moment,
                                  {.sources = m_ground.sources, .stop = m_progress.stopToken()})
        .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, m_progress); });
}

void HealthExam::add(HealthKind kind, int weight, qint64 count, HealthFix fix, const QString &text,
                     std::optional<NodePath> path, const QString &other)
{
    health.causes.push_back({.kind = kind,
                             .text = text,
                             .count = count,
                             .weight = weight,
                             .fix = fix,
                             .path = std::move(path),
                             .other = other});
}

bool HealthExam::has(HealthKind kind) const
{
    return std::ranges::find(health.causes, kind, &HealthCause::kind) != health.causes.end();
}

QString HealthExam::nodeWords(const NodePath &path) const
{
    const SegmentNode *node = nodeAt(m_segment.doc, path);
    return node ? wordsOf(*node) : QString();
}

Result<void> HealthExam::run()
{
    lookAtDefinition();
    const auto answer = answerAt(m_ground.asOf);
    if (!answer && answer.error().kind == ErrorKind::Stopped)
        return failure(answer.error());
    if (!answer) {
        add(HealthKind::CannotCount, 100, 0, HealthFix::EditCondition, answer.error().message);
        return {};
    }
    members = answer->members;
    health.members = answer->count;
    if (const auto looked = lookAtPlan(); !looked)
        return looked;
    lookAtNodes(*answer);
    lookAtData();
    lookAtMembers();
    return lookBack();
}

void HealthExam::lookAtDefinition()
{
    const auto unfinished = static_cast<qint64>(unfinishedNodes(m_segment.doc).size());
    if (unfinished > 0)
        add(HealthKind::Unfinished, 5, unfinished, HealthFix::EditCondition,
            tr("%L1 unfinished conditions are passed over.").arg(unfinished), unfinishedNodes(m_segment.doc).front());
    const QDate review = QDate::fromString(m_segment.doc.reviewBy, Qt::ISODate);
    const QDate today = localDay(m_ground.asOf.ms, m_ground.table->columns().homeZone);
    if (review.isValid() && review < today)
        add(HealthKind::ReviewOverdue, 10, review.daysTo(today), HealthFix::Review,
            tr("It was to be reviewed by %1.").arg(m_segment.doc.reviewBy));
    const bool old = daysBetween(m_segment.updated, m_ground.asOf) > UnusedDays;
    const auto used = std::max(m_segment.sent, m_segment.used);
    const bool lately = used && daysBetween(*used, m_ground.asOf) <= UnusedDays;
    if (old && !lately && !m_segment.named)
        add(HealthKind::Unused, 10, daysBetween(used.value_or(m_segment.updated), m_ground.asOf), HealthFix::Delete,
            tr("It was not sent, frozen, changed or used by another segment or a flow for %L1 days.").arg(UnusedDays));
}

Result<void> HealthExam::lookAtPlan()
{
    const auto clashes = SegmentEngine::compile(m_segment.doc, m_ground.table, m_ground.asOf,
                                                {.sources = m_ground.sources, .stop = m_progress.stopToken()})
                             .and_then([&](const Plan &plan) { return clashesOf(plan, m_progress); });
    if (!clashes)
        return failure(clashes.error());
    for (const Clash &clash : *clashes)
        add(HealthKind::Contradiction, 50, 0, HealthFix::EditCondition,
            tr("Both have to hold, and nobody is in both: %1 (%L2 people); %3 (%L4 people).")
                .arg(nodeWords(clash.a))
                .arg(clash.countA)
                .arg(nodeWords(clash.b))
                .arg(clash.countB),
            clash.b);
    return {};
}

void HealthExam::lookAtNodes(const SegmentAnswer &answer)
{
    for (const NodeCount &node : answer.nodes)
        lookAtNode(node, answer);
    if (answer.count == 0 && !has(HealthKind::NeverMatches) && !has(HealthKind::Contradiction))
        add(HealthKind::Empty, 40, 0, HealthFix::EditCondition, tr("Nobody is in it."));
}

void HealthExam::lookAtNode(const NodeCount &node, const SegmentAnswer &answer)
{
    const SegmentNode *written = nodeAt(m_segment.doc, node.path);
    if (!node.finished || !written || written->group() || answer.of == 0)
        return;
    const SegmentNode *parent = nodeAt(m_segment.doc, node.path.parent());
    const GroupMatch match = parent->group()->match;
    if (node.alone == 0)
        add(HealthKind::NeverMatches, match == GroupMatch::All ? 40 : 15, 0, HealthFix::EditCondition,
            tr("Holds for nobody: %1.").arg(wordsOf(*written)), node.path);
    else if (node.alone == answer.of)
        add(HealthKind::AlwaysMatches, match == GroupMatch::None ? 40 : 5, node.alone, HealthFix::DeleteCondition,
            tr("Holds for everybody: %1.").arg(wordsOf(*written)), node.path);
}

void HealthExam::lookAtData()
{
    const auto newest = m_ground.table->lastEvent();
    if (!newest)
        return;
    QStringList names;
    for (const Mention &mention : mentionsIn(m_segment.doc)) {
        if (mention.kind == MentionKind::Metric && !names.contains(mention.name))
            names.append(mention.name);
    }
    if (names.isEmpty())
        return;
    const qint64 age = daysBetween(*newest, m_ground.asOf);
    if (const int weight = weightOfAge(age); weight > 0)
        add(HealthKind::StaleData, weight, age, HealthFix::Import,
            tr("The newest event in the store is %L1 days old.").arg(age));
    for (const QString &name : names)
        lookAtMetric(name, *newest);
}

void HealthExam::lookAtMetric(const QString &name, Instant newest)
{
    const auto metrics = m_ground.table->metrics();
    const auto metric = std::ranges::find(metrics, name, &MetricInfo::name);
    if (metric == metrics.end() || metric->events < 2)
        return;
    const double gap = double(metric->last.ms - metric->first.ms) / double(metric->events - 1);
    const qint64 silence = newest.ms - metric->last.ms;
    if (silence > QuietDays * Instant::DayMs && double(silence) > QuietGaps * gap)
        add(HealthKind::MetricStopped, 25, silence / Instant::DayMs, HealthFix::Import,
            tr("“%1” stopped %L2 days before the newest event.").arg(name).arg(silence / Instant::DayMs), {}, name);
}

void HealthExam::lookAtShare(HealthKind kind, const ProfileSet &good, const QString &words)
{
    const qint64 count = countWithout(members, good);
    const double share = double(count) / double(*health.members);
    const int weight = share > 0.9 ? 20 : share > 0.5 ? 10 : 0;
    if (weight > 0)
        add(kind, weight, count, HealthFix::None, words.arg(count).arg(*health.members));
}

void HealthExam::lookAtMembers()
{
    if (*health.members < FewMembers)
        return;
    lookAtShare(HealthKind::NoSignOfLife, m_ground.alive, tr("%L1 of %L2 members have done nothing for 90 days."));
    lookAtShare(HealthKind::Unreachable, m_ground.reachable,
                tr("%L1 of %L2 members can receive neither e-mail nor SMS."));
}

Result<void> HealthExam::lookBack()
{
    if (*health.members < FewMembers)
        return {};
    const auto before = answerAt({m_ground.asOf.ms - TurnoverDays * Instant::DayMs});
    if (!before)
        return failure(before.error());
    const qint64 entered = countWithout(members, before->members), left = countWithout(before->members, members);
    if (entered > *health.members / 2 || left > *health.members / 2)
        add(HealthKind::Turnover, 5, entered + left, HealthFix::None,
            tr("%L1 came and %L2 went within 30 days.").arg(entered).arg(left));
    if (!m_segment.sent)
        return {};
    const auto then = answerAt(*m_segment.sent);
    if (!then)
        return failure(then.error());
    const qint64 gone = countWithout(then->members, members);
    if (then->count > 0 && gone * 5 > then->count)
        add(HealthKind::DriftedFromPush, 10, gone, HealthFix::None,
            tr("%L1 of the %L2 people it held when it was last sent are not in it any more.")
                .arg(gone)
                .arg(then->count));
    return {};
}

} // namespace perennial
