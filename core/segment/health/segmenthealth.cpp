// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/segmenthealth.h"

#include "core/segment/health/healthexam.h"
#include "core/segment/health/signsoflife.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

constexpr int LifeDays = 90;
constexpr double NearlyAll = 0.95;
constexpr int NearlySameWeight = 10;

Result<HealthGround> groundAt(const std::shared_ptr<const ProfileTable> &table, Instant asOf, const Progress &progress,
                              const SegmentSources *sources)
{
    auto alive = aliveAt(table, asOf, LifeDays, progress);
    if (!alive)
        return failure(alive.error());
    auto reachable = reachableAt(table, asOf, progress);
    if (!reachable)
        return failure(reachable.error());
    return HealthGround{table, asOf, std::move(*alive), std::move(*reachable), sources};
}

double jaccard(const HealthExam &a, const HealthExam &b)
{
    ProfileSet both = a.members;
    const quint32 shared = (both &= b.members).count();
    return double(shared) / double(*a.health.members + *b.health.members - shared);
}

void noteNearlySame(HealthExam &exam, const HealthExam &other)
{
    if (exam.health.members.value_or(0) == 0 || other.health.members.value_or(0) == 0)
        return;
    if (jaccard(exam, other) < NearlyAll)
        return;
    exam.health.causes.push_back(
        {.kind = HealthKind::NearlySame,
         .text = QCoreApplication::translate("perennial::Health", "It holds almost the same people as “%1”.")
                     .arg(other.health.name),
         .count = *other.health.members,
         .weight = NearlySameWeight,
         .fix = HealthFix::Compare,
         .path = {},
         .other = other.health.name});
}

SegmentHealth summed(HealthExam &exam)
{
    std::ranges::stable_sort(exam.health.causes, std::ranges::greater(), &HealthCause::weight);
    for (const HealthCause &cause : exam.health.causes)
        exam.health.score = std::max(0, exam.health.score - cause.weight);
    return std::move(exam.health);
}

} // namespace

Result<std::vector<SegmentHealth>> examine(const std::vector<ExaminedSegment> &segments,
                                           const std::shared_ptr<const ProfileTable> &table, Instant asOf,
                                           const Progress &progress, const SegmentSources *sources)
{
    const auto ground = groundAt(table, asOf, progress, sources);
    if (!ground)
        return failure(ground.error());
    std::vector<HealthExam> exams;
    exams.reserve(segments.size());
    for (const ExaminedSegment &segment : segments) {
        if (const auto run = exams.emplace_back(segment, *ground, progress).run(); !run)
            return failure(run.error());
    }
    for (HealthExam &exam : exams) {
        for (const HealthExam &other : exams) {
            if (&exam != &other)
                noteNearlySame(exam, other);
        }
    }
    std::vector<SegmentHealth> all;
    for (HealthExam &exam : exams)
        all.push_back(summed(exam));
    return all;
}

} // namespace perennial
