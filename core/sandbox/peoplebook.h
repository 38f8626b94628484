// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/ledger.h"

#include <QJsonValue>

#include <map>
#include <optional>
#include <unordered_set>

namespace perennial {

// What a person is told by, as it is or hashed; one of them may be empty.
struct PersonAddress
{
    std::string email;
    std::string phone;

    // As the ledger names whoever was told of by it first.
    [[nodiscard]] const std::string &contact() const { return email.empty() ? phone : email; }
};

// Who is known at a platform, what it was told of them, and which audiences they are in. What changes is a deed of the
// person in the ledger, under `key`: "city=Ulm", "member+ 42", "member- 42"; what is so already counts as repeated.
class PeopleBook
{
public:
    // By e-mail address, else by phone.
    [[nodiscard]] std::optional<quint32> find(const PersonAddress &address) const;
    quint32 findOrMake(const PersonAddress &address);
    [[nodiscard]] const std::string &contact(quint32 person) const { return m_people[person].contact; }

    void tell(quint32 person, std::string_view field, std::string_view value, std::string_view key, Ledger &ledger);
    // Tells the value as JSON: "city=\"Ulm\"".
    void tellJson(quint32 person, const QString &field, const QJsonValue &value, std::string_view key, Ledger &ledger);
    void join(quint32 person, const std::string &audience, std::string_view key, Ledger &ledger);
    // Nobody who is not known is made by it.
    void leave(const PersonAddress &address, const std::string &audience, std::string_view key, Ledger &ledger);

private:
    struct Known
    {
        std::string contact;
        std::map<quint64, quint64> fields; // hashes, of the value by that of its name
    };

    std::vector<Known> m_people;
    std::unordered_map<std::string, quint32> m_byEmail;
    std::unordered_map<std::string, quint32> m_byPhone;
    std::map<std::string, std::unordered_set<quint32>> m_members; // by audience
};

} // namespace perennial
