// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/leafmaker.h"
#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/moments/happenings.h"
#include "core/segment/moments/momentleaf.h"
#include "core/segment/moments/windowturns.h"
#include "core/segment/plan/plan.h"

#include <map>

namespace perennial {

namespace {

// What somebody is among everybody is asked once a day: for the midnight before.
bool isOfEverybody(const Condition &condition)
{
    return std::holds_alternative<ScoreCondition>(condition) || std::holds_alternative<SqlCondition>(condition);
}

class EngineMoment final : public MomentLeaf
{
public:
    EngineMoment(const Condition &condition, const MomentBinding &binding)
        : m_condition(condition)
        , m_binding(binding)
        , m_isDaily(isOfEverybody(condition))
        , m_happenings(*binding.table)
    {
    }

    Verdict judge(const MomentQuestion &asked) override
    {
        const Leaf *leaf = leafAt(asked);
        if (!leaf)
            return Verdict::Unknown;
        const quint32 first = asked.person & ~63U;
        const PeopleChunk chunk{first, std::min(64U, m_binding.table->profileCount() - first), &m_binding.stop};
        const quint64 bit = quint64(1) << (asked.person & 63);
        quint64 yes = 0, unknown = 0;
        leaf->evaluate(chunk, {{&yes, 1}, {&unknown, 1}, {&bit, 1}});
        if (yes & bit)
            return Verdict::Yes;
        return unknown & bit ? Verdict::Unknown : Verdict::No;
    }

    qint64 nextTurn(const MomentQuestion &asked) override
    {
        const qint64 midnight = nextMidnight(asked.now, m_binding.zone);
        return m_isDaily ? midnight : std::min(midnight, m_happenings.next(asked.person, asked.now));
    }

private:
    using LeafPointer = std::shared_ptr<const Leaf>;

    // Null where it cannot be made any more: it could when it was bound, so that the call was stopped, or a saved
    // query fails at this moment.
    [[nodiscard]] const Leaf *leafAt(const MomentQuestion &asked)
    {
        MomentQuestion at = asked;
        if (m_isDaily)
            at.now = startOfDayMs(localDay(asked.now, m_binding.zone), m_binding.zone);
        if (m_isDaily) {
            const auto known = m_days.find(at.now);
            if (known != m_days.end())
                return known->second.get();
        }
        Binding binding = m_binding.at(at);
        binding.shared = &m_shared;
        const auto leaf = makeLeaf(m_condition, binding, *m_binding.sources, QString());
        LeafPointer made = leaf ? *leaf : nullptr;
        if (m_isDaily)
            return (m_days[at.now] = std::move(made)).get();
        m_leaf = std::move(made);
        return m_leaf.get();
    }

    Condition m_condition;
    const MomentBinding &m_binding;
    bool m_isDaily;
    SharedBindings m_shared;
    LeafPointer m_leaf;
    std::map<qint64, LeafPointer> m_days;
    Happenings m_happenings;
};

} // namespace

MomentLeafPointer makeEngineMoment(const Condition &condition, const MomentBinding &binding)
{
    return std::make_unique<EngineMoment>(condition, binding);
}

} // namespace perennial
