// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/savedname.h"
#include "core/segment/moments/momentleaf.h"
#include "core/segment/moments/personrun.h"
#include "core/segment/moments/windowturns.h"
#include "core/segment/plan/ontheway.h"

namespace perennial {

namespace {

// Membership of a list, or of a flow at a step.
class StayMoment final : public MomentLeaf
{
public:
    StayMoment(const MembershipCondition &condition, const MomentBinding &binding)
        : m_condition(condition)
        , m_binding(binding)
    {
        const TableColumns &columns = binding.table->columns();
        for (const StayColumn &column : condition.of == MemberOf::List ? columns.lists : columns.flows) {
            if (isSameSegmentName(column.name, condition.name) &&
                (condition.step.isEmpty() || isSameSegmentName(column.step, condition.step)))
                m_columns.push_back({&column, {}});
        }
    }

    Verdict judge(const MomentQuestion &asked) override
    {
        const TimeFrame frame = m_binding.frame(asked);
        if (const auto onTheWay = membershipOnTheWay(m_condition, frame))
            return *onTheWay ? Verdict::Yes : Verdict::No;
        const TimeRange range = m_condition.since ? rangeOf(*m_condition.since, frame) : TimeRange();
        const auto isIn = [&](qint64 at) { return at >= range.from && at <= range.to; };
        bool isMember = false, joined = false, left = false;
        forEach(asked.person, [&](const StayRow &stay) {
            const bool holds = stay.holdsAt(asked.now);
            isMember |= holds;
            joined |= holds && isIn(stay.since);
            left |= stay.until <= asked.now && isIn(stay.until);
        });
        const bool yes = !m_condition.since ? isMember == m_condition.in : m_condition.in ? joined : left && !isMember;
        return yes ? Verdict::Yes : Verdict::No;
    }

    qint64 nextTurn(const MomentQuestion &asked) override
    {
        qint64 turn = TimeRange::End;
        const TimeFrame frame = m_binding.frame(asked);
        const auto note = [&](qint64 at) {
            if (at > asked.now)
                turn = std::min(turn, at);
            else if (m_condition.since)
                turn = std::min(turn, nextWindowTurn(*m_condition.since, frame, at));
        };
        forEach(asked.person, [&](const StayRow &stay) {
            note(stay.since);
            note(stay.until);
        });
        if (m_condition.of == MemberOf::ThisFlow && asked.journey) {
            for (const TimeRange &stay : asked.journey->earlier) {
                note(stay.from);
                note(stay.to);
            }
        }
        return turn;
    }

private:
    struct Rows
    {
        const StayColumn *column;
        PersonRows<StayRow> rows;
    };

    template <class Visit>
    void forEach(quint32 person, Visit visit)
    {
        for (Rows &rows : m_columns) {
            for (const StayRow &stay : rows.rows.of(rows.column->stays, person))
                visit(stay);
        }
    }

    MembershipCondition m_condition;
    const MomentBinding &m_binding;
    std::vector<Rows> m_columns;
};

} // namespace

MomentLeafPointer makeStayMoment(const MembershipCondition &condition, const MomentBinding &binding)
{
    return std::make_unique<StayMoment>(condition, binding);
}

} // namespace perennial
