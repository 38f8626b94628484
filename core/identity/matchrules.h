// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/identity/identityindex.h"

#include <span>
#include <string_view>
#include <vector>

namespace perennial {

// By which rule two profiles are one person.
enum class MatchRule : quint8 { Email, PlatformId, Phone, Cookie };

// The stable word in the store and in reports: "email", "platform-id", "phone", "cookie".
[[nodiscard]] std::string_view wordOf(MatchRule rule);

struct MatchRules
{
    // A phone shared by a household joins people with different e-mails only if the user wants it.
    bool phoneJoinsDifferentEmails = false;
};

// Two known profiles that a row shows to be one. `rule` is the weaker of the two that found them: e-mail, platform id,
// phone, cookie.
struct ProfileMerge
{
    ProfileId survivor;
    ProfileId absorbed;
    MatchRule rule = MatchRule::Email;
    std::size_t survivorCause = 0; // positions in the row: the identifier that found the survivor
    std::size_t absorbedCause = 0; // and the one that found the absorbed profile

    friend bool operator==(const ProfileMerge &, const ProfileMerge &) = default;
};

// Who a row is about. Bit n of a mask is the n-th identifier of the row.
struct Match
{
    static constexpr std::size_t MaxIdentifiers = 16; // those of a row beyond these play no part

    ProfileId profile; // none: a new one
    std::vector<ProfileMerge> merges;
    quint32 unbound = 0;     // identifiers that belong to nobody yet: bind them to the profile
    quint32 contactOnly = 0; // phones and cookies of somebody else: a contact value of this profile, no identifier

    [[nodiscard]] bool isNew() const { return !profile.isValid(); }
    [[nodiscard]] bool isContactOnly(std::size_t position) const { return contactOnly >> position & 1; }
};

// Decides who a row is about. Nothing is changed.
//
// E-mails and platform ids always join: all profiles they find are one person, and the survivor is the oldest (lowest
// id). A platform id that comes with another e-mail than before means that the person changed it at the shop: the
// profile then has both. The partition this yields does not depend on the order of the rows.
//
// A phone or cookie joins only where it cannot mix two people: when the row's side (its e-mail and the profiles found
// so far) or the phone's profile has no e-mail, or both are the same profile. Otherwise it stays the identifier of the
// profile that had it first, and the row's person keeps it as a contact value (`contactOnly`). Who had it first depends
// on the order of the rows, as does a phone-only profile, which goes to the first e-mail that comes with its phone.
[[nodiscard]] Match matchRow(std::span<const IdentifierRef> row, const IdentityIndex &index,
                             const MatchRules &rules = {});

// Writes a match into the index: merges, then binds. `profile` is match.profile, or the id the new one was given.
void applyMatch(const Match &match, std::span<const IdentifierRef> row, ProfileId profile, IdentityIndex &index);

} // namespace perennial
