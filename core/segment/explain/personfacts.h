// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"
#include "core/segment/explain/change.h"
#include "core/segment/explain/factevents.h"
#include "core/segment/explain/judgedbefore.h"
#include "core/segment/plan/valuetest.h"

#include <span>
#include <stop_token>

namespace perennial {

struct FactMemory;

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
// These and all that are supposed out of them are for one thread.
class PersonFacts
{
public:
    // Once `stop` is requested, what is made of the facts is wrong and soon there.
    PersonFacts(const ProfileTable &table, quint32 person, Instant until, std::stop_token stop = {})
        : m_table(table)
        , m_person(person)
        , m_until(until.ms)
        , m_stop(std::move(stop))
    {
    }

    [[nodiscard]] const ProfileTable &table() const { return m_table; }
    [[nodiscard]] quint32 person() const { return m_person; }
    [[nodiscard]] Instant until() const { return {m_until}; }
    [[nodiscard]] bool stopRequested() const { return m_stop.stop_requested(); }
    // The changes alone, not on top of those supposed already; they must live longer.
    [[nodiscard]] PersonFacts supposing(std::span<const Change> changes) const;
    [[nodiscard]] std::span<const Change> supposed() const { return m_supposed; }
    // What was made of the same facts before.
    [[nodiscard]] JudgedBefore &judged() const;

    [[nodiscard]] bool isKnownAt(qint64 moment) const;
    // Of a metric at or before `now`, by time.
    [[nodiscard]] FactEvents events(const QString &metric, qint64 now) const;
    // The supposed ones among them that pass.
    template <class Passes>
    void addSupposed(const QString &metric, qint64 now, FactEvents &events, Passes passes) const
    {
        eachSupposed<EventChange>([&](const EventChange &change) {
            const FactEvent event = eventOf(change);
            if (change.metric == metric && change.at.ms <= now && passes(event))
                events.suppose(event, static_cast<size_t>(change.times));
        });
    }
    // What was read of the person, whatever is supposed.
    [[nodiscard]] FactMemory &memory() const;
    // All of a metric, as they happened.
    [[nodiscard]] FactEvents::Read read(const QString &metric) const;
    // By an event's place: numbers that are equal where its property is, 0 where there is none.
    [[nodiscard]] std::shared_ptr<const std::vector<quint32>> numbersOf(const QString &metric,
                                                                        const QString &property) const;
    [[nodiscard]] quint32 numberOf(const FactEvent &event, const QString &property) const;
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
    [[nodiscard]] static FactEvent eventOf(const EventChange &change);
    [[nodiscard]] QByteArray keyOf(const FactEvent &event, const QString &property) const;
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
    std::stop_token m_stop;
    std::span<const Change> m_supposed;
    mutable std::shared_ptr<PersonMemory> m_memory; // of whatever is supposed of the person
    mutable std::shared_ptr<JudgedBefore> m_judged;
    mutable std::shared_ptr<FactMemory> m_read;
};

// Equal for equal values: 1 and 1.0 are one, the number 1, the text "1" and yes are three.
[[nodiscard]] QByteArray distinctKey(const QJsonValue &value);
[[nodiscard]] Verdict verdictOf(const ValueTest &test, const FactValue &value);
// As it stands in JSON: moments ISO 8601.
[[nodiscard]] QJsonValue jsonOf(const FactValue &value);
// The value of a property's column.
[[nodiscard]] FactValue factOf(const PropertyColumn &column, PropertyColumn::Raw raw);

} // namespace perennial
