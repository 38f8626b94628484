// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace perennial {

enum class IdentifierStatus {
    Usable,
    Unset,    // there is nothing in the cell
    Unusable, // there is something, but it identifies nobody; the raw value is worth a warning
};

// What to do with a cell that holds several addresses: shipment files mean the first one, all others mean nobody.
enum class SeveralEmails { Unusable, TakeFirst };

struct EmailResult
{
    IdentifierStatus status = IdentifierStatus::Unset;
    // Case-folded, NFC, the domain in its IDNA form; empty unless usable.
    std::string address;
    bool repaired = false;    // mailto:, <>, a name before it or marks behind it were dropped
    bool several = false;     // more than one address in the cell
    bool relay = false;       // a marketplace's address for one order: mail to it does not reach the person
    bool placeholder = false; // noemail@, test@test.com: typed in to fill the field
    bool reserved = false;    // *@example.com, .org, .net: reserved for documentation, so sample data or a placeholder
};

// Usable is: one "@", a local part of 1 to 64 bytes without blanks, a domain with a dot, no empty label, and a last
// label that is not a number. The marks ( ) < > [ ] : ; , \ " do not belong to a local part. Dots and "+tags" are kept:
// they are different inboxes outside Gmail.
[[nodiscard]] EmailResult normaliseEmail(std::string_view cell, SeveralEmails several = SeveralEmails::Unusable);

// The same into a result that is used again and again: plain ASCII addresses allocate nothing once it has grown.
void normaliseEmail(std::string_view cell, SeveralEmails several, EmailResult &result);

} // namespace perennial
