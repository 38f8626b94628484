// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/peoplebook.h"

#include "core/base/hash.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

void note(bool changes, const std::string &contact, const std::string &deed, std::string_view key, Ledger &ledger)
{
    if (changes)
        ledger.applied(contact, deed, key);
    else
        ledger.repeated(contact, deed, key);
}

} // namespace

std::optional<quint32> PeopleBook::find(const PersonAddress &address) const
{
    const auto byEmail = m_byEmail.find(address.email);
    if (byEmail != m_byEmail.end())
        return byEmail->second;
    const auto byPhone = m_byPhone.find(address.phone);
    return byPhone == m_byPhone.end() ? std::nullopt : std::optional(byPhone->second);
}

quint32 PeopleBook::findOrMake(const PersonAddress &address)
{
    const auto known = find(address);
    const quint32 person = known.value_or(static_cast<quint32>(m_people.size()));
    if (!known)
        m_people.push_back({address.contact(), {}});
    if (!address.email.empty())
        m_byEmail.emplace(address.email, person);
    if (!address.phone.empty())
        m_byPhone.emplace(address.phone, person);
    return person;
}

void PeopleBook::tell(quint32 person, std::string_view field, std::string_view value, std::string_view key,
                      Ledger &ledger)
{
    const auto [known, isNew] = m_people[person].fields.try_emplace(stableHash(field), stableHash(value));
    const bool changes = isNew || known->second != stableHash(value);
    known->second = stableHash(value);
    note(changes, m_people[person].contact, std::string(field).append("=").append(value), key, ledger);
}

void PeopleBook::tellJson(quint32 person, const QString &field, const QJsonValue &value, std::string_view key,
                          Ledger &ledger)
{
    const QByteArray array = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    tell(person, field.toStdString(), array.chopped(1).mid(1).toStdString(), key, ledger);
}

void PeopleBook::join(quint32 person, const std::string &audience, std::string_view key, Ledger &ledger)
{
    note(m_members[audience].insert(person).second, m_people[person].contact, "member+ " + audience, key, ledger);
}

void PeopleBook::leave(const PersonAddress &address, const std::string &audience, std::string_view key, Ledger &ledger)
{
    const auto person = find(address);
    const bool changes = person && m_members[audience].erase(*person) > 0;
    note(changes, person ? m_people[*person].contact : address.contact(), "member- " + audience, key, ledger);
}

} // namespace perennial
