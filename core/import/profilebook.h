// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/identity/matchrules.h"
#include "core/import/writebatch.h"

#include <span>
#include <vector>

namespace perennial {

class Database;

// Who a row turned out to be about.
struct IdentifiedRow
{
    qint64 profile = 0;      // the profile the row's identifiers are bound to, itself maybe merged into another
    quint32 contactOnly = 0; // bit n: the n-th identifier is somebody else's phone
};

// When a row says its person came to be.
struct CreationHint
{
    qint64 at = 0;
    bool isAssumed = true;
};

// All profiles of the store by what they are known by: finds or makes the profile of a row, and writes down what that
// changes. Rows always go to the profile that their first identifier came to, so that a second import finds them there
// whatever was merged in between.
class ProfileBook
{
public:
    [[nodiscard]] Result<void> load(const Database &database);

    // Kinds are those of identifier_kinds: 1 e-mail, 2 phone, 3 cookie, others platforms.
    [[nodiscard]] static IdentifierRef reference(qint64 kind, std::string_view value);
    // `row` must not be empty. `flags` may be empty; `importRow` goes into the evidence of merges.
    [[nodiscard]] IdentifiedRow identify(std::span<const IdentifierRef> row, std::span<const quint8> flags,
                                         qint64 importRow, const CreationHint &created, WriteBatch &batch);
    // Makes the identify() calls to come quick that will ask for these.
    void fetch(std::span<const IdentifierRef> identifiers) const { m_index.fetch(identifiers); }
    // What the profile has become by merges.
    [[nodiscard]] qint64 personOf(qint64 profile) const { return m_index.survivorOf(ProfileId{profile}).value; }
    // A sign of life, or the time the row gives: moves created_at where it is earlier or better known.
    void noteCreation(qint64 profile, const CreationHint &created, WriteBatch &batch);

private:
    [[nodiscard]] Result<void> loadProfiles(const Database &database);
    [[nodiscard]] Result<void> loadIdentifiers(const Database &database);
    qint64 addProfile(const CreationHint &created, WriteBatch &batch);
    void writeMerges(const Match &match, std::span<const IdentifierRef> row, qint64 importRow, WriteBatch &batch);

    IdentityIndex m_index;
    std::vector<qint64> m_createdAt; // by profile id
    std::vector<bool> m_isAssumed;   // apart, since it answers most questions and stays in the processor's cache
    qint64 m_lastProfile = 0;
};

} // namespace perennial
