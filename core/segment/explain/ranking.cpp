// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/ranking.h"

#include <QJsonDocument>

#include <algorithm>

namespace perennial {

Ranking::Ranking(const ProfileTable &table, QString score, QString within, Instant now)
    : m_score(std::move(score))
    , m_within(std::move(within))
    , m_now(now)
{
    for (quint32 person = 0; person < table.profileCount(); ++person) {
        const PersonFacts facts(table, person, now);
        if (const auto entry = facts.isKnownAt(now.ms) ? entryOf(facts, now.ms) : std::nullopt)
            m_values[entry->group].push_back(entry->value);
    }
    for (auto &[group, values] : m_values)
        std::ranges::sort(values);
}

std::optional<Ranking::Entry> Ranking::entryOf(const PersonFacts &facts, qint64 now) const
{
    const FactValue score = facts.value(m_score, now).value;
    Entry entry{{}, 0};
    if (const auto *number = std::get_if<double>(&score))
        entry.value = *number;
    else if (const auto *date = std::get_if<Instant>(&score))
        entry.value = static_cast<double>(date->ms);
    else
        return std::nullopt;
    if (m_within.isEmpty())
        return entry;
    const FactValue group = facts.value(m_within, now).value;
    if (std::holds_alternative<std::monostate>(group))
        return std::nullopt;
    entry.group = QJsonDocument(QJsonArray{jsonOf(group)}).toJson(QJsonDocument::Compact);
    return entry;
}

std::vector<double> Ranking::valuesOfOthers(const PersonFacts &facts, qint64 now) const
{
    const auto entry = entryOf(facts, now);
    const auto group = m_values.find(entry ? entry->group : QByteArray());
    std::vector<double> values = group == m_values.end() ? std::vector<double>() : group->second;
    const PersonFacts real(facts.table(), facts.person(), m_now);
    const auto counted = entryOf(real, m_now.ms);
    if (counted && (!entry || counted->group == entry->group)) {
        const auto own = std::ranges::lower_bound(values, counted->value);
        if (own != values.end() && *own == counted->value)
            values.erase(own);
    }
    return values;
}

std::optional<Ranking::Place> Ranking::placeOf(const PersonFacts &facts, qint64 now) const
{
    const auto entry = entryOf(facts, now);
    if (!entry)
        return std::nullopt;
    const std::vector<double> others = valuesOfOthers(facts, now);
    const auto [first, last] = std::equal_range(others.begin(), others.end(), entry->value);
    return Place{first - others.begin(), others.end() - last, static_cast<qint64>(others.size()) + 1};
}

} // namespace perennial
