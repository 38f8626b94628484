// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"

#include <span>

namespace perennial {

// Something a destination must be told besides the people: the name of a list, a server.
struct AccountField
{
    QString id;
    QString title;
    QString hint;
    QString example;
    bool required = true;
    bool isLong = false; // has several lines
};

// A field the platform knows of a person.
struct TargetField
{
    QString name;        // as its API writes it
    QString title;       // for people
    QString suggestion;  // the text it is filled from unless somebody says otherwise; empty: not suggested
    bool hashed = false; // leaves as a hash, never readable
};

// One way of a kind, and what it can do.
struct WayInfo
{
    DeliveryWay way = DeliveryWay::Profiles;
    QString title;       // "Members of a list"
    QString takenOut;    // what taking out means: "taken off the list"; empty: it cannot
    QStringList account; // ids of the account fields it asks for, besides those every way does
    std::vector<SyncMode> modes;
    bool freeFields = false; // takes fields of any name besides the known ones
};

// A platform as data: what the form, the validator, the help and the command line read.
struct KindInfo
{
    DestinationKind kind = DestinationKind::Klaviyo;
    QString id;          // "klaviyo"
    QString title;       // "Klaviyo"
    QString secretTitle; // "Private API key"; empty: it needs none
    QString secretHint;  // where to find it there
    std::vector<AccountField> account;
    std::vector<WayInfo> ways;
    std::vector<TargetField> fields;
    // How a row that is sent twice after a cut connection or a crash still counts once there, in words.
    QString idempotency;
};

[[nodiscard]] std::span<const KindInfo> destinationKinds();
[[nodiscard]] const KindInfo &kindInfo(DestinationKind kind);
// Whether somebody has to hand over a key before it is sent: neither a folder nor the sandbox wants one.
[[nodiscard]] bool needsSecret(const Destination &destination);
// Null where the kind has no such way.
[[nodiscard]] const WayInfo *wayInfo(DestinationKind kind, DeliveryWay way);

// "klaviyo": the word of JSON and of the command line. The words of ways, modes and leavers are their enumId().
[[nodiscard]] QString kindId(DestinationKind kind);
[[nodiscard]] std::optional<DestinationKind> kindOf(const QString &id);
// "Mirror", and what it does in a sentence.
[[nodiscard]] QString modeTitle(SyncMode mode);
[[nodiscard]] QString modeHint(SyncMode mode);

// What keeps a destination from running, in sentences for people; empty: nothing.
[[nodiscard]] QStringList problemsOf(const Destination &destination);

} // namespace perennial
