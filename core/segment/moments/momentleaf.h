// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "core/segment/document/journey.h"
#include "core/segment/plan/binding.h"
#include "core/segment/plan/valuetest.h"

namespace perennial {

class SegmentSources;

// One person at one moment, on the way through a flow or not.
struct MomentQuestion
{
    quint32 person = 0;
    qint64 now = 0;
    const Journey *journey = nullptr;
};

// What conditions are bound to before a moment is known.
struct MomentBinding
{
    std::shared_ptr<const ProfileTable> table;
    QTimeZone zone;
    int weekStart = 1;
    qint64 moneyScale = 100;
    const SegmentSources *sources = nullptr;
    std::stop_token stop{};

    [[nodiscard]] TimeFrame frame(const MomentQuestion &asked) const
    {
        return {{asked.now}, zone, weekStart, asked.journey};
    }
    [[nodiscard]] Binding at(const MomentQuestion &asked) const
    {
        return {*table, frame(asked), moneyScale, nullptr, stop};
    }
};

// A condition asked of one person at any moment. For one thread; the same person is best asked about in a row.
class MomentLeaf
{
public:
    virtual ~MomentLeaf() = default;
    [[nodiscard]] virtual Verdict judge(const MomentQuestion &asked) = 0;
    // The first moment after `asked.now` at which the verdict could be another, by what is known to come and by time
    // alone; TimeRange::End where there is none. It may name one too early, never one too late.
    [[nodiscard]] virtual qint64 nextTurn(const MomentQuestion &asked) = 0;
};

using MomentLeafPointer = std::unique_ptr<MomentLeaf>;

// The binding must outlive them. Conditions are finished, and none of them is a group or names a definition.
[[nodiscard]] MomentLeafPointer makeMomentLeaf(const Condition &condition, const MomentBinding &binding);
// Null where the engine must be asked.
[[nodiscard]] MomentLeafPointer makeEventMoment(const EventCondition &condition, const MomentBinding &binding);
[[nodiscard]] MomentLeafPointer makeValueMoment(const PropertyCondition &condition, const MomentBinding &binding);
[[nodiscard]] MomentLeafPointer makeConsentMoment(const ConsentCondition &condition, const MomentBinding &binding);
[[nodiscard]] MomentLeafPointer makeStayMoment(const MembershipCondition &condition, const MomentBinding &binding);
// Any condition: by the leaf that the engine has for it, bound anew for each moment.
[[nodiscard]] MomentLeafPointer makeEngineMoment(const Condition &condition, const MomentBinding &binding);

} // namespace perennial
