// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"
#include "core/segment/explain/personfacts.h"

namespace perennial {

// Property filters, asked of one event at a time.
class FactFilter
{
public:
    FactFilter(const FilterSet &filters, const Binding &binding);

    [[nodiscard]] bool passes(const PersonFacts &facts, const FactEvent &event) const;
    // Those of a metric at or before `now` that do.
    [[nodiscard]] FactEvents passing(const PersonFacts &facts, const QString &metric, qint64 now) const;
    // The filtered properties of an event.
    [[nodiscard]] std::vector<EvidenceDetail> details(const PersonFacts &facts, const FactEvent &event) const;
    // When dates among an event's properties come into the filters' windows and go out.
    void addTurns(const PersonFacts &facts, const FactEvent &event, std::vector<qint64> &turns) const;
    [[nodiscard]] bool turns() const;
    // Properties with which an event passes, as far as that can be told.
    [[nodiscard]] QJsonObject example() const;
    // Values of the event itself, in minor units, that are worth trying.
    [[nodiscard]] std::vector<qint64> exampleValues() const;

private:
    struct Filter
    {
        PropertyFilter written;
        ValueTest test;
        NumberTest amount; // of the event's own value
    };

    [[nodiscard]] bool passes(const Filter &filter, const PersonFacts &facts, const FactEvent &event) const;
    [[nodiscard]] FactEvents::Read readPassing(const PersonFacts &facts, const QString &metric) const;
    [[nodiscard]] std::shared_ptr<const std::vector<qint64>> datesOf(const PersonFacts &facts, const QString &metric,
                                                                     const QString &property) const;
    void exemplify(const Filter &filter, QJsonObject &properties) const;

    FilterSet m_written;
    std::vector<Filter> m_filters;
    bool m_any;
    TimeFrame m_frame;
    qint64 m_moneyScale;
};

// Values worth trying where a test is to pass, the most natural first; some may fail.
[[nodiscard]] std::vector<QJsonValue> valuesFor(const Test &test, const TimeFrame &frame);
// The same where it is to fail.
[[nodiscard]] std::vector<QJsonValue> valuesAgainst(const Test &test, const TimeFrame &frame);
// The numbers a test names, and those beside them, in units of 1 / scale.
[[nodiscard]] std::vector<qint64> amountsAround(const Test &test, qint64 scale);

} // namespace perennial
