// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/identityindex.h"

#include "core/base/hash.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace perennial {

namespace {

// A record: owner (5 bytes), length (2), space (2), kind (1), text. Nothing is aligned: that saves 15 % of the memory.
constexpr size_t OwnerBytes = 5;
constexpr size_t HeaderBytes = OwnerBytes + 2 + 2 + 1;
constexpr size_t BlockBytes = size_t{1} << 20;
constexpr size_t FirstSlots = 1024;

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "the five bytes of an owner are the low ones");

using KeyHeader = std::array<char, HeaderBytes - OwnerBytes>;

KeyHeader keyHeader(const IdentifierRef &identifier)
{
    KeyHeader header;
    const auto length = static_cast<quint16>(identifier.value.size());
    std::memcpy(header.data(), &length, 2);
    std::memcpy(header.data() + 2, &identifier.space, 2);
    header[4] = static_cast<char>(identifier.kind);
    return header;
}

quint32 tagOf(const IdentifierRef &identifier)
{
    const quint64 seed = quint64{identifier.space} << 8 | static_cast<quint64>(identifier.kind);
    return static_cast<quint32>(stableHash(identifier.value, seed) >> 32);
}

// Slots so that `size` identifiers fill no more than four fifths.
size_t slotsFor(size_t size)
{
    return std::max(FirstSlots, size + size / 4 + 1);
}

} // namespace

void IdentityIndex::reserve(size_t identifiers)
{
    if (slotsFor(identifiers) > m_slots.size())
        grow(slotsFor(identifiers));
}

size_t IdentityIndex::bytesUsed() const
{
    constexpr size_t NodeBytes = 48; // of an unordered_map, with its bucket
    return m_slots.capacity() * sizeof(Slot) + m_arena.size() * (BlockBytes + sizeof(void *)) +
           m_emailCounts.size() * (sizeof(EmailPage) + NodeBytes) + m_absorbed.size() * NodeBytes;
}

size_t IdentityIndex::slotOf(const IdentifierRef &identifier) const
{
    if (m_slots.empty())
        return m_slots.size();
    const quint32 tag = tagOf(identifier);
    for (size_t at = home(tag); m_slots[at].record != 0; at = next(at))
        if (m_slots[at].tag == tag && matches(m_slots[at].record, identifier))
            return at;
    return m_slots.size();
}

ProfileId IdentityIndex::find(const IdentifierRef &identifier) const
{
    const size_t slot = slotOf(identifier);
    return slot == m_slots.size() ? ProfileId{} : survivorOf(ownerOf(m_slots[slot].record));
}

ProfileId IdentityIndex::boundTo(const IdentifierRef &identifier) const
{
    const size_t slot = slotOf(identifier);
    return slot == m_slots.size() ? ProfileId{} : ownerOf(m_slots[slot].record);
}

void IdentityIndex::fetch(std::span<const IdentifierRef> identifiers) const
{
    if (m_slots.empty())
        return;
    for (const IdentifierRef &identifier : identifiers)
        __builtin_prefetch(&m_slots[home(tagOf(identifier))]);
    for (const IdentifierRef &identifier : identifiers) {
        const Slot &slot = m_slots[home(tagOf(identifier))];
        if (slot.record != 0)
            __builtin_prefetch(bytesAt(slot.record));
    }
}

bool IdentityIndex::insert(const IdentifierRef &identifier, ProfileId profile)
{
    if (identifier.value.empty() || identifier.value.size() > MaxValueBytes || slotOf(identifier) != m_slots.size())
        return false;
    if (slotsFor(m_size + 1) > m_slots.size())
        grow(slotsFor(m_size + m_size / 2 + 1));
    place({tagOf(identifier), append(identifier, survivorOf(profile))});
    ++m_size;
    countEmail(identifier, survivorOf(profile), 1);
    return true;
}

// Takes the slot out and moves up those behind it that a gap would hide: no tombstones, so lookups never slow down.
bool IdentityIndex::remove(const IdentifierRef &identifier)
{
    size_t gap = slotOf(identifier);
    if (gap == m_slots.size())
        return false;
    countEmail(identifier, survivorOf(ownerOf(m_slots[gap].record)), -1);
    for (size_t at = next(gap); m_slots[at].record != 0; at = next(at)) {
        const size_t wanted = home(m_slots[at].tag);
        const size_t count = m_slots.size();
        if ((at + count - wanted) % count >= (at + count - gap) % count) {
            m_slots[gap] = m_slots[at];
            gap = at;
        }
    }
    m_slots[gap] = {};
    --m_size;
    return true;
}

