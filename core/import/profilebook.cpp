// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/profilebook.h"

#include "core/sqlite/database.h"

#include <string>

namespace perennial {

namespace {

constexpr qint64 EmailKind = 1;
constexpr qint64 PhoneKind = 2;
constexpr qint64 CookieKind = 3;

qint64 kindOf(const IdentifierRef &identifier)
{
    switch (identifier.kind) {
    case IdentifierKind::Email:
        return EmailKind;
    case IdentifierKind::Phone:
        return PhoneKind;
    case IdentifierKind::Cookie:
        return CookieKind;
    case IdentifierKind::Platform:
        return identifier.space;
    }
    Q_UNREACHABLE();
}

// No personal data: which kinds of identifier met, in which row of the import.
std::string evidenceOf(const ProfileMerge &merge, std::span<const IdentifierRef> row, qint64 importRow)
{
    const auto word = [&](size_t cause) { return std::string(wordOf(row[cause].kind)); };
    return "{\"row\":" + std::to_string(importRow) + ",\"survivor\":\"" + word(merge.survivorCause) +
           "\",\"absorbed\":\"" + word(merge.absorbedCause) + "\"}";
}

} // namespace

IdentifierRef ProfileBook::reference(qint64 kind, std::string_view value)
{
    switch (kind) {
    case EmailKind:
        return {IdentifierKind::Email, 0, value};
    case PhoneKind:
        return {IdentifierKind::Phone, 0, value};
    case CookieKind:
        return {IdentifierKind::Cookie, 0, value};
    default:
        return {IdentifierKind::Platform, static_cast<SpaceId>(kind), value};
    }
}

Result<void> ProfileBook::load(const Database &database)
{
    const auto last = database.integer("SELECT max(id) FROM profiles");
    if (!last)
        return failure(last.error());
    m_lastProfile = *last;
    m_createdAt.assign(static_cast<size_t>(m_lastProfile) + 1, 0);
    m_isAssumed.assign(m_createdAt.size(), true);
    if (auto loaded = loadIdentifiers(database); !loaded)
        return loaded;
    return loadProfiles(database);
}

Result<void> ProfileBook::loadIdentifiers(const Database &database)
{
    auto statement = database.prepare("SELECT kind_id, value, profile_id FROM identifiers");
    if (!statement)
        return failure(statement.error());
    return forEachRow(*statement, [&](const Statement &row) {
        m_index.insert(reference(row.integer(0), row.bytes(1)), ProfileId{row.integer(2)});
    });
}

Result<void> ProfileBook::loadProfiles(const Database &database)
{
    auto statement = database.prepare("SELECT id, created_at, created_assumed, merged_into FROM profiles");
    if (!statement)
        return failure(statement.error());
    return forEachRow(*statement, [&](const Statement &row) {
        const auto at = static_cast<size_t>(row.integer(0));
        m_createdAt[at] = row.integer(1);
        m_isAssumed[at] = row.integer(2) != 0;
        if (!row.isNull(3))
            m_index.absorb(ProfileId{row.integer(3)}, ProfileId{row.integer(0)});
    });
}

IdentifiedRow ProfileBook::identify(std::span<const IdentifierRef> row, std::span<const quint8> flags, qint64 importRow,
                                    const CreationHint &created, WriteBatch &batch)
{
    // Most rows of events: one identifier, seen before.
    if (row.size() == 1) {
        if (const ProfileId bound = m_index.boundTo(row.front()); bound.isValid())
            return {bound.value, 0};
    }
    const Match match = matchRow(row, m_index);
    const qint64 target = match.isNew() ? addProfile(created, batch) : match.profile.value;
    writeMerges(match, row, importRow, batch);
    for (size_t i = 0; i < row.size(); ++i) {
        if ((match.unbound >> i & 1) && m_index.insert(row[i], ProfileId{target})) {
            const qint64 flag = i < flags.size() ? flags[i] : 0;
            batch.identifiers.push_back({kindOf(row[i]), batch.texts.keep(row[i].value), target, flag});
        }
    }
    applyMatch(match, row, ProfileId{target}, m_index);
    for (size_t i = 0; i < row.size(); ++i) {
        const ProfileId bound = match.isContactOnly(i) ? ProfileId{} : m_index.boundTo(row[i]);
        if (bound.isValid())
            return {bound.value, match.contactOnly};
    }
    return {target, match.contactOnly};
}

qint64 ProfileBook::addProfile(const CreationHint &created, WriteBatch &batch)
{
    ++m_lastProfile;
    m_createdAt.push_back(created.at);
    m_isAssumed.push_back(created.isAssumed);
    batch.profiles.push_back({m_lastProfile, created.at, created.isAssumed});
    return m_lastProfile;
}

void ProfileBook::noteCreation(qint64 profile, const CreationHint &created, WriteBatch &batch)
{
    const auto at = static_cast<size_t>(profile);
    const bool isAssumed = m_isAssumed[at];
    if (!isAssumed && created.isAssumed)
        return;
    const bool isBetter = isAssumed && !created.isAssumed;
    if (!isBetter && created.at >= m_createdAt[at])
        return;
    m_createdAt[at] = created.at;
    m_isAssumed[at] = created.isAssumed;
    batch.earlierProfiles.push_back({profile, created.at, created.isAssumed});
}

void ProfileBook::writeMerges(const Match &match, std::span<const IdentifierRef> row, qint64 importRow,
                              WriteBatch &batch)
{
    for (const ProfileMerge &merge : match.merges) {
        batch.merges.push_back({merge.survivor.value, merge.absorbed.value, batch.texts.keep(wordOf(merge.rule)),
                                batch.texts.keep(evidenceOf(merge, row, importRow))});
    }
}

} // namespace perennial
