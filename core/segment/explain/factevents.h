// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/columns/profiletable.h"

#include <QJsonObject>

#include <memory>
#include <vector>

namespace perennial {

struct FactEvent
{
    qint64 at = 0;
    qint64 value = EventColumn::NoValue; // minor units of the store's currency
    quint32 details = EventColumn::NoDetails;
    quint32 order = 0;                     // a number for each order; 0: none
    quint32 place = 0;                     // among the person's events of the metric
    const QJsonObject *supposed = nullptr; // the properties of one that did not happen

    [[nodiscard]] bool hasValue() const { return value != EventColumn::NoValue; }
};

// A person's events by time: a part of those that were read once, and among them a few that are supposed. Cheap to
// copy.
class FactEvents
{
public:
    using Read = std::shared_ptr<const std::vector<FactEvent>>;
    class Iterator
    {
    public:
        using difference_type = std::ptrdiff_t;
        using value_type = FactEvent;

        Iterator() = default;
        Iterator(const FactEvents *events, size_t place)
            : m_events(events)
            , m_place(place)
        {
        }
        const FactEvent &operator*() const { return (*m_events)[m_place]; }
        Iterator &operator++()
        {
            ++m_place;
            return *this;
        }
        Iterator operator++(int) { return {m_events, m_place++}; }
        friend bool operator==(const Iterator &, const Iterator &) = default;

    private:
        const FactEvents *m_events = nullptr;
        size_t m_place = 0;
    };

    FactEvents() = default;
    explicit FactEvents(Read read)
        : m_read(std::move(read))
        , m_end(m_read->size())
    {
    }

    [[nodiscard]] size_t size() const { return m_end - m_begin + m_supposed.size(); }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    [[nodiscard]] Iterator end() const { return {this, size()}; }
    [[nodiscard]] const FactEvent &operator[](size_t place) const;
    [[nodiscard]] const FactEvent &front() const { return (*this)[0]; }
    [[nodiscard]] const FactEvent &back() const { return (*this)[size() - 1]; }

    // Of the first that happened at a moment or later.
    [[nodiscard]] size_t placeFrom(qint64 at) const;
    // Those from `first` until before `last`.
    [[nodiscard]] FactEvents part(size_t first, size_t last) const;
    [[nodiscard]] FactEvents within(qint64 from, qint64 to) const;
    // Those that pass, read anew.
    template <class Passes>
    [[nodiscard]] FactEvents that(Passes passes) const
    {
        auto passing = std::make_shared<std::vector<FactEvent>>();
        for (const FactEvent &event : *this) {
            if (passes(event))
                passing->push_back(event);
        }
        return FactEvents(std::move(passing));
    }
    // Adds one that comes after all others of its moment.
    void suppose(const FactEvent &event, size_t times);

private:
    struct Supposed
    {
        size_t place; // among all
        FactEvent event;
    };

    Read m_read;
    size_t m_begin = 0;
    size_t m_end = 0;
    std::vector<Supposed> m_supposed;
};

} // namespace perennial
