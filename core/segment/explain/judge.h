// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"
#include "core/segment/explain/personfacts.h"

namespace perennial {

class JudgeSources;

// What was found on the way to a verdict.
struct Findings
{
    static constexpr size_t MostEvidence = 20;

    QString compared;
    std::vector<Evidence> evidence;
    size_t total = 0;
    std::vector<ExplainedNode> nested;

    void add(Evidence found)
    {
        ++total;
        if (evidence.size() < MostEvidence)
            evidence.push_back(std::move(found));
    }
};

// How far somebody is from the other verdict: 0 is there, 1 is the whole way.
struct Gap
{
    double way = 0;
    QString missing; // "34.10 EUR", "2 days"
};

struct JudgeSetting
{
    Binding binding;
    const JudgeSources &sources;
};

// A condition bound to a moment, which judges people one by one in the plainest way.
class Judge
{
public:
    virtual ~Judge() = default;
    // `findings` null: the verdict alone.
    [[nodiscard]] virtual Verdict judge(const PersonFacts &facts, Findings *findings) const = 0;
    // Moments from which on the verdict may be another, without anything happening or with what remedies() proposes.
    virtual void addTurns(const PersonFacts &, std::vector<qint64> &) const {}
    // What might bring about the verdict: proposals, to be tried.
    [[nodiscard]] virtual std::vector<Changes> remedies(const PersonFacts &, Verdict) const { return {}; }
    // Nothing where there is no measure; `worded` false: the way alone.
    [[nodiscard]] virtual std::optional<Gap> gap(const PersonFacts &, bool /*worded*/) const { return std::nullopt; }
};

using JudgePointer = std::unique_ptr<const Judge>;

// For a finished condition that is no group.
[[nodiscard]] Result<JudgePointer> makeJudge(const Condition &condition, const JudgeSetting &setting);

[[nodiscard]] JudgePointer makeEventJudge(const EventCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makePropertyJudge(const PropertyCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makeConsentJudge(const ConsentCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makeRhythmJudge(const RhythmCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makeSequenceJudge(const SequenceCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makeOrderLineJudge(const OrderLineCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makePlaceJudge(const PlaceCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makeScoreJudge(const ScoreCondition &condition, const JudgeSetting &setting);
[[nodiscard]] JudgePointer makeSampleJudge(const SampleCondition &condition);
[[nodiscard]] Result<JudgePointer> makeQueryJudge(const SqlCondition &condition, const JudgeSetting &setting);
// Of a list or a flow.
[[nodiscard]] JudgePointer makeStayJudge(const MembershipCondition &condition, const JudgeSetting &setting);
[[nodiscard]] Result<JudgePointer> makeSegmentJudge(const MembershipCondition &condition, const JudgeSetting &setting);

} // namespace perennial
