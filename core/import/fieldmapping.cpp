// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/fieldmapping.h"

#include "core/base/instant.h"
#include "core/import/values/writtentime.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

template <class E>
struct Word
{
    E value;
    const char *text;
};

constexpr auto KindWords = std::to_array<Word<RecordKind>>(
    {{RecordKind::Profiles, "profiles"}, {RecordKind::Events, "events"}, {RecordKind::Orders, "orders"}});
constexpr auto RoleWords = std::to_array<Word<ColumnRole>>({{ColumnRole::Skip, "skip"},
                                                            {ColumnRole::Identifier, "identifier"},
                                                            {ColumnRole::Property, "property"},
                                                            {ColumnRole::CreatedAt, "created-at"},
                                                            {ColumnRole::Consent, "consent"},
                                                            {ColumnRole::ConsentAt, "consent-at"},
                                                            {ColumnRole::Suppression, "suppression"},
                                                            {ColumnRole::SuppressionAt, "suppression-at"},
                                                            {ColumnRole::Metric, "metric"},
                                                            {ColumnRole::EventTime, "time"},
                                                            {ColumnRole::EventValue, "value"},
                                                            {ColumnRole::EventKey, "event-key"},
                                                            {ColumnRole::OrderKey, "order-key"},
                                                            {ColumnRole::Currency, "currency"},
                                                            {ColumnRole::EventProperty, "event-property"},
                                                            {ColumnRole::OrderField, "order"}});
constexpr auto TypeWords = std::to_array<Word<FieldType>>({{FieldType::Text, "text"},
                                                           {FieldType::Number, "number"},
                                                           {FieldType::YesNo, "yes/no"},
                                                           {FieldType::Time, "date"},
                                                           {FieldType::List, "list"}});
constexpr auto OrderWords =
    std::to_array<Word<DateOrder>>({{DateOrder::DayMonth, "day-month"}, {DateOrder::MonthDay, "month-day"}});

template <class E, size_t N>
QString wordOf(const std::array<Word<E>, N> &words, E value)
{
    const auto found = std::ranges::find(words, value, &Word<E>::value);
    return QString::fromLatin1(found == words.end() ? "" : found->text);
}

template <class E, size_t N>
std::optional<E> valueOf(const std::array<Word<E>, N> &words, const QString &text)
{
    const auto found =
        std::ranges::find_if(words, [&](const Word<E> &word) { return text == QLatin1String(word.text); });
    return found == words.end() ? std::nullopt : std::optional(found->value);
}

