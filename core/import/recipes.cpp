// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/recipes.h"

#include "core/import/csvheader.h"
#include "core/import/importformat.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

using enum ColumnRole;

// FORMATS of a shop change their headers with the years: all spellings stand here side by side.
constexpr std::array ShopifyCustomers{
    RecipeColumn{"Customer ID", Identifier, "shopify_customer"},
    RecipeColumn{"First Name", Property, "First Name"},
    RecipeColumn{"Last Name", Property, "Last Name"},
    RecipeColumn{"Email", Identifier, "email"},
    RecipeColumn{"Accepts Email Marketing", Consent, "email"},
    RecipeColumn{"Accepts Marketing", Consent, "email"},
    RecipeColumn{"Accepts SMS Marketing", Consent, "sms"},
    RecipeColumn{"Accepts WhatsApp Marketing", Consent, "whatsapp"},
    RecipeColumn{"Default Address Company", Property, "Organization"},
    RecipeColumn{"Company", Property, "Organization"},
    RecipeColumn{"Default Address Address1", Property, "Address 1"},
    RecipeColumn{"Address1", Property, "Address 1"},
    RecipeColumn{"Default Address Address2", Property, "Address 2"},
    RecipeColumn{"Address2", Property, "Address 2"},
    RecipeColumn{"Default Address City", Property, "City"},
    RecipeColumn{"City", Property, "City"},
    RecipeColumn{"Default Address Province Code", Property, "Region"},
    RecipeColumn{"Province Code", Property, "Region"},
    RecipeColumn{"Province", Property, "Region Name"},
    RecipeColumn{"Default Address Country Code", Property, "Country"},
    RecipeColumn{"Country Code", Property, "Country"},
    RecipeColumn{"Country", Property, "Country Name"},
    RecipeColumn{"Default Address Zip", Property, "Zip"},
    RecipeColumn{"Zip", Property, "Zip"},
    RecipeColumn{"Default Address Phone", Property, "Address Phone"},
    RecipeColumn{"Phone", Identifier, "phone"},
    RecipeColumn{"Total Spent", Property, "Shopify Total Spent", FieldType::Number},
    RecipeColumn{"Total Orders", Property, "Shopify Total Orders", FieldType::Number},
    RecipeColumn{"Note", Property, "Note"},
    RecipeColumn{"Tax Exempt", Property, "Tax Exempt", FieldType::YesNo},
    RecipeColumn{"Tags", Property, "Tags", FieldType::List},
};

constexpr std::array ShopifyOrders{
    RecipeColumn{"Name", OrderField, "number"},
    RecipeColumn{"Id", OrderField, "key"},
    RecipeColumn{"Email", Identifier, "email"},
    RecipeColumn{"Phone", Identifier, "phone"},
    RecipeColumn{"Billing Name", OrderField, "billing_name"},
    RecipeColumn{"Billing Phone", OrderField, "billing_phone"},
    RecipeColumn{"Shipping Phone", OrderField, "shipping_phone"},
    RecipeColumn{"Billing Country", OrderField, "country"},
    RecipeColumn{"Billing Country Code", OrderField, "country"},
    RecipeColumn{"Financial Status", OrderField, "financial_status"},
    RecipeColumn{"Fulfillment Status", OrderField, "fulfillment_status"},
    RecipeColumn{"Fulfilled at", OrderField, "fulfilled_at"},
    RecipeColumn{"Accepts Marketing", OrderField, "accepts_marketing"},
    RecipeColumn{"Buyer Accepts Marketing", OrderField, "accepts_marketing"},
    RecipeColumn{"Currency", OrderField, "currency"},
    RecipeColumn{"Subtotal", OrderField, "subtotal"},
    RecipeColumn{"Shipping", OrderField, "shipping"},
    RecipeColumn{"Taxes", OrderField, "tax"},
    RecipeColumn{"Total Tax", OrderField, "tax"},
    RecipeColumn{"Total", OrderField, "total"},
    RecipeColumn{"Discount Code", OrderField, "discount_codes"},
    RecipeColumn{"Discount Amount", OrderField, "discount"},
    RecipeColumn{"Created at", OrderField, "created_at"},
    RecipeColumn{"Processed At", OrderField, "created_at"},
    RecipeColumn{"Cancelled at", OrderField, "cancelled_at"},
    RecipeColumn{"Canceled at", OrderField, "cancelled_at"},
    RecipeColumn{"Payment Method", OrderField, "payment_method"},
    RecipeColumn{"Refunded Amount", OrderField, "refunded"},
    RecipeColumn{"Source", OrderField, "channel"},
    RecipeColumn{"Source name", OrderField, "channel"},
    RecipeColumn{"Tags", OrderField, "tags"},
    RecipeColumn{"Vendor", OrderField, "line.vendor"},
    RecipeColumn{"Lineitem quantity", OrderField, "line.quantity"},
    RecipeColumn{"Lineitem name", OrderField, "line.name"},
    RecipeColumn{"Lineitem price", OrderField, "line.price"},
    RecipeColumn{"Lineitem sku", OrderField, "line.sku"},
    RecipeColumn{"Lineitem discount", OrderField, "line.discount"},
};

