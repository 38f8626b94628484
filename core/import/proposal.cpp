// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvheader.h"
#include "core/import/importformat.h"
#include "core/import/values/columnguess.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct HeaderWord
{
    const char *header; // folded
    ColumnRole role;
    const char *name;
};

// What a column of that name is in most files, whatever the kind of file.
constexpr std::array PersonWords{
    HeaderWord{"email", ColumnRole::Identifier, "email"},
    HeaderWord{"e mail", ColumnRole::Identifier, "email"},
    HeaderWord{"email address", ColumnRole::Identifier, "email"},
    HeaderWord{"customer email", ColumnRole::Identifier, "email"},
    HeaderWord{"mail", ColumnRole::Identifier, "email"},
    HeaderWord{"phone", ColumnRole::Identifier, "phone"},
    HeaderWord{"phone number", ColumnRole::Identifier, "phone"},
    HeaderWord{"mobile", ColumnRole::Identifier, "phone"},
    HeaderWord{"telephone", ColumnRole::Identifier, "phone"},
    HeaderWord{"customer id", ColumnRole::Identifier, "customer_id"},
    HeaderWord{"customerid", ColumnRole::Identifier, "customer_id"},
    HeaderWord{"profile id", ColumnRole::Identifier, "profile_id"},
    HeaderWord{"user id", ColumnRole::Identifier, "user_id"},
};

constexpr std::array ProfileWords{
    HeaderWord{"first name", ColumnRole::Property, "First Name"},
    HeaderWord{"firstname", ColumnRole::Property, "First Name"},
    HeaderWord{"last name", ColumnRole::Property, "Last Name"},
    HeaderWord{"lastname", ColumnRole::Property, "Last Name"},
    HeaderWord{"surname", ColumnRole::Property, "Last Name"},
    HeaderWord{"company", ColumnRole::Property, "Organization"},
    HeaderWord{"organization", ColumnRole::Property, "Organization"},
    HeaderWord{"city", ColumnRole::Property, "City"},
    HeaderWord{"country", ColumnRole::Property, "Country"},
    HeaderWord{"country code", ColumnRole::Property, "Country"},
    HeaderWord{"zip", ColumnRole::Property, "Zip"},
    HeaderWord{"zip code", ColumnRole::Property, "Zip"},
    HeaderWord{"postcode", ColumnRole::Property, "Zip"},
    HeaderWord{"region", ColumnRole::Property, "Region"},
    HeaderWord{"state", ColumnRole::Property, "Region"},
    HeaderWord{"tags", ColumnRole::Property, "Tags"},
    HeaderWord{"created at", ColumnRole::CreatedAt, ""},
    HeaderWord{"accepts marketing", ColumnRole::Consent, "email"},
    HeaderWord{"accepts email", ColumnRole::Consent, "email"},
    HeaderWord{"accepts sms", ColumnRole::Consent, "sms"},
    HeaderWord{"suppressed", ColumnRole::Suppression, "all"},
};

constexpr std::array EventWords{
    HeaderWord{"metric", ColumnRole::Metric, ""},     HeaderWord{"event", ColumnRole::Metric, ""},
    HeaderWord{"event name", ColumnRole::Metric, ""}, HeaderWord{"timestamp", ColumnRole::EventTime, ""},
    HeaderWord{"time", ColumnRole::EventTime, ""},    HeaderWord{"event time", ColumnRole::EventTime, ""},
    HeaderWord{"date", ColumnRole::EventTime, ""},    HeaderWord{"created at", ColumnRole::EventTime, ""},
    HeaderWord{"value", ColumnRole::EventValue, ""},  HeaderWord{"revenue", ColumnRole::EventValue, ""},
    HeaderWord{"amount", ColumnRole::EventValue, ""}, HeaderWord{"currency", ColumnRole::Currency, ""},
    HeaderWord{"event id", ColumnRole::EventKey, ""}, HeaderWord{"order id", ColumnRole::OrderKey, ""},
};

constexpr std::array OrderWords{
    HeaderWord{"order id", ColumnRole::OrderField, "key"},
    HeaderWord{"invoiceno", ColumnRole::OrderField, "key"},
    HeaderWord{"invoice", ColumnRole::OrderField, "key"},
    HeaderWord{"order number", ColumnRole::OrderField, "number"},
    HeaderWord{"invoicedate", ColumnRole::OrderField, "created_at"},
    HeaderWord{"order date", ColumnRole::OrderField, "created_at"},
    HeaderWord{"created at", ColumnRole::OrderField, "created_at"},
    HeaderWord{"currency", ColumnRole::OrderField, "currency"},
    HeaderWord{"total", ColumnRole::OrderField, "total"},
    HeaderWord{"order total", ColumnRole::OrderField, "total"},
    HeaderWord{"stockcode", ColumnRole::OrderField, "line.sku"},
    HeaderWord{"sku", ColumnRole::OrderField, "line.sku"},
    HeaderWord{"description", ColumnRole::OrderField, "line.name"},
    HeaderWord{"product name", ColumnRole::OrderField, "line.name"},
    HeaderWord{"quantity", ColumnRole::OrderField, "line.quantity"},
    HeaderWord{"unitprice", ColumnRole::OrderField, "line.price"},
    HeaderWord{"unit price", ColumnRole::OrderField, "line.price"},
    HeaderWord{"price", ColumnRole::OrderField, "line.price"},
    HeaderWord{"country", ColumnRole::OrderField, "country"},
    HeaderWord{"billing name", ColumnRole::OrderField, "billing_name"},
    HeaderWord{"customer name", ColumnRole::OrderField, "billing_name"},
};

