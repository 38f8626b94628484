// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"
#include "core/segment/explain/personfacts.h"

#include <algorithm>

namespace perennial {

class DocJudge;
class JudgeSources;

// What was found on the way to a verdict.
struct Findings
{
    static constexpr size_t MostEvidence = 20;

    QString compared;
    std::vector<Evidence> evidence;
    size_t total = 0;

    void add(Evidence found)
    {
        ++total;
        if (evidence.size() < MostEvidence)
            evidence.push_back(std::move(found));
    }
    // So many, of which those that are shown are made.
    template <class Make>
    void addAll(size_t count, Make make)
    {
        for (size_t i = 0; i < count && evidence.size() < MostEvidence; ++i)
            evidence.push_back(make(i));
        total += count;
    }
};

// At how many moments that a condition turns at changes are looked for: at fewer where each is made of so much.
[[nodiscard]] constexpr size_t mostTurns(size_t things)
{
    return std::clamp<size_t>(2'000'000 / std::max<size_t>(things, 1), 10, 200);
}

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
    // The segment a condition names, at the moments it is asked for: first that of the condition itself.
    [[nodiscard]] virtual std::span<const std::shared_ptr<const DocJudge>> segments() const { return {}; }
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
