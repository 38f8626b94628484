// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importformat.h"

#include "core/import/csvheader.h"

#include <QSet>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array ShopifyCustomersRequired{"Email", "First Name", "Last Name", "Total Spent"};
constexpr std::array ShopifyCustomersKnown{"Customer ID",
                                           "Accepts Email Marketing",
                                           "Accepts Marketing",
                                           "Accepts SMS Marketing",
                                           "Accepts WhatsApp Marketing",
                                           "Default Address Company",
                                           "Default Address Address1",
                                           "Default Address Address2",
                                           "Default Address City",
                                           "Default Address Province Code",
                                           "Default Address Country Code",
                                           "Default Address Zip",
                                           "Default Address Phone",
                                           "Phone",
                                           "Total Orders",
                                           "Note",
                                           "Tax Exempt",
                                           "Tags",
                                           "Company",
                                           "Address1",
                                           "Address2",
                                           "City",
                                           "Province",
                                           "Province Code",
                                           "Country",
                                           "Country Code",
                                           "Zip"};

constexpr std::array ShopifyOrdersRequired{"Name", "Lineitem name"};
constexpr std::array ShopifyOrdersKnown{"Email",
                                        "Financial Status",
                                        "Paid at",
                                        "Fulfillment Status",
                                        "Fulfilled at",
                                        "Accepts Marketing",
                                        "Currency",
                                        "Subtotal",
                                        "Shipping",
                                        "Taxes",
                                        "Total",
                                        "Discount Code",
                                        "Discount Amount",
                                        "Shipping Method",
                                        "Created at",
                                        "Lineitem quantity",
                                        "Lineitem price",
                                        "Lineitem compare at price",
                                        "Lineitem sku",
                                        "Lineitem requires shipping",
                                        "Lineitem taxable",
                                        "Lineitem fulfillment status",
                                        "Billing Name",
                                        "Billing Phone",
                                        "Shipping Name",
                                        "Shipping Phone",
                                        "Notes",
                                        "Note Attributes",
                                        "Cancelled at",
                                        "Canceled at",
                                        "Payment Method",
                                        "Payment Reference",
                                        "Refunded Amount",
                                        "Vendor",
                                        "Outstanding Balance",
                                        "Employee",
                                        "Location",
                                        "Device ID",
                                        "Id",
                                        "Tags",
                                        "Risk Level",
                                        "Source",
                                        "Lineitem discount",
                                        "Phone",
                                        "Receipt Number",
                                        "Duties",
                                        "Payment ID",
                                        "Payment References"};

constexpr std::array ShopifyProductsRequired{"Title", "Vendor", "Tags"};
constexpr std::array ShopifyProductsKnown{"Handle",
                                          "URL handle",
                                          "Body (HTML)",
                                          "Description",
                                          "Type",
                                          "Published",
                                          "Option1 Name",
                                          "Option1 Value",
                                          "Variant SKU",
                                          "Variant Price",
                                          "Image Src",
                                          "Image Position",
                                          "Status",
                                          "SKU",
                                          "Barcode",
                                          "Product image URL",
                                          "Published on online store",
                                          "Product category"};

constexpr std::array KlaviyoProfilesRequired{"Email", "Klaviyo ID"};
constexpr std::array KlaviyoProfilesKnown{"First Name",
                                          "Last Name",
                                          "Phone Number",
                                          "Organization",
                                          "Title",
                                          "Address",
                                          "Address 2",
                                          "City",
                                          "State / Region",
                                          "Country",
                                          "Zip Code",
                                          "Latitude",
                                          "Longitude",
                                          "Source",
                                          "Email Marketing Consent",
                                          "Email Marketing Consent Timestamp",
                                          "Email Suppressions",
                                          "Email Suppressions Timestamp",
                                          "SMS Marketing Consent",
                                          "SMS Marketing Consent Timestamp",
                                          "First Active",
                                          "Last Active",
                                          "Profile Created On",
                                          "Date Added",
                                          "Last Open",
                                          "Last Click",
                                          "Total Customer Lifetime Value",
                                          "Predicted Customer Lifetime Value",
                                          "Historic Customer Lifetime Value",
                                          "Historic Number Of Orders",
                                          "Predicted Number Of Orders",
                                          "Average Order Value",
                                          "Average Days Between Orders",
                                          "Expected Date Of Next Order"};

