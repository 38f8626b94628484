// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/explain/change.h"
#include "core/segment/plan/valuetest.h"

#include <span>

namespace perennial {

struct FactEvent
{
    qint64 at = 0;
    qint64 value = EventColumn::NoValue; // minor units of the store's currency
    quint32 details = EventColumn::NoDetails;
    quint32 order = 0;                     // a number for each order; 0: none
    const QJsonObject *supposed = nullptr; // the properties of one that did not happen

    [[nodiscard]] bool hasValue() const { return value != EventColumn::NoValue; }
};

struct FactConsent
{
    ConsentState state = ConsentState::Never;
    qint64 at = 0;
    QString method;                  // empty: not told
    std::optional<bool> doubleOptIn; // nothing: not told
};

struct HeldValue
{
    FactValue value;
    std::optional<Instant> since; // nothing where there was one value only: the columns do not say since when
    bool assumed = false;         // the earliest known, from after the moment
};

// What is known of one person up to a moment, row by row out of the columns, as though some changes had come on top.
class PersonFacts
{
public:
    PersonFacts(const ProfileTable &table, quint32 person, Instant until, std::span<const Change> supposed = {})
        : m_table(table)
        , m_person(person)
        , m_until(until.ms)
        , m_supposed(supposed)
    {
    }

    [[nodiscard]] const ProfileTable &table() const { return m_table; }
    [[nodiscard]] quint32 person() const { return m_person; }
    [[nodiscard]] Instant until() const { return {m_until}; }
    [[nodiscard]] PersonFacts supposing(std::span<const Change> changes) const
    {
        return {m_table, m_person, {m_until}, changes};
    }
    [[nodiscard]] std::span<const Change> supposed() const { return m_supposed; }

    [[nodiscard]] bool isKnownAt(qint64 moment) const;
    // Of a metric at or before `now`, by time.
    [[nodiscard]] std::vector<FactEvent> events(const QString &metric, qint64 now) const;
    // Of an event; undefined where it has no such property.
    [[nodiscard]] QJsonValue detail(const FactEvent &event, const QString &property) const;
    [[nodiscard]] HeldValue value(const QString &property, qint64 now) const;
    // By time; of one moment the one that counts last.
    [[nodiscard]] std::vector<FactConsent> consents(Channel channel, qint64 now) const;
    // Those in force.
    [[nodiscard]] std::vector<SuppressionRow> suppressions(Channel channel, qint64 now) const;
    [[nodiscard]] bool hasAddress(Channel channel) const;
    // In the list or flow (at its step) that a condition names, those that began by now.
    [[nodiscard]] std::vector<StayRow> stays(const MembershipCondition &condition, qint64 now) const;

private:
    template <class Kind, class Visit>
    void eachSupposed(Visit visit) const
    {
        for (const Change &change : m_supposed) {
            if (const auto *kind = std::get_if<Kind>(&change))
                visit(*kind);
        }
    }

    const ProfileTable &m_table;
    quint32 m_person;
    qint64 m_until;
    std::span<const Change> m_supposed;
};

[[nodiscard]] Verdict verdictOf(const ValueTest &test, const FactValue &value);
// As it stands in JSON: moments ISO 8601.
[[nodiscard]] QJsonValue jsonOf(const FactValue &value);
// The value of a property's column.
[[nodiscard]] FactValue factOf(const PropertyColumn &column, PropertyColumn::Raw raw);

} // namespace perennial
