// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/lifecycle.h"

#include <QJsonObject>
#include <QMap>
#include <QTimeZone>
#include <QVariant>

#include <map>

namespace perennial {

// The rows of a store as they stand in its tables, in plain structs, put together by person.

struct RowEvent
{
    qint64 profile = 0;
    qint64 at = 0;
    qint64 key = 0;
    QString metric;
    std::optional<qint64> value;
    QString currency; // empty: the store's
    QString order;    // with its type, as text; empty: none
    QJsonObject properties;
};

struct RowPropertyValue
{
    qint64 profile = 0;
    qint64 since = 0;
    QVariant value; // null: taken away
};

struct RowConsent
{
    qint64 profile = 0;
    qint64 at = 0;
    QString state;
    std::optional<QString> method;
    std::optional<bool> doubleOptIn;
};

// Something that began and may have ended: a suppression, a place in a list, a stay in a flow.
struct RowStay
{
    QString what;   // channel, list or flow
    QString detail; // reason or step
    qint64 since = 0;
    std::optional<qint64> until;

    [[nodiscard]] bool holdsAt(qint64 ms) const { return since <= ms && (!until || *until > ms); }
};

struct RowLine
{
    std::optional<QString> name;
    std::optional<QString> sku;
    std::optional<QString> vendor;
    qint64 quantity = 0;
    std::optional<qint64> price;
    std::optional<qint64> discount;
};

struct RowOrder
{
    qint64 id = 0;
    qint64 at = 0;
    QString currency;
    bool test = false;
    bool cancelled = false;
    std::optional<qint64> cancelledAt;
    QString tags;
    QString codes;
    std::vector<RowLine> lines;
};

struct RowPerson
{
    qint64 id = 0;
    std::optional<qint64> created;
    bool hasEmail = false;
    bool hasPhone = false;
    std::vector<RowEvent> events; // by time, then profile, then key
    std::map<QString, std::vector<RowPropertyValue>> properties;
    std::map<QString, std::vector<RowConsent>> consents; // by channel
    std::vector<RowStay> suppressions;
    std::vector<RowStay> lists;
    std::vector<RowStay> flows;
    std::vector<RowOrder> orders; // by time, then id
};

struct RowStore
{
    QString path;
    QString currency;
    qint64 minorUnits = 100; // in one unit of the currency
    QTimeZone homeZone;
    std::vector<RowPerson> people;          // by id
    std::map<qint64, size_t> personOf;      // of a profile, merged ones too
    std::map<QString, QString> types;       // of properties
    std::map<QString, SegmentDoc> segments; // by name in lower case
    Lifecycle lifecycle;                    // with its stages as they stand
    std::map<QString, QString> queries;     // by name in lower case
};

[[nodiscard]] RowStore readRows(const QString &path);

} // namespace perennial
