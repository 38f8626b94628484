// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/identity/identifier.h"

#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace perennial {

// Which profile an identifier belongs to, in memory, for the length of an import: open addressing over 32 bits of the
// hash with linear probing, the texts one after the other in an arena and compared exactly. A million profiles with an
// e-mail and a platform id each, a third of them with a phone, take less than 100 MB.
// Not shared between threads. Profile ids are those of SQLite: 0 < id < 2^40. Room for 4 GB of texts, which is more
// than a hundred million identifiers.
class IdentityIndex
{
public:
    static constexpr std::size_t MaxValueBytes = 1024; // longer ones are nobody's identifier

    // Room for `identifiers` without growing in between.
    void reserve(std::size_t identifiers);
    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t bytesUsed() const;

    // The profile the identifier belongs to, after all merges; none if it is unknown.
    [[nodiscard]] ProfileId find(const IdentifierRef &identifier) const;
    // The profile it was bound to, whatever that was merged into since; none if it is unknown.
    [[nodiscard]] ProfileId boundTo(const IdentifierRef &identifier) const;

    // Brings what look-ups of these will read into the processor's cache; a few dozen at a time.
    void fetch(std::span<const IdentifierRef> identifiers) const;
    // False if it is there already (and stays with its profile), is empty or too long.
    bool insert(const IdentifierRef &identifier, ProfileId profile);
    // False if it was not there.
    bool remove(const IdentifierRef &identifier);
    // Gives the identifier to another profile; false if it was not there.
    bool rebind(const IdentifierRef &identifier, ProfileId profile);

    // All identifiers of `absorbed` belong to `survivor` from now on.
    void absorb(ProfileId survivor, ProfileId absorbed);
    // The profile that `profile` has become by merges; itself where there were none.
    [[nodiscard]] ProfileId survivorOf(ProfileId profile) const;
    [[nodiscard]] bool hasEmail(ProfileId profile) const { return emailCount(survivorOf(profile)) > 0; }

private:
    // An empty slot has no record. Records are found by their offset in the arena, counted from 1.
    struct Slot
    {
        quint32 tag = 0;
        quint32 record = 0;
    };
    using EmailPage = std::array<quint8, 4096>; // e-mails per profile, 255 is "many"

    [[nodiscard]] std::size_t home(quint32 tag) const { return (quint64{tag} * m_slots.size()) >> 32; }
    [[nodiscard]] std::size_t next(std::size_t slot) const { return slot + 1 == m_slots.size() ? 0 : slot + 1; }
    [[nodiscard]] std::size_t slotOf(const IdentifierRef &identifier) const; // m_slots.size(): not there
    void place(const Slot &slot);
    void grow(std::size_t slots);

    [[nodiscard]] bool matches(quint32 record, const IdentifierRef &identifier) const;
    [[nodiscard]] quint32 append(const IdentifierRef &identifier, ProfileId profile);
    [[nodiscard]] ProfileId ownerOf(quint32 record) const;
    void setOwner(quint32 record, ProfileId profile);
    [[nodiscard]] char *bytesAt(quint32 record) const;

    [[nodiscard]] quint8 emailCount(ProfileId profile) const;
    void countEmail(const IdentifierRef &identifier, ProfileId profile, int change);
    void setEmailCount(ProfileId profile, int count);

    std::vector<Slot> m_slots;
    std::size_t m_size = 0;
    std::vector<std::unique_ptr<char[]>> m_arena; // blocks of equal size; a record never crosses from one to the next
    std::size_t m_arenaEnd = 0;
    std::unordered_map<qint64, std::unique_ptr<EmailPage>> m_emailCounts;
    std::unordered_map<ProfileId, ProfileId> m_absorbed;
};

} // namespace perennial
