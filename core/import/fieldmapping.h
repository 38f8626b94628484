// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <span>
#include <vector>

namespace perennial {

enum class DateOrder;

// What one row of a file is about.
enum class RecordKind { Profiles, Events, Orders };

// What a column's cells become. ColumnMapping::name says which one:
enum class ColumnRole {
    Skip,
    Identifier,    // name: "email", "phone", or a namespace of platform ids such as "shopify_customer"
    Property,      // name: the property
    CreatedAt,     // when the profile came to be
    Consent,       // name: "email", "sms", "push" or "whatsapp"
    ConsentAt,     // name: the channel
    Suppression,   // name: the channel; yes/no, or a list of reasons
    SuppressionAt, // name: the channel
    Metric,        // the name of the event
    EventTime,
    EventValue,
    EventKey, // the event's own id: what makes it the same event in a second import
    OrderKey, // the order an event belongs to
    Currency,
    EventProperty, // name: the key
    OrderField,    // name: one of orderFields()
};

// How the cells of a property are read and kept.
enum class FieldType { Text, Number, YesNo, Time, List };

struct ColumnMapping
{
    QString column; // the header, as the reader gives it (doubled names numbered)
    ColumnRole role = ColumnRole::Skip;
    QString name;
    FieldType type = FieldType::Text; // of properties

    friend bool operator==(const ColumnMapping &, const ColumnMapping &) = default;
};

// Which column of a file becomes which field and how: written by a format's recipe, proposed for an unknown file, or
// made by hand. A value; docs/import-mapping.md describes its JSON.
struct FieldMapping
{
    QString format = QStringLiteral("mapping"); // the format's id; "mapping" where a person made it
    QString source = QStringLiteral("file");    // rows with the same source and natural key are the same row
    RecordKind kind = RecordKind::Profiles;
    std::vector<ColumnMapping> columns; // one per column of the file; columns not named here become properties
    QString metric;                     // of every row, where no column has the Metric role
    std::optional<DateOrder> dateOrder; // decided by the cells where it is unset
    QChar decimalMark;                  // '.' or ','; decided by the cells where it is null
    QString zone;                       // IANA name for times without offset; the store's where it is empty
    QString currency;                   // ISO 4217; the store's where it is empty

    [[nodiscard]] const ColumnMapping *find(const QString &column) const;
    [[nodiscard]] bool has(ColumnRole role) const;

    friend bool operator==(const FieldMapping &, const FieldMapping &) = default;
};

// A field an order or one of its lines can have, for pickers: "created_at", "total", "line.sku", …
struct OrderFieldInfo
{
    const char *name;
    const char *title; // untranslated, context "perennial"
};
[[nodiscard]] std::span<const OrderFieldInfo> orderFields();

[[nodiscard]] QJsonObject toJson(const FieldMapping &mapping);
[[nodiscard]] QByteArray toJsonText(const FieldMapping &mapping);
// Unknown keys, roles, kinds and doubled columns are errors that name the JSON path.
[[nodiscard]] Result<FieldMapping> fieldMappingFromJson(const QByteArray &json);
[[nodiscard]] Result<FieldMapping> readMappingFile(const QString &path);

// The words of the enums in JSON: "profiles", "identifier", "yes/no", …
[[nodiscard]] QString toString(RecordKind kind);
[[nodiscard]] QString toString(ColumnRole role);
[[nodiscard]] QString toString(FieldType type);

// What makes `mapping` impossible to import, as a sentence; empty when nothing does. (No identifier, no time, …)
[[nodiscard]] QString problemOf(const FieldMapping &mapping);

} // namespace perennial
