// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/ranking.h"

#include "core/base/stoppablesort.h"
#include "core/segment/evaluate/heldvalues.h"

#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

using Raw = PropertyColumn::Raw;

constexpr Raw WholeStore = 0;
// Of a value that nobody has.
constexpr Raw NoGroup = std::numeric_limits<Raw>::min();

// Equal for equal values: there is one zero.
Raw groupOf(const PropertyColumn &column, Raw raw)
{
    return column.type == ValueType::Number ? std::bit_cast<Raw>(std::bit_cast<double>(raw) + 0.0) : raw;
}

Raw codeOf(const PropertyColumn &column, const QByteArray &text)
{
    const auto place = std::ranges::find(column.texts, text);
    return place == column.texts.end() ? NoGroup : place - column.texts.begin();
}

// As groupOf() of the column that holds the value.
Raw groupOf(const PropertyColumn &column, const FactValue &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return std::bit_cast<Raw>(*number + 0.0);
    if (const auto *date = std::get_if<Instant>(&value))
        return date->ms;
    if (const auto *yes = std::get_if<bool>(&value))
        return codeOf(column, *yes ? "1" : "0");
    if (const auto *list = std::get_if<QJsonArray>(&value))
        return codeOf(column, QJsonDocument(*list).toJson(QJsonDocument::Compact));
    return codeOf(column, std::get<QString>(value).toUtf8());
}

bool isSupposed(const PersonFacts &facts, const QString &property, qint64 now)
{
    return std::ranges::any_of(facts.supposed(), [&](const Change &change) {
        const auto *value = std::get_if<ValueChange>(&change);
        return value && value->property == property && value->at.ms <= now;
    });
}

// Who is known at the moment and has a score and a group.
std::vector<Ranking::Entry> entriesOf(const ProfileTable &table, const PropertyColumn &score,
                                      const PropertyColumn *groups, qint64 now, const std::stop_token &stop)
{
    const Column<qint64> &knownSince = table.columns().knownSince;
    const quint32 people = table.profileCount();
    std::vector<Ranking::Entry> entries;
    entries.reserve(people);
    for (quint32 first = 0; first < people && !stop.stop_requested(); first += PeopleChunk::Most) {
        const PeopleChunk chunk{first, std::min(PeopleChunk::Most, people - first)};
        const HeldValues scores(score, chunk, now);
        const auto held = groups ? std::optional(HeldValues(*groups, chunk, now)) : std::nullopt;
        for (quint32 place = 0; place < chunk.count; ++place) {
            if (knownSince[first + place] > now || !scores.isKnown(place) || (held && !held->isKnown(place)))
                continue;
            const double value =
                score.type == ValueType::Number ? scores.number(place) : static_cast<double>(scores[place]);
            entries.push_back({held ? groupOf(*groups, (*held)[place]) : WholeStore, value});
        }
    }
    return entries;
}

} // namespace

Ranking::Ranking(const ProfileTable &table, QString score, QString within, Instant now, const std::stop_token &stop)
    : m_score(std::move(score))
    , m_within(std::move(within))
    , m_now(now)
    , m_groups(m_within.isEmpty() ? nullptr : table.property(m_within))
{
    const PropertyColumn *column = table.property(m_score);
    const bool isOrdered = column && (column->type == ValueType::Number || column->type == ValueType::Date);
    if (!isOrdered || (!m_within.isEmpty() && !m_groups))
        return;
    m_entries = entriesOf(table, *column, m_groups, now.ms, stop);
    const auto isBefore = [](const Entry &a, const Entry &b) {
        return std::tie(a.group, a.value) < std::tie(b.group, b.value);
    };
    if (!sortUnlessStopped(m_entries, stop, isBefore))
        m_entries.clear();
}

std::optional<double> Ranking::scoreOf(const PersonFacts &facts, qint64 now) const
{
    const FactValue score = facts.value(m_score, now).value;
    if (const auto *number = std::get_if<double>(&score))
        return *number;
    if (const auto *date = std::get_if<Instant>(&score))
        return static_cast<double>(date->ms);
    return std::nullopt;
}

std::optional<PropertyColumn::Raw> Ranking::groupOf(const PersonFacts &facts, qint64 now) const
{
    if (m_within.isEmpty())
        return WholeStore;
    if (isSupposed(facts, m_within, now)) {
        const FactValue value = facts.value(m_within, now).value;
        if (std::holds_alternative<std::monostate>(value))
            return std::nullopt;
        return m_groups ? perennial::groupOf(*m_groups, value) : NoGroup;
    }
    if (!m_groups)
        return std::nullopt;
    const HeldValues held(*m_groups, {facts.person(), 1}, std::min(now, facts.until().ms));
    return held.isKnown(0) ? std::optional(perennial::groupOf(*m_groups, held[0])) : std::nullopt;
}

Ranking::Others Ranking::othersOf(const PersonFacts &facts, qint64 now) const
{
    const auto group = groupOf(facts, now);
    if (!group)
        return Others({});
    const auto [first, last] = std::ranges::equal_range(m_entries, *group, {}, &Entry::group);
    const PersonFacts real(facts.table(), facts.person(), m_now);
    const bool counts = real.isKnownAt(m_now.ms) && groupOf(real, m_now.ms) == group;
    return Others({first, last}, counts ? scoreOf(real, m_now.ms) : std::nullopt);
}

std::optional<Ranking::Place> Ranking::placeOf(const PersonFacts &facts, qint64 now) const
{
    const auto score = scoreOf(facts, now);
    if (!score || !groupOf(facts, now))
        return std::nullopt;
    return othersOf(facts, now).placeOf(*score);
}

Ranking::Others::Others(std::span<const Entry> group, std::optional<double> own)
    : m_group(group)
{
    if (own)
        m_own = std::ranges::lower_bound(group, *own, {}, &Entry::value) - group.begin();
}

Ranking::Place Ranking::Others::placeOf(double value) const
{
    const auto [first, last] = std::ranges::equal_range(m_group, value, {}, &Entry::value);
    Place place{first - m_group.begin(), m_group.end() - last, static_cast<qint64>(size()) + 1};
    if (m_own) {
        place.lower -= m_group[*m_own].value < value;
        place.higher -= m_group[*m_own].value > value;
    }
    return place;
}

} // namespace perennial
