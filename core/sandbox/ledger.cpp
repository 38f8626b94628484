// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/ledger.h"

#include <algorithm>

namespace perennial {

Ledger::Names::Names(const Names &other)
{
    *this = other;
}

Ledger::Names &Ledger::Names::operator=(const Names &other)
{
    if (this == &other)
        return *this;
    numbers = other.numbers;
    names.assign(numbers.size(), nullptr);
    for (const auto &[name, number] : numbers)
        names[number] = &name;
    return *this;
}

quint32 Ledger::Names::number(std::string_view name)
{
    if (const auto found = numbers.find(name); found != numbers.end())
        return found->second;
    const auto added = numbers.emplace(std::string(name), static_cast<quint32>(names.size())).first;
    names.push_back(&added->first);
    return added->second;
}

Ledger::Row &Ledger::row(std::string_view contact, std::string_view deed, std::string_view key)
{
    Row wanted{m_contacts.number(contact), m_deeds.number(deed), m_keys.number(key), 0, 0, 0};
    if (wanted.contact >= m_last.size())
        m_last.resize(wanted.contact + 1, 0);
    for (quint32 at = m_last[wanted.contact]; at != 0; at = m_rows[at - 1].next)
        if (m_rows[at - 1].deed == wanted.deed && m_rows[at - 1].key == wanted.key)
            return m_rows[at - 1];
    wanted.next = m_last[wanted.contact];
    m_rows.push_back(wanted);
    m_last[wanted.contact] = static_cast<quint32>(m_rows.size());
    return m_rows.back();
}

void Ledger::applied(std::string_view contact, std::string_view deed, std::string_view key)
{
    ++row(contact, deed, key).effects;
}

void Ledger::repeated(std::string_view contact, std::string_view deed, std::string_view key)
{
    ++row(contact, deed, key).repeats;
}

LedgerEntry Ledger::entry(const Row &row) const
{
    return {*m_contacts.names[row.contact], *m_deeds.names[row.deed], *m_keys.names[row.key],
            static_cast<int>(row.effects), static_cast<int>(row.repeats)};
}

int Ledger::effects(std::string_view contact, std::string_view deed) const
{
    int sum = 0;
    for (const LedgerEntry &each : entries(contact))
        sum += each.deed == deed ? each.effects : 0;
    return sum;
}

std::vector<LedgerEntry> Ledger::entries(std::string_view contact) const
{
    std::vector<LedgerEntry> found;
    const auto known = m_contacts.numbers.find(contact);
    if (known == m_contacts.numbers.end())
        return found;
    for (quint32 at = m_last[known->second]; at != 0; at = m_rows[at - 1].next)
        found.push_back(entry(m_rows[at - 1]));
    std::reverse(found.begin(), found.end());
    return found;
}

std::vector<LedgerEntry> Ledger::entries() const
{
    std::vector<LedgerEntry> all;
    all.reserve(m_rows.size());
    for (const Row &each : m_rows)
        all.push_back(entry(each));
    return all;
}

} // namespace perennial
