// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/membershipleaf.h"

#include "core/segment/document/segmentcycle.h"
#include "core/segment/plan/constantleaf.h"
#include "core/segment/plan/ontheway.h"
#include "core/segment/plan/setleaf.h"

#include <QCoreApplication>

namespace perennial {

namespace {

// The stays of everybody in what a condition names.
class Stays
{
public:
    Stays(const MembershipCondition &condition, const Binding &binding)
        : m_now(binding.frame.now.ms)
        , m_people(binding.table.profileCount())
    {
        const TableColumns &columns = binding.table.columns();
        for (const StayColumn &column : condition.of == MemberOf::List ? columns.lists : columns.flows) {
            if (!isSameSegmentName(column.name, condition.name))
                continue;
            m_exists = true;
            if (condition.step.isEmpty() || isSameSegmentName(column.step, condition.step))
                m_columns.push_back(&column);
        }
    }

    [[nodiscard]] bool exist() const { return m_exists; }

    [[nodiscard]] ProfileSet members() const
    {
        return peopleWhere([this](const StayRow &stay) { return stay.holdsAt(m_now); });
    }
    // Members whose present stay began in `range`.
    [[nodiscard]] ProfileSet joined(const TimeRange &range) const
    {
        return peopleWhere([&](const StayRow &stay) {
            return stay.holdsAt(m_now) && stay.since >= range.from && stay.since <= range.to;
        });
    }
    // Those with a stay that ended in `range`, be they members again or not.
    [[nodiscard]] ProfileSet left(const TimeRange &range) const
    {
        return peopleWhere([&](const StayRow &stay) {
            return stay.until <= m_now && stay.until >= range.from && stay.until <= range.to;
        });
    }

private:
    template <class Wanted>
    [[nodiscard]] ProfileSet peopleWhere(Wanted wanted) const
    {
        ProfileSet people(m_people);
        for (const StayColumn *column : m_columns) {
            for (const StayRow &stay : column->stays) {
                if (wanted(stay))
                    people.add(stay.person);
            }
        }
        return people;
    }

    qint64 m_now;
    quint32 m_people;
    bool m_exists = false;
    std::vector<const StayColumn *> m_columns;
};

ProfileSet peopleOf(const Stays &stays, const MembershipCondition &condition, const Binding &binding)
{
    if (!condition.since) {
        ProfileSet members = stays.members();
        if (!condition.in)
            members.complement();
        return members;
    }
    const TimeRange range = rangeOf(*condition.since, binding.frame);
    return condition.in ? stays.joined(range) : stays.left(range).subtract(stays.members());
}

} // namespace

Result<std::shared_ptr<const Leaf>> makeMembershipLeaf(const MembershipCondition &condition, const Binding &binding,
                                                       const QString &where)
{
    if (const auto onTheWay = membershipOnTheWay(condition, binding.frame))
        return std::make_shared<ConstantLeaf>(*onTheWay ? Verdict::Yes : Verdict::No);
    const Stays stays(condition, binding);
    if (stays.exist())
        return std::make_shared<SetLeaf>(peopleOf(stays, condition, binding));
    const QString message = condition.of == MemberOf::List
                                ? QCoreApplication::translate("perennial", "The store has no list called “%1”.")
                                : QCoreApplication::translate("perennial", "The store has no flow called “%1”.");
    return failure(ErrorKind::NotFound, message.arg(condition.name), where + QStringLiteral(".name"));
}

} // namespace perennial
