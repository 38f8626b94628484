// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "core/segment/explain/factevents.h"

#include <QHash>
#include <QTimeZone>

#include <optional>

namespace perennial {

struct FactOrder;

// The latest of what was made of a key.
template <class Key, class Value>
class Kept
{
public:
    template <class Make>
    Value get(const Key &key, const Make &make)
    {
        constexpr size_t most = 64;
        for (const auto &[known, value] : m_known) {
            if (known == key)
                return value;
        }
        Value made = make();
        if (m_known.size() == most)
            m_known.erase(m_known.begin());
        m_known.emplace_back(key, made);
        return made;
    }

private:
    std::vector<std::pair<Key, Value>> m_known;
};

// What was read of one person, by metric, filter and property, for all questions of an explanation.
struct FactMemory
{
    template <class Value>
    using Shared = std::shared_ptr<const std::vector<Value>>;

    struct FilterKey
    {
        QString metric;
        FilterSet filters;
        QTimeZone zone;
        std::optional<qint64> now; // where a filter depends on it
        friend bool operator==(const FilterKey &, const FilterKey &) = default;
    };
    struct PropertyKey
    {
        QString metric;
        QString property;
        QTimeZone zone;
        friend bool operator==(const PropertyKey &, const PropertyKey &) = default;
    };
    struct MeasureKey
    {
        FilterSet filters;
        LineMeasure measure;
        qint64 until;
        friend bool operator==(const MeasureKey &, const MeasureKey &) = default;
    };

    Kept<QString, FactEvents::Read> events;
    Kept<FilterKey, FactEvents::Read> passing;
    // By an event's place.
    Kept<PropertyKey, Shared<quint32>> numbers;  // equal for equal values; 0 where there is none
    Kept<PropertyKey, Shared<double>> reals;     // not a number where there is none
    Kept<PropertyKey, Shared<qint64>> dates;     // TimeRange::Start where there is none
    QHash<QByteArray, quint32> numberOf;         // by distinctKey
    Kept<qint64, Shared<FactOrder>> orders;      // by the moment until which they are read
    Kept<MeasureKey, Shared<__int128>> measured; // by an order's place
};

} // namespace perennial