constexpr std::array KlaviyoProfiles{
    RecipeColumn{"Email", Identifier, "email"},
    RecipeColumn{"Klaviyo ID", Identifier, "klaviyo"},
    RecipeColumn{"Phone Number", Identifier, "phone"},
    RecipeColumn{"First Name", Property, "First Name"},
    RecipeColumn{"Last Name", Property, "Last Name"},
    RecipeColumn{"Organization", Property, "Organization"},
    RecipeColumn{"Title", Property, "Title"},
    RecipeColumn{"Address", Property, "Address 1"},
    RecipeColumn{"Address 2", Property, "Address 2"},
    RecipeColumn{"City", Property, "City"},
    RecipeColumn{"State / Region", Property, "Region"},
    RecipeColumn{"Country", Property, "Country"},
    RecipeColumn{"Zip Code", Property, "Zip"},
    RecipeColumn{"Latitude", Property, "Latitude", FieldType::Number},
    RecipeColumn{"Longitude", Property, "Longitude", FieldType::Number},
    RecipeColumn{"Source", Property, "Source"},
    RecipeColumn{"Email Marketing Consent", Consent, "email"},
    RecipeColumn{"Email Marketing Consent Timestamp", ConsentAt, "email"},
    RecipeColumn{"Email Suppressions", Suppression, "email"},
    RecipeColumn{"Email Suppressions Timestamp", SuppressionAt, "email"},
    RecipeColumn{"SMS Marketing Consent", Consent, "sms"},
    RecipeColumn{"SMS Marketing Consent Timestamp", ConsentAt, "sms"},
    RecipeColumn{"Profile Created On", CreatedAt},
    RecipeColumn{"First Active", Property, "Klaviyo First Active", FieldType::Time},
    RecipeColumn{"Last Active", Property, "Klaviyo Last Active", FieldType::Time},
    RecipeColumn{"Date Added", Property, "Klaviyo Date Added", FieldType::Time},
    RecipeColumn{"Last Open", Property, "Klaviyo Last Open", FieldType::Time},
    RecipeColumn{"Last Click", Property, "Klaviyo Last Click", FieldType::Time},
    RecipeColumn{"Total Customer Lifetime Value", Property, "Klaviyo Total Customer Lifetime Value", FieldType::Number},
    RecipeColumn{"Predicted Customer Lifetime Value", Property, "Klaviyo Predicted Customer Lifetime Value",
                 FieldType::Number},
    RecipeColumn{"Historic Customer Lifetime Value", Property, "Klaviyo Historic Customer Lifetime Value",
                 FieldType::Number},
    RecipeColumn{"Historic Number Of Orders", Property, "Klaviyo Historic Number Of Orders", FieldType::Number},
    RecipeColumn{"Predicted Number Of Orders", Property, "Klaviyo Predicted Number Of Orders", FieldType::Number},
    RecipeColumn{"Average Order Value", Property, "Klaviyo Average Order Value", FieldType::Number},
    RecipeColumn{"Average Days Between Orders", Property, "Klaviyo Average Days Between Orders", FieldType::Number},
    RecipeColumn{"Expected Date Of Next Order", Property, "Klaviyo Expected Date Of Next Order", FieldType::Time},
};

