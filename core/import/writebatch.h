// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/textarena.h"

#include <QtGlobal>

#include <optional>
#include <string_view>
#include <vector>

namespace perennial {

// The rows that one stretch of input adds to the store, ids already given out: plain values on their way from the
// thread that reads to the one that writes. Texts live in the batch's arena.

struct NameRow
{
    enum class Table { Metric, Property, IdentifierKind, Details };
    Table table;
    qint64 id;
    std::string_view name;
    std::string_view type; // of a property
};

struct ProfileRow
{
    qint64 id;
    std::optional<qint64> createdAt;
    bool assumed;
};

struct IdentifierRow
{
    qint64 kind;
    std::string_view value;
    qint64 profile;
    qint64 flags;
};

struct MergeRow
{
    qint64 survivor;
    qint64 absorbed;
    std::string_view rule;
    std::string_view evidence;
};

struct CellValue
{
    enum class Kind : quint8 { Integer, Real, Text };
    Kind kind = Kind::Text;
    qint64 integer = 0;
    double real = 0;
    std::string_view text;
};

struct PropertyRow
{
    qint64 profile;
    qint64 property;
    CellValue value;
    qint64 since;
};

struct ConsentWrite
{
    qint64 profile;
    std::string_view channel;
    qint64 at;
    std::string_view state;
    std::string_view method;
    bool assumed;
    bool replaces = false; // what the same import has written of the channel
};

struct SuppressionWrite
{
    qint64 profile;
    std::string_view channel;
    qint64 at;
    std::string_view reason;
    bool ends; // ends the ones that are active instead of starting one
};

struct EventRow
{
    qint64 profile;
    qint64 at;
    qint64 key;
    qint64 value;
    qint64 orderNumber;
    std::string_view orderText;
    std::string_view currency;
    qint32 metric;
    qint32 details; // 0: none
    bool hasValue;
    bool hasOrderNumber;
};

struct OrderLineRow
{
    std::string_view name;
    std::string_view sku;
    std::string_view vendor;
    qint64 quantity;
    std::optional<qint64> price;
    std::optional<qint64> discount;
};

struct OrderRow
{
    qint64 id;
    bool isReplacement; // its lines, and the events in eventKeys of replacedProfile, go first
    qint64 replacedProfile;
    qint64 firstEventKey;
    qint64 lastEventKey;
    std::string_view source;
    std::optional<qint64> numericKey;
    std::string_view textKey;
    std::string_view number;
    qint64 profile; // 0: nobody
    qint64 createdAt;
    std::string_view currency;
    std::optional<qint64> subtotal, shipping, tax, discount, total;
    qint64 refunded;
    bool test;
    bool cancelled;
    std::optional<qint64> cancelledAt;
    std::optional<qint64> fulfilledAt;
    std::string_view financialStatus, fulfillmentStatus, paymentMethod, channel, discountCodes, tags;
    qint64 contentHash;
    std::vector<OrderLineRow> lines;
};

struct RejectRow
{
    qint64 row;
    qint64 line;
    std::string_view column;
    std::string_view reason;
    std::string_view text;
};

struct WriteBatch
{
    TextArena texts;
    std::vector<NameRow> names;
    std::vector<ProfileRow> profiles;
    std::vector<ProfileRow> earlierProfiles; // known ones whose created_at changes
    std::vector<IdentifierRow> identifiers;
    std::vector<MergeRow> merges;
    std::vector<PropertyRow> properties;
    std::vector<ConsentWrite> consents;
    std::vector<SuppressionWrite> suppressions;
    std::vector<OrderRow> orders;
    std::vector<EventRow> events;
    std::vector<RejectRow> rejects;
    // Where the input stands, for the progress.
    qint64 bytesDone = 0;
    qint64 rowsRead = 0;
    qint64 rowsRejected = 0;

    // Everything but events, orders and rejects: whether a row of a profile file changed anything.
    [[nodiscard]] std::size_t profileWrites() const
    {
        return profiles.size() + earlierProfiles.size() + identifiers.size() + merges.size() + properties.size() +
               consents.size() + suppressions.size();
    }
    [[nodiscard]] std::size_t size() const
    {
        return profileWrites() + events.size() + 8 * orders.size() + rejects.size() + names.size();
    }
    void clear();
};

} // namespace perennial