constexpr std::array GenericProfilesRequired{"profile_id", "email"};
constexpr std::array GenericProfilesKnown{"phone",      "first_name",    "last_name",   "country",   "city",
                                          "created_at", "accepts_email", "accepts_sms", "suppressed"};

constexpr std::array GenericEventsRequired{"email", "metric", "timestamp"};
constexpr std::array GenericEventsKnown{"event_id", "value", "order_id", "product_id", "label", "currency"};

constexpr std::array Formats{
    ImportFormat{"shopify-customers", QT_TRANSLATE_NOOP("perennial", "Shopify customers"), "shopify-customers",
                 RecordKind::Profiles, true, ShopifyCustomersRequired, ShopifyCustomersKnown},
    ImportFormat{"shopify-orders", QT_TRANSLATE_NOOP("perennial", "Shopify orders"), "shopify", RecordKind::Orders,
                 true, ShopifyOrdersRequired, ShopifyOrdersKnown},
    ImportFormat{"shopify-checkouts",
                 QT_TRANSLATE_NOOP("perennial", "Shopify abandoned checkouts"),
                 "shopify",
                 RecordKind::Orders,
                 false,
                 {},
                 {}},
    ImportFormat{"shopify-products", QT_TRANSLATE_NOOP("perennial", "Shopify products"), "shopify", RecordKind::Orders,
                 false, ShopifyProductsRequired, ShopifyProductsKnown},
    ImportFormat{"klaviyo-profiles", QT_TRANSLATE_NOOP("perennial", "Klaviyo profiles"), "klaviyo-profiles",
                 RecordKind::Profiles, true, KlaviyoProfilesRequired, KlaviyoProfilesKnown},
    ImportFormat{"generic-profiles", QT_TRANSLATE_NOOP("perennial", "Profiles"), "generic-profiles",
                 RecordKind::Profiles, true, GenericProfilesRequired, GenericProfilesKnown},
    ImportFormat{"generic-events", QT_TRANSLATE_NOOP("perennial", "Events"), "generic-events", RecordKind::Events, true,
                 GenericEventsRequired, GenericEventsKnown},
};

Recognition scoreOf(const ImportFormat &format, const QSet<QString> &header)
{
    const auto isPresent = [&](const char *name) { return header.contains(foldHeader(QString::fromLatin1(name))); };
    if (format.required.empty() || !std::ranges::all_of(format.required, isPresent))
        return {};
    const auto further = static_cast<int>(std::ranges::count_if(format.known, isPresent));
    Recognition found;
    found.format = &format;
    found.columns = static_cast<int>(header.size());
    found.known = static_cast<int>(format.required.size()) + further;
    found.score = double(found.known) / std::max(found.columns, 1);
    return found;
}

// Headers a format cannot be told by alone: "Title, Vendor, Tags" is anything.
bool isConvincing(const Recognition &found)
{
    const auto required = static_cast<int>(found.format->required.size());
    return found.known >= std::max(3, required);
}

} // namespace

std::span<const ImportFormat> importFormats()
{
    return Formats;
}

const ImportFormat *findFormat(const QString &id)
{
    const auto found =
        std::ranges::find_if(Formats, [&](const ImportFormat &format) { return id == QLatin1String(format.id); });
    return found == Formats.end() ? nullptr : &*found;
}

Recognition recogniseHeader(const QStringList &header)
{
    QSet<QString> keys;
    for (const QString &name : header)
        keys.insert(foldHeader(name));
    Recognition best;
    for (const ImportFormat &format : Formats) {
        const Recognition found = scoreOf(format, keys);
        if (found.format && isConvincing(found) && found.known > best.known)
            best = found;
    }
    best.columns = static_cast<int>(header.size());
    return best;
}

} // namespace perennial
