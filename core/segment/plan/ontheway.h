// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "core/segment/plan/binding.h"
#include "core/segment/plan/valuecodes.h"
#include "core/segment/plan/valuetest.h"

namespace perennial {

// What conditions ask about the way through a flow that the binding's frame names (docs/flow-semantics.md).

struct ValueOnTheWay
{
    QJsonValue value{QJsonValue::Undefined}; // undefined: there is none
    Verdict verdict = Verdict::Unknown;
};

// Of the event that started the flow, of its variables, or of a property that a flow changed; nothing where the
// condition asks for what is known of the person otherwise. The condition must be finished.
[[nodiscard]] std::optional<ValueOnTheWay> valueOnTheWay(const PropertyCondition &condition, const Binding &binding);
// Of earlier stays in this flow, or of a list that a flow changed.
[[nodiscard]] std::optional<bool> membershipOnTheWay(const MembershipCondition &condition, const TimeFrame &frame);
// A property of an event; undefined where it has none. "$value" is in units of the currency, `moneyScale` minor units
// each.
[[nodiscard]] QJsonValue eventProperty(const ProfileTable &table, const EventColumn &column, quint32 event,
                                       const QString &property, qint64 moneyScale);

// One tie between the events of a metric and those of the metric that started the flow, whichever journey it is.
class TieCodes
{
public:
    TieCodes(const SameAsTrigger &tie, const EventColumn &column, const EventColumn &trigger, const Binding &binding);

    // What an event must have where `trigger` started the flow; ValueCodes::Unknown: none can.
    [[nodiscard]] qint64 wantedBy(quint32 trigger) const
    {
        const qint64 code = m_trigger.of(trigger);
        return code == ValueCodes::Unknown || m_translated.empty() ? code : m_translated[static_cast<size_t>(code)];
    }
    [[nodiscard]] qint64 of(quint32 event) const { return m_events.of(event); }

private:
    ValueCodes m_events;
    ValueCodes m_trigger;
    std::vector<qint64> m_translated; // where the property is called otherwise: from the trigger's codes to the events'
};

// Events that have the same values as the one that started the flow.
class BoundTies
{
public:
    BoundTies() = default;
    BoundTies(const std::vector<SameAsTrigger> &ties, const EventColumn &column, const Binding &binding);

    [[nodiscard]] bool isOpen() const { return m_ties.empty() && !m_isClosed; }
    [[nodiscard]] bool passes(quint32 event) const;

private:
    struct Tie
    {
        std::shared_ptr<const TieCodes> codes;
        qint64 wanted;
    };

    std::vector<Tie> m_ties;
    bool m_isClosed = false; // it was no event that started the flow
};

} // namespace perennial
