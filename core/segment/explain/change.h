// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/columns/consentcolumn.h"
#include "core/store/channel.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <optional>
#include <variant>
#include <vector>

namespace perennial {

// A property's value, by its type: none, text, number, yes or no, date, list.
using FactValue = std::variant<std::monostate, QString, double, bool, Instant, QJsonArray>;

// Things that could still happen to a person.

struct EventChange
{
    QString metric;
    Instant at;
    std::optional<qint64> value; // minor units of the store's currency
    QJsonObject properties;
    int times = 1;       // as often, in the same moment
    bool spends = false; // the value is what is asked for

    friend bool operator==(const EventChange &, const EventChange &) = default;
};

struct ValueChange
{
    QString property;
    FactValue value;
    Instant at;
    QString asked; // what any such value must be, in words: "to US or CA"; empty: anything else

    friend bool operator==(const ValueChange &, const ValueChange &) = default;
};

struct ConsentChange
{
    Channel channel = Channel::Email;
    ConsentState state = ConsentState::Subscribed;
    Instant at;
    QString method;
    std::optional<bool> doubleOptIn;

    friend bool operator==(const ConsentChange &, const ConsentChange &) = default;
};

struct SuppressionChange
{
    Channel channel = Channel::Email;
    bool begins = false; // else all of the channel end
    Instant at;
    QString reason;

    friend bool operator==(const SuppressionChange &, const SuppressionChange &) = default;
};

// An address that the channel needs becomes known.
struct AddressChange
{
    Channel channel = Channel::Email;

    friend bool operator==(const AddressChange &, const AddressChange &) = default;
};

// An order with one line.
struct OrderChange
{
    Instant at;
    QString product;
    QString sku;
    QString vendor;
    qint64 quantity = 1;
    std::optional<qint64> price; // of a piece, minor units of the store's currency
    QStringList tags;
    QStringList codes;
    int times = 1; // as often, in the same moment

    friend bool operator==(const OrderChange &, const OrderChange &) = default;
};

// A stay in a list or at a step of a flow begins; or all there end.
struct StayChange
{
    bool ofFlow = false;
    QString name;
    QString step;
    bool begins = true;
    Instant at;

    friend bool operator==(const StayChange &, const StayChange &) = default;
};

using Change =
    std::variant<EventChange, OrderChange, ValueChange, ConsentChange, SuppressionChange, AddressChange, StayChange>;
using Changes = std::vector<Change>;

// How many things have to happen.
[[nodiscard]] int countOf(const Changes &changes);
// What is easier to bring about is smaller: a word of consent, an event, an order, a list, an end of a suppression, a
// value, an address; of one kind the smaller amount.
[[nodiscard]] double costOf(const Changes &changes);
// "one more Placed Order", "subscribe to e-mail".
[[nodiscard]] QString wordsOf(const Change &change, const QString &currency);

} // namespace perennial