const HeaderWord *wordFor(std::span<const HeaderWord> words, const QString &column)
{
    const QString folded = foldHeader(column);
    const auto found =
        std::ranges::find_if(words, [&](const HeaderWord &word) { return folded == QLatin1String(word.header); });
    return found == words.end() ? nullptr : &*found;
}

std::span<const HeaderWord> wordsOf(RecordKind kind)
{
    switch (kind) {
    case RecordKind::Profiles:
        return ProfileWords;
    case RecordKind::Events:
        return EventWords;
    case RecordKind::Orders:
        return OrderWords;
    }
    Q_UNREACHABLE();
}

int matches(const QStringList &header, RecordKind kind)
{
    return static_cast<int>(
        std::ranges::count_if(header, [&](const QString &name) { return wordFor(wordsOf(kind), name) != nullptr; }));
}

bool names(const QStringList &header, RecordKind kind, ColumnRole role, const char *field = "")
{
    return std::ranges::any_of(header, [&](const QString &column) {
        const HeaderWord *word = wordFor(wordsOf(kind), column);
        return word && word->role == role && (!*field || QLatin1String(word->name) == QLatin1String(field));
    });
}

RecordKind kindOf(const QStringList &header)
{
    if (names(header, RecordKind::Orders, ColumnRole::OrderField, "key") &&
        names(header, RecordKind::Orders, ColumnRole::OrderField, "created_at") &&
        !names(header, RecordKind::Events, ColumnRole::Metric))
        return RecordKind::Orders;
    if (names(header, RecordKind::Events, ColumnRole::Metric) &&
        names(header, RecordKind::Events, ColumnRole::EventTime))
        return RecordKind::Events;
    return matches(header, RecordKind::Orders) > matches(header, RecordKind::Profiles) + 2 ? RecordKind::Orders
                                                                                           : RecordKind::Profiles;
}

std::vector<std::string> cellsOf(std::span<const QStringList> rows, qsizetype column)
{
    std::vector<std::string> cells;
    for (const QStringList &row : rows)
        cells.push_back(row.value(column).toStdString());
    return cells;
}

FieldType guessedType(const std::vector<std::string> &cells, char delimiter)
{
    const std::vector<std::string_view> views(cells.begin(), cells.end());
    const ColumnGuess guess = guessColumn(views, delimiter);
    constexpr std::array Types{FieldType::Text, FieldType::Number, FieldType::Time, FieldType::YesNo, FieldType::List};
    return guess.filled > 0 ? Types[static_cast<std::size_t>(guess.type)] : FieldType::Text;
}

ColumnMapping proposeColumn(RecordKind kind, const QString &header, const std::vector<std::string> &cells,
                            char delimiter)
{
    if (looksLikeCredential(header))
        return {header, ColumnRole::Skip, {}, FieldType::Text};
    for (const auto words : {wordsOf(kind), std::span<const HeaderWord>(PersonWords)}) {
        if (const HeaderWord *word = wordFor(words, header)) {
            const bool isProperty = word->role == ColumnRole::Property;
            return {header, word->role, QLatin1String(word->name),
                    isProperty ? guessedType(cells, delimiter) : FieldType::Text};
        }
    }
    if (kind == RecordKind::Orders)
        return {header, ColumnRole::Skip, {}, FieldType::Text};
    if (kind == RecordKind::Events)
        return {header, ColumnRole::EventProperty, header, FieldType::Text};
    return {header, ColumnRole::Property, header, guessedType(cells, delimiter)};
}

// A role or field that only one column can have goes to the first.
void keepFirstOfEach(FieldMapping &mapping)
{
    QSet<QString> taken;
    for (ColumnMapping &column : mapping.columns) {
        const bool isFree = column.role == ColumnRole::Skip || column.role == ColumnRole::EventProperty;
        const QString what = toString(column.role) + u'/' + column.name;
        if (!isFree && taken.contains(what))
            column = {column.column, ColumnRole::Skip, {}, FieldType::Text};
        taken.insert(what);
    }
}

} // namespace

FieldMapping proposeMapping(const QStringList &header, std::span<const QStringList> sampleRows, char delimiter)
{
    FieldMapping mapping;
    mapping.kind = kindOf(header);
    for (qsizetype i = 0; i < header.size(); ++i)
        mapping.columns.push_back(proposeColumn(mapping.kind, header.at(i), cellsOf(sampleRows, i), delimiter));
    keepFirstOfEach(mapping);
    return mapping;
}

bool looksLikeCredential(const QString &column)
{
    static const std::array words{"password", "passwd",      "token", "hash", "cvv",
                                  "cvc",      "card number", "card",  "iban", "secret"};
    const QString folded = u' ' + foldHeader(column) + u' ';
    return std::ranges::any_of(words,
                               [&](const char *word) { return folded.contains(u' ' + QLatin1String(word) + u' '); });
}

} // namespace perennial
