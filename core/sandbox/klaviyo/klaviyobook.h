// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace perennial {

struct KlaviyoProfile
{
    std::string email; // lower case
    std::string phone;
    std::string externalId;
    std::string attributes;  // JSON as it came or was merged; empty: none
    bool suppressed = false; // by hand: USER_SUPPRESSED

    // As the ledger names the person.
    [[nodiscard]] const std::string &contact() const;
};

struct KlaviyoList
{
    QString name;
    std::unordered_set<quint32> members;
};

// Who is known at Klaviyo, and the lists. Profiles are numbered from 0.
class KlaviyoBook
{
public:
    struct Wanted
    {
        std::string id;
        std::string email;
        std::string phone;
        std::string externalId;
    };

    // By id, else by e-mail, phone or external id, in that order.
    [[nodiscard]] std::optional<quint32> find(const Wanted &wanted) const;
    // Found, or made. The identifiers that are given become the profile's.
    quint32 findOrMake(const Wanted &wanted);
    // What is given replaces, null clears, what is absent stays; properties and location key by key. JSON.
    void merge(quint32 profile, std::string_view attributes);

    [[nodiscard]] const std::vector<KlaviyoProfile> &profiles() const { return m_profiles; }
    [[nodiscard]] KlaviyoProfile &profile(quint32 number) { return m_profiles[number]; }
    [[nodiscard]] static QString idOf(quint32 profile);

    std::map<QString, KlaviyoList> lists; // by id

private:
    void index(quint32 number);

    std::vector<KlaviyoProfile> m_profiles;
    std::unordered_map<std::string, quint32> m_byEmail;
    std::unordered_map<std::string, quint32> m_byPhone;
    std::unordered_map<std::string, quint32> m_byExternalId;
};

} // namespace perennial
