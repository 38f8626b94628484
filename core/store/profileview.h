// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/base/result.h"

#include <QString>
#include <QVariant>

#include <optional>
#include <span>
#include <stop_token>
#include <vector>

namespace perennial {

class Store;

struct IdentifierView
{
    QString kind; // "email", "phone", "shopify_customer", …
    QString value;
    bool reachable = true; // false: a placeholder or a marketplace's relay address
};

struct PropertyView
{
    QString name;
    QString type; // text, number, boolean, date (milliseconds UTC), list (JSON array)
    QVariant value;
    Instant since;
    bool assumed = false; // the value is from after the moment asked about
};

struct ConsentView
{
    QString channel;
    QString state;
    Instant at;
    QString method;
    bool assumed = false;
};

struct SuppressionView
{
    QString channel;
    QString reason;
    Instant at;
};

struct OrderView
{
    QString number;
    Instant at;
    QString currency;
    qint64 total = 0;
    qint64 refunded = 0;
    bool test = false;
    bool cancelled = false;
    QString financialStatus;
    QString fulfillmentStatus;
    QStringList lines; // "2 × Trail Mug", one a line
};

struct EventView
{
    QString metric;
    Instant at;
    std::optional<qint64> value; // minor units of `currency`
    QString currency;
    QString order;         // its number where the shop's own export is known, else its key
    QByteArray properties; // JSON object or empty
};

struct MergeView
{
    qint64 id = 0;
    ProfileId absorbed;
    QString rule;
    QString evidence;
    Instant at;
};

// All that is known of one living person; profiles merged into it are folded in.
struct ProfileView
{
    ProfileId id;
    std::optional<Instant> created;
    bool createdAssumed = false;
    std::vector<IdentifierView> identifiers;
    std::vector<PropertyView> properties;      // newest value of each, by name
    std::vector<ConsentView> consents;         // newest of each channel
    std::vector<SuppressionView> suppressions; // those in force
    std::vector<OrderView> orders;             // newest first
    std::vector<EventView> events;             // newest first
    std::vector<MergeView> merges;
};

// By e-mail, phone, platform id or our own id; the profile it was merged into where it was.
[[nodiscard]] Result<ProfileId> findProfile(const Store &store, const QString &text);
// What was known of the person at `moment`: nothing later is in it, but that an order's own figures (refunds, states)
// are today's. A property whose earliest value is later is shown with it and marked as assumed.
[[nodiscard]] Result<ProfileView> viewProfile(const Store &store, ProfileId id, Instant moment = EndOfTime,
                                              int eventLimit = 10'000);

// A row of the table of people. Texts are empty where nothing is known.
struct PersonRow
{
    ProfileId id;
    QString name;
    QString email;
    QString phone;
    QString city;
    QString country;
    qint64 orders = 0;
    qint64 revenue = 0; // Placed Order values in the store's currency, minor units, before refunds
    std::optional<Instant> lastEvent;
};

// The rows of these people, in this order. Some 50 µs each: ask for what is on screen.
[[nodiscard]] Result<std::vector<PersonRow>> profileRows(const Store &store, std::span<const ProfileId> ids);
// Every living person, by id.
[[nodiscard]] Result<std::vector<ProfileId>> allProfiles(const Store &store);
// People with an identifier or name that contains each word of `text` (case-insensitive for ASCII), or with an order of
// that number, by id, at most `limit`.
[[nodiscard]] Result<std::vector<ProfileId>> searchProfiles(const Store &store, const QString &text, int limit);

} // namespace perennial
