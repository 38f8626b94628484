// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/columnsplice.h"

#include <algorithm>

namespace perennial {

namespace {

// Adds those of `more` that are missing; tells where each of `more` stands now.
std::vector<quint32> joinTexts(std::vector<QByteArray> &texts, const std::vector<QByteArray> &more)
{
    QHash<QByteArray, quint32> codes;
    codes.reserve(static_cast<qsizetype>(texts.size()));
    // The first is that of no value, which is no text.
    for (size_t code = 1; more.size() > 1 && code < texts.size(); ++code)
        codes.insert(texts[code], static_cast<quint32>(code));
    std::vector<quint32> places(more.size(), PropertyColumn::NoCode);
    for (size_t code = 1; code < more.size(); ++code) {
        const auto next = static_cast<quint32>(texts.size());
        places[code] = codes.value(more[code], next);
        if (places[code] != next)
            continue;
        codes.insert(more[code], next);
        texts.push_back(more[code]);
    }
    return places;
}

} // namespace

PeopleSplice::PeopleSplice(const Column<qint64> &old, const Column<qint64> &fresh, std::span<const qint64> dropped)
    : m_fromOld(old.size(), Gone)
    , m_fromFresh(fresh.size(), Gone)
{
    m_ids.reserve(old.size() + fresh.size());
    size_t next = 0;
    const auto addFreshBefore = [&](qint64 id) {
        for (; next < fresh.size() && fresh[next] < id; ++next) {
            m_fromFresh[next] = size();
            m_ids.push_back(fresh[next]);
        }
    };
    auto drop = dropped.begin();
    for (size_t i = 0; i < old.size(); ++i) {
        addFreshBefore(old[i]);
        while (drop != dropped.end() && *drop < old[i])
            ++drop;
        if (drop != dropped.end() && *drop == old[i])
            continue;
        m_fromOld[i] = size();
        m_ids.push_back(old[i]);
    }
    addFreshBefore(std::numeric_limits<qint64>::max());
}

ProfileSet PeopleSplice::set(const ProfileSet &old, const ProfileSet &fresh) const
{
    ProfileSet set(size());
    old.forEach([&](quint32 person) {
        if (m_fromOld[person] != Gone)
            set.add(m_fromOld[person]);
    });
    fresh.forEach([&](quint32 person) { set.add(m_fromFresh[person]); });
    return set;
}

EventColumn splicedEvents(const EventColumn &old, const EventColumn &fresh, const PeopleSplice &people)
{
    GatheredEvents events;
    const auto add = [&](const EventColumn &from, size_t run, quint32 person) {
        for (quint32 event = from.starts[run]; event < from.starts[run + 1]; ++event)
            events.add({person, from.timeMs(event), from.value(event), from.detailsOf(event), from.orderOf(event)});
    };
    size_t next = 0;
    const auto addFreshBefore = [&](quint32 person) {
        for (; next < fresh.people.size() && people.fromFresh()[fresh.people[next]] < person; ++next)
            add(fresh, next, people.fromFresh()[fresh.people[next]]);
    };
    events.reserve(old.people.size() + fresh.people.size(), size_t(old.eventCount()) + fresh.eventCount(),
                   old.haveDetails());
    for (size_t run = 0; run < old.people.size(); ++run) {
        const quint32 person = people.fromOld()[old.people[run]];
        if (person == PeopleSplice::Gone)
            continue;
        addFreshBefore(person);
        add(old, run, person);
    }
    addFreshBefore(PeopleSplice::Gone);
    return joinedColumn(fresh.id, fresh.name, {&events}, {});
}

PropertyColumn splicedProperty(const PropertyColumn &old, const PropertyColumn &fresh, const PeopleSplice &people)
{
    PropertyColumn column;
    column.id = fresh.id;
    column.name = fresh.name;
    column.type = fresh.type;
    column.texts = old.texts;
    const auto codes = joinTexts(column.texts, fresh.texts);
    const bool isCoded = column.type != ValueType::Number && column.type != ValueType::Date;
    std::vector<quint32> freshCodes(fresh.codes.size());
    std::ranges::transform(fresh.codes, freshCodes.begin(), [&](quint32 code) { return codes[code]; });
    std::vector<PropertyColumn::Earlier> freshHistories(fresh.histories.begin(), fresh.histories.end());
    for (PropertyColumn::Earlier &row : freshHistories)
        row.raw = isCoded ? codes[static_cast<size_t>(row.raw)] : row.raw;
    if (isCoded)
        column.codes = people.values(old.codes, Column(std::move(freshCodes)), PropertyColumn::NoCode);
    else if (column.type == ValueType::Number)
        column.numbers = people.values(old.numbers, fresh.numbers, PropertyColumn::NoNumber);
    else
        column.dates = people.values(old.dates, fresh.dates, PropertyColumn::NoDate);
    column.histories = people.rows(old.histories, Column(std::move(freshHistories)));
    finish(column);
    return column;
}

ConsentColumn splicedConsents(const ConsentColumn &old, const ConsentColumn &fresh, const PeopleSplice &people)
{
    ConsentColumn column;
    column.methods = old.methods;
    const auto methods = joinTexts(column.methods, fresh.methods);
    std::vector<ConsentRow> freshRows(fresh.consents.begin(), fresh.consents.end());
    for (ConsentRow &row : freshRows)
        row.method = methods[row.method];
    column.consents = people.rows(old.consents, Column(std::move(freshRows)));
    column.suppressions = people.rows(old.suppressions, fresh.suppressions);
    finish(column, people.size());
    return column;
}

} // namespace perennial
