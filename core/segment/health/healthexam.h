// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profileset.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/health/segmenthealth.h"

namespace perennial {

// What all segments of an examination are held against.
struct HealthGround
{
    std::shared_ptr<const ProfileTable> table;
    Instant asOf;
    ProfileSet alive;     // have done something in the last 90 days
    ProfileSet reachable; // by e-mail or SMS
    const SegmentSources *sources = nullptr;
};

// The examination of one segment by itself.
class HealthExam
{
public:
    HealthExam(const ExaminedSegment &segment, const HealthGround &ground, const Progress &progress);

    // An error only where it was stopped.
    [[nodiscard]] Result<void> run();

    SegmentHealth health;
    ProfileSet members; // empty where they cannot be counted

private:
    [[nodiscard]] Result<SegmentAnswer> answerAt(Instant moment) const;
    void add(HealthKind kind, int weight, qint64 count, HealthFix fix, const QString &text,
             std::optional<NodePath> path = {}, const QString &other = {});
    [[nodiscard]] Result<void> lookAtPlan();
    void lookAtDefinition();
    void lookAtNodes(const SegmentAnswer &answer);
    void lookAtNode(const NodeCount &node, const SegmentAnswer &answer);
    void lookAtData();
    void lookAtMetric(const QString &name, Instant newest);
    void lookAtMembers();
    void lookAtShare(HealthKind kind, const ProfileSet &good, const QString &words);
    [[nodiscard]] Result<void> lookBack();
    [[nodiscard]] QString nodeWords(const NodePath &path) const;
    [[nodiscard]] bool has(HealthKind kind) const;

    const ExaminedSegment &m_segment;
    const HealthGround &m_ground;
    const Progress &m_progress;
};

} // namespace perennial