constexpr std::array Fields{
    OrderFieldInfo{"key", QT_TRANSLATE_NOOP("perennial", "Order id")},
    OrderFieldInfo{"number", QT_TRANSLATE_NOOP("perennial", "Order number")},
    OrderFieldInfo{"created_at", QT_TRANSLATE_NOOP("perennial", "Ordered at")},
    OrderFieldInfo{"currency", QT_TRANSLATE_NOOP("perennial", "Currency")},
    OrderFieldInfo{"subtotal", QT_TRANSLATE_NOOP("perennial", "Subtotal")},
    OrderFieldInfo{"shipping", QT_TRANSLATE_NOOP("perennial", "Shipping")},
    OrderFieldInfo{"tax", QT_TRANSLATE_NOOP("perennial", "Taxes")},
    OrderFieldInfo{"discount", QT_TRANSLATE_NOOP("perennial", "Discount")},
    OrderFieldInfo{"total", QT_TRANSLATE_NOOP("perennial", "Total")},
    OrderFieldInfo{"refunded", QT_TRANSLATE_NOOP("perennial", "Refunded")},
    OrderFieldInfo{"cancelled_at", QT_TRANSLATE_NOOP("perennial", "Cancelled at")},
    OrderFieldInfo{"fulfilled_at", QT_TRANSLATE_NOOP("perennial", "Fulfilled at")},
    OrderFieldInfo{"financial_status", QT_TRANSLATE_NOOP("perennial", "Financial status")},
    OrderFieldInfo{"fulfillment_status", QT_TRANSLATE_NOOP("perennial", "Fulfilment status")},
    OrderFieldInfo{"payment_method", QT_TRANSLATE_NOOP("perennial", "Payment method")},
    OrderFieldInfo{"channel", QT_TRANSLATE_NOOP("perennial", "Sales channel")},
    OrderFieldInfo{"discount_codes", QT_TRANSLATE_NOOP("perennial", "Discount codes")},
    OrderFieldInfo{"tags", QT_TRANSLATE_NOOP("perennial", "Order tags")},
    OrderFieldInfo{"accepts_marketing", QT_TRANSLATE_NOOP("perennial", "Accepts marketing")},
    OrderFieldInfo{"billing_name", QT_TRANSLATE_NOOP("perennial", "Billing name")},
    OrderFieldInfo{"billing_phone", QT_TRANSLATE_NOOP("perennial", "Billing phone")},
    OrderFieldInfo{"shipping_phone", QT_TRANSLATE_NOOP("perennial", "Shipping phone")},
    OrderFieldInfo{"country", QT_TRANSLATE_NOOP("perennial", "Country")},
    OrderFieldInfo{"line.name", QT_TRANSLATE_NOOP("perennial", "Line: product")},
    OrderFieldInfo{"line.sku", QT_TRANSLATE_NOOP("perennial", "Line: SKU")},
    OrderFieldInfo{"line.vendor", QT_TRANSLATE_NOOP("perennial", "Line: vendor")},
    OrderFieldInfo{"line.quantity", QT_TRANSLATE_NOOP("perennial", "Line: quantity")},
    OrderFieldInfo{"line.price", QT_TRANSLATE_NOOP("perennial", "Line: unit price")},
    OrderFieldInfo{"line.discount", QT_TRANSLATE_NOOP("perennial", "Line: discount")},
};

bool isOrderField(const QString &name)
{
    return std::ranges::any_of(Fields, [&](const OrderFieldInfo &field) { return name == QLatin1String(field.name); });
}

bool needsChannel(ColumnRole role)
{
    return role == ColumnRole::Consent || role == ColumnRole::ConsentAt || role == ColumnRole::Suppression ||
           role == ColumnRole::SuppressionAt;
}

bool isChannel(const QString &name)
{
    static const QSet<QString> channels{"email", "sms", "push", "whatsapp", "all"};
    return channels.contains(name);
}

// The first key of `object` that is not one of `known`.
QString unknownKey(const QJsonObject &object, const QSet<QString> &known)
{
    for (const QString &key : object.keys()) {
        if (!known.contains(key))
            return key;
    }
    return {};
}

tl::unexpected<Error> invalid(const QString &message, const QString &where)
{
    return failure(ErrorKind::Invalid, message, where);
}

Result<ColumnMapping> columnFromJson(const QJsonObject &object, const QString &where)
{
    if (const QString key = unknownKey(object, {"column", "as", "name", "type"}); !key.isEmpty())
        return invalid(tr("A column of a mapping has no key \"%1\".").arg(key), where);
    ColumnMapping column;
    column.column = object.value(QLatin1String("column")).toString();
    if (column.column.isEmpty())
        return invalid(tr("A column of the mapping does not say which column it is."), where);
    const QString role = object.value(QLatin1String("as")).toString();
    const auto knownRole = valueOf(RoleWords, role);
    if (!knownRole)
        return invalid(tr("A column cannot be mapped as \"%1\".").arg(role), where);
    column.role = *knownRole;
    const QString type = object.value(QLatin1String("type")).toString(QStringLiteral("text"));
    const auto knownType = valueOf(TypeWords, type);
    if (!knownType)
        return invalid(tr("There is no type \"%1\".").arg(type), where);
    column.type = *knownType;
    column.name = object.value(QLatin1String("name")).toString();
    const bool namesItself = column.role == ColumnRole::Property || column.role == ColumnRole::EventProperty;
    if (column.name.isEmpty() && namesItself)
        column.name = column.column;
    if (column.role == ColumnRole::OrderField && !isOrderField(column.name))
        return invalid(tr("An order has no field \"%1\".").arg(column.name), where);
    if (needsChannel(column.role) && !isChannel(column.name))
        return invalid(tr("There is no channel \"%1\".").arg(column.name), where);
    if (column.role == ColumnRole::Identifier && column.name.isEmpty())
        return invalid(tr("An identifier needs a name: email, phone or the platform it comes from."), where);
    return column;
}

