// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace perennial {

// What was done with one contact under one key.
struct LedgerEntry
{
    std::string contact; // an address, a number, a hash: as the platform knows the person
    std::string deed;    // "profile", "list+ Sbx001", "event Joined"
    std::string key;     // what brought it: a job's id, an event's unique_id, "request 12"
    int effects = 0;     // how often it took effect
    int repeats = 0;     // how often it came again, was known and changed nothing

    friend bool operator==(const LedgerEntry &, const LedgerEntry &) = default;
};

// Everything a stand-in did. Names are kept once, so that a million people fit.
class Ledger
{
public:
    void applied(std::string_view contact, std::string_view deed, std::string_view key);
    void repeated(std::string_view contact, std::string_view deed, std::string_view key);

    [[nodiscard]] size_t contacts() const { return m_contacts.names.size(); }
    // Over all keys.
    [[nodiscard]] int effects(std::string_view contact, std::string_view deed) const;
    // Of one contact, or of all: in the order in which they were first done.
    [[nodiscard]] std::vector<LedgerEntry> entries(std::string_view contact) const;
    [[nodiscard]] std::vector<LedgerEntry> entries() const;

private:
    struct TextHash
    {
        using is_transparent = void;
        size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    struct Names
    {
        std::unordered_map<std::string, quint32, TextHash, std::equal_to<>> numbers;
        std::vector<const std::string *> names; // the map's keys stay where they are

        Names() = default;
        Names(const Names &other);
        Names &operator=(const Names &other);
        [[nodiscard]] quint32 number(std::string_view name);
    };
    struct Row
    {
        quint32 contact = 0;
        quint32 deed = 0;
        quint32 key = 0;
        quint32 next = 0; // the contact's row before this one, plus 1
        quint32 effects = 0;
        quint32 repeats = 0;
    };

    [[nodiscard]] Row &row(std::string_view contact, std::string_view deed, std::string_view key);
    [[nodiscard]] LedgerEntry entry(const Row &row) const;

    Names m_contacts;
    Names m_deeds;
    Names m_keys;
    std::vector<quint32> m_last; // by contact: its newest row, plus 1
    std::vector<Row> m_rows;
};

} // namespace perennial