constexpr std::array GenericProfiles{
    RecipeColumn{"profile_id", Identifier, "profile_id"},
    RecipeColumn{"email", Identifier, "email"},
    RecipeColumn{"phone", Identifier, "phone"},
    RecipeColumn{"first_name", Property, "First Name"},
    RecipeColumn{"last_name", Property, "Last Name"},
    RecipeColumn{"country", Property, "Country"},
    RecipeColumn{"city", Property, "City"},
    RecipeColumn{"created_at", CreatedAt},
    RecipeColumn{"accepts_email", Consent, "email"},
    RecipeColumn{"accepts_sms", Consent, "sms"},
    RecipeColumn{"suppressed", Suppression, "all"},
};

constexpr std::array GenericEvents{
    RecipeColumn{"event_id", EventKey},
    RecipeColumn{"email", Identifier, "email"},
    RecipeColumn{"phone", Identifier, "phone"},
    RecipeColumn{"profile_id", Identifier, "profile_id"},
    RecipeColumn{"metric", Metric},
    RecipeColumn{"timestamp", EventTime},
    RecipeColumn{"value", EventValue},
    RecipeColumn{"currency", Currency},
    RecipeColumn{"order_id", OrderKey},
};

struct Recipe
{
    const char *format;
    std::span<const RecipeColumn> columns;
};
constexpr std::array Recipes{Recipe{"shopify-customers", ShopifyCustomers}, Recipe{"shopify-orders", ShopifyOrders},
                             Recipe{"klaviyo-profiles", KlaviyoProfiles}, Recipe{"generic-profiles", GenericProfiles},
                             Recipe{"generic-events", GenericEvents}};

// Shopify's "Label (customer.metafields.namespace.key)".
QString metafieldName(const QString &header)
{
    static const QRegularExpression metafield(QStringLiteral(R"(\((?:\w+\.)?metafields\.(.+)\)\s*$)"));
    return metafield.match(header).captured(1);
}

// Columns the recipe does not know: events and profiles keep them under their own name, orders leave them out.
ColumnMapping unknownColumn(RecordKind kind, const QString &header)
{
    if (kind == RecordKind::Orders || looksLikeCredential(header))
        return {header, ColumnRole::Skip, {}, FieldType::Text};
    if (kind == RecordKind::Events)
        return {header, ColumnRole::EventProperty, header, FieldType::Text};
    const QString metafield = metafieldName(header);
    return {header, ColumnRole::Property, metafield.isEmpty() ? header : metafield, FieldType::Text};
}

} // namespace

std::span<const RecipeColumn> recipeOf(const QString &format)
{
    for (const Recipe &recipe : Recipes) {
        if (format == QLatin1String(recipe.format))
            return recipe.columns;
    }
    return {};
}

bool isInRecipe(const QString &format, const QString &header)
{
    const auto columns = recipeOf(format);
    return std::ranges::any_of(columns, [key = foldHeader(header)](const RecipeColumn &column) {
        return foldHeader(QString::fromLatin1(column.header)) == key;
    });
}

FieldMapping mappingFor(const ImportFormat &format, const QStringList &header)
{
    FieldMapping mapping;
    mapping.format = QLatin1String(format.id);
    mapping.source = QLatin1String(format.source);
    mapping.kind = format.kind;
    QHash<QString, const RecipeColumn *> recipe;
    for (const RecipeColumn &column : recipeOf(mapping.format))
        recipe.insert(foldHeader(QString::fromLatin1(column.header)), &column);
    for (const QString &name : header) {
        const RecipeColumn *known = recipe.take(foldHeader(name));
        mapping.columns.push_back(known ? ColumnMapping{name, known->role, QLatin1String(known->name), known->type}
                                        : unknownColumn(format.kind, name));
    }
    return mapping;
}

} // namespace perennial