Result<std::vector<ColumnMapping>> columnsFromJson(const QJsonArray &array)
{
    std::vector<ColumnMapping> columns;
    QSet<QString> seen;
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString where = QStringLiteral("columns[%1]").arg(i);
        auto column = columnFromJson(array.at(i).toObject(), where);
        if (!column)
            return failure(column.error());
        if (seen.contains(column->column))
            return invalid(tr("The column \"%1\" is mapped twice.").arg(column->column), where);
        seen.insert(column->column);
        columns.push_back(std::move(*column));
    }
    return columns;
}

QJsonObject toJson(const ColumnMapping &column)
{
    QJsonObject object{{"column", column.column}, {"as", toString(column.role)}};
    if (!column.name.isEmpty())
        object.insert(QLatin1String("name"), column.name);
    if (column.type != FieldType::Text)
        object.insert(QLatin1String("type"), toString(column.type));
    return object;
}

Result<void> readStyle(const QJsonObject &object, FieldMapping &mapping)
{
    const QString order = object.value(QLatin1String("dateOrder")).toString();
    mapping.dateOrder = valueOf(OrderWords, order);
    if (!order.isEmpty() && !mapping.dateOrder)
        return invalid(tr("The date order is \"day-month\" or \"month-day\", not \"%1\".").arg(order),
                       QStringLiteral("dateOrder"));
    const QString mark = object.value(QLatin1String("decimalMark")).toString();
    if (!mark.isEmpty() && mark != QLatin1String(".") && mark != QLatin1String(","))
        return invalid(tr("The decimal mark is \".\" or \",\", not \"%1\".").arg(mark), QStringLiteral("decimalMark"));
    mapping.decimalMark = mark.isEmpty() ? QChar() : mark.at(0);
    mapping.zone = object.value(QLatin1String("zone")).toString();
    if (!mapping.zone.isEmpty() && !zoneNamed(mapping.zone))
        return invalid(tr("There is no time zone \"%1\".").arg(mapping.zone), QStringLiteral("zone"));
    mapping.currency = object.value(QLatin1String("currency")).toString();
    return {};
}

Result<FieldMapping> mappingFromObject(const QJsonObject &object)
{
    static const QSet<QString> keys{"perennial", "version",   "format",      "source", "kind",    "columns",
                                    "metric",    "dateOrder", "decimalMark", "zone",   "currency"};
    if (object.value(QLatin1String("perennial")).toString() != QLatin1String("import-mapping"))
        return invalid(tr("This is not an import mapping: it lacks \"perennial\": \"import-mapping\"."), {});
    if (object.value(QLatin1String("version")).toInt(1) != 1)
        return invalid(tr("This mapping was made by a newer Perennial."), QStringLiteral("version"));
    if (const QString key = unknownKey(object, keys); !key.isEmpty())
        return invalid(tr("A mapping has no key \"%1\".").arg(key), key);
    FieldMapping mapping;
    mapping.format = object.value(QLatin1String("format")).toString(mapping.format);
    mapping.source = object.value(QLatin1String("source")).toString(mapping.source);
    mapping.metric = object.value(QLatin1String("metric")).toString();
    const QString kind = object.value(QLatin1String("kind")).toString();
    const auto knownKind = valueOf(KindWords, kind);
    if (!knownKind)
        return invalid(tr("The kind is \"profiles\", \"events\" or \"orders\", not \"%1\".").arg(kind),
                       QStringLiteral("kind"));
    mapping.kind = *knownKind;
    auto columns = columnsFromJson(object.value(QLatin1String("columns")).toArray());
    if (!columns)
        return failure(columns.error());
    mapping.columns = std::move(*columns);
    if (const auto style = readStyle(object, mapping); !style)
        return failure(style.error());
    return mapping;
}

} // namespace