bool IdentityIndex::rebind(const IdentifierRef &identifier, ProfileId profile)
{
    const size_t slot = slotOf(identifier);
    if (slot == m_slots.size())
        return false;
    const quint32 record = m_slots[slot].record;
    countEmail(identifier, survivorOf(ownerOf(record)), -1);
    setOwner(record, survivorOf(profile));
    countEmail(identifier, survivorOf(profile), 1);
    return true;
}

void IdentityIndex::absorb(ProfileId survivor, ProfileId absorbed)
{
    const ProfileId to = survivorOf(survivor);
    const ProfileId from = survivorOf(absorbed);
    if (to == from)
        return;
    m_absorbed.emplace(from, to);
    setEmailCount(to, emailCount(to) + emailCount(from));
}

ProfileId IdentityIndex::survivorOf(ProfileId profile) const
{
    if (m_absorbed.empty())
        return profile;
    for (auto found = m_absorbed.find(profile); found != m_absorbed.end(); found = m_absorbed.find(profile))
        profile = found->second;
    return profile;
}

void IdentityIndex::place(const Slot &slot)
{
    size_t at = home(slot.tag);
    while (m_slots[at].record != 0)
        at = next(at);
    m_slots[at] = slot;
}

void IdentityIndex::grow(size_t slots)
{
    std::vector<Slot> old(slots);
    old.swap(m_slots);
    for (const Slot &slot : old)
        if (slot.record != 0)
            place(slot);
}

char *IdentityIndex::bytesAt(quint32 record) const
{
    const size_t offset = record - 1;
    return m_arena[offset / BlockBytes].get() + offset % BlockBytes;
}

bool IdentityIndex::matches(quint32 record, const IdentifierRef &identifier) const
{
    const char *bytes = bytesAt(record);
    const KeyHeader header = keyHeader(identifier);
    return std::memcmp(bytes + OwnerBytes, header.data(), header.size()) == 0 &&
           std::memcmp(bytes + HeaderBytes, identifier.value.data(), identifier.value.size()) == 0;
}

quint32 IdentityIndex::append(const IdentifierRef &identifier, ProfileId profile)
{
    const size_t size = HeaderBytes + identifier.value.size();
    if (m_arenaEnd + size > m_arena.size() * BlockBytes) {
        m_arenaEnd = m_arena.size() * BlockBytes;
        m_arena.push_back(std::make_unique_for_overwrite<char[]>(BlockBytes));
    }
    Q_ASSERT(m_arenaEnd < std::numeric_limits<quint32>::max());
    const auto record = static_cast<quint32>(m_arenaEnd + 1);
    m_arenaEnd += size;
    setOwner(record, profile);
    const KeyHeader header = keyHeader(identifier);
    std::memcpy(bytesAt(record) + OwnerBytes, header.data(), header.size());
    std::memcpy(bytesAt(record) + HeaderBytes, identifier.value.data(), identifier.value.size());
    return record;
}

ProfileId IdentityIndex::ownerOf(quint32 record) const
{
    ProfileId owner;
    std::memcpy(&owner.value, bytesAt(record), OwnerBytes);
    return owner;
}

void IdentityIndex::setOwner(quint32 record, ProfileId profile)
{
    Q_ASSERT(profile.value > 0 && profile.value >> (8 * OwnerBytes) == 0);
    std::memcpy(bytesAt(record), &profile.value, OwnerBytes);
}

quint8 IdentityIndex::emailCount(ProfileId profile) const
{
    constexpr qint64 PageSize = std::tuple_size_v<EmailPage>;
    const auto page = m_emailCounts.find(profile.value / PageSize);
    return page == m_emailCounts.end() ? quint8{0} : (*page->second)[static_cast<size_t>(profile.value % PageSize)];
}

// "Many" stays many: a wrong "has an e-mail" keeps two people apart, a wrong "has none" would join them.
void IdentityIndex::countEmail(const IdentifierRef &identifier, ProfileId profile, int change)
{
    const int count = emailCount(profile);
    if (identifier.kind == IdentifierKind::Email && count < std::numeric_limits<quint8>::max())
        setEmailCount(profile, count + change);
}

void IdentityIndex::setEmailCount(ProfileId profile, int count)
{
    constexpr qint64 PageSize = std::tuple_size_v<EmailPage>;
    std::unique_ptr<EmailPage> &page = m_emailCounts[profile.value / PageSize];
    if (!page)
        page = std::make_unique<EmailPage>();
    (*page)[static_cast<size_t>(profile.value % PageSize)] =
        static_cast<quint8>(std::min<int>(count, std::numeric_limits<quint8>::max()));
}

} // namespace perennial