const ColumnMapping *FieldMapping::find(const QString &column) const
{
    const auto found = std::ranges::find(columns, column, &ColumnMapping::column);
    return found == columns.end() ? nullptr : &*found;
}

bool FieldMapping::has(ColumnRole role) const
{
    return std::ranges::find(columns, role, &ColumnMapping::role) != columns.end();
}

std::span<const OrderFieldInfo> orderFields()
{
    return Fields;
}

QString toString(RecordKind kind)
{
    return wordOf(KindWords, kind);
}
QString toString(ColumnRole role)
{
    return wordOf(RoleWords, role);
}
QString toString(FieldType type)
{
    return wordOf(TypeWords, type);
}

QJsonObject toJson(const FieldMapping &mapping)
{
    QJsonArray columns;
    for (const ColumnMapping &column : mapping.columns)
        columns.append(toJson(column));
    QJsonObject object{{"perennial", "import-mapping"},  {"version", 1},
                       {"format", mapping.format},       {"source", mapping.source},
                       {"kind", toString(mapping.kind)}, {"columns", columns}};
    const auto insertUnlessEmpty = [&](const char *key, const QString &value) {
        if (!value.isEmpty())
            object.insert(QLatin1String(key), value);
    };
    insertUnlessEmpty("metric", mapping.metric);
    insertUnlessEmpty("zone", mapping.zone);
    insertUnlessEmpty("currency", mapping.currency);
    insertUnlessEmpty("dateOrder", mapping.dateOrder ? wordOf(OrderWords, *mapping.dateOrder) : QString());
    insertUnlessEmpty("decimalMark", mapping.decimalMark.isNull() ? QString() : QString(mapping.decimalMark));
    return object;
}

QByteArray toJsonText(const FieldMapping &mapping)
{
    return QJsonDocument(toJson(mapping)).toJson(QJsonDocument::Indented);
}

Result<FieldMapping> fieldMappingFromJson(const QByteArray &json)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return failure(ErrorKind::Unreadable, tr("The mapping is not JSON: %1").arg(error.errorString()),
                       tr("byte %1").arg(error.offset));
    return mappingFromObject(document.object());
}

Result<FieldMapping> readMappingFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound, tr("The mapping cannot be read: %1").arg(file.errorString()), path);
    auto mapping = fieldMappingFromJson(file.readAll());
    if (!mapping) {
        Error error = mapping.error();
        error.where = error.where.isEmpty() ? path : path + QStringLiteral(": ") + error.where;
        return failure(error);
    }
    return mapping;
}

QString problemOf(const FieldMapping &mapping)
{
    const auto hasOrderField = [&](const char *name) {
        return std::ranges::any_of(mapping.columns, [&](const ColumnMapping &column) {
            return column.role == ColumnRole::OrderField && column.name == QLatin1String(name);
        });
    };
    if (mapping.kind != RecordKind::Orders && !mapping.has(ColumnRole::Identifier))
        return tr("No column is an identifier, so nobody could be told from anybody else. Choose the e-mail, phone or "
                  "id column.");
    if (mapping.kind == RecordKind::Events && !mapping.has(ColumnRole::EventTime))
        return tr("No column is the time of the event.");
    if (mapping.kind == RecordKind::Events && !mapping.has(ColumnRole::Metric) && mapping.metric.isEmpty())
        return tr("Nothing names the event: choose a column for the metric, or one metric for all rows.");
    if (mapping.kind == RecordKind::Orders && !hasOrderField("key") && !hasOrderField("number"))
        return tr("No column is the order's id or number.");
    if (mapping.kind == RecordKind::Orders && !hasOrderField("created_at"))
        return tr("No column is the time of the order.");
    return {};
}

} // namespace perennial
