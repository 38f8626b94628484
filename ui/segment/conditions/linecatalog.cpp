// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/linecatalog.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

struct LineProperty
{
    const char *id;
    const char *words;
    ValueType type;
};

constexpr std::array Properties{
    LineProperty{"product", QT_TRANSLATE_NOOP("perennial", "product"), ValueType::Text},
    LineProperty{"variant", QT_TRANSLATE_NOOP("perennial", "variant"), ValueType::Text},
    LineProperty{"sku", QT_TRANSLATE_NOOP("perennial", "SKU"), ValueType::Text},
    LineProperty{"vendor", QT_TRANSLATE_NOOP("perennial", "vendor"), ValueType::Text},
    LineProperty{"tag", QT_TRANSLATE_NOOP("perennial", "tag of the order"), ValueType::Text},
    LineProperty{"discount_code", QT_TRANSLATE_NOOP("perennial", "discount code"), ValueType::Text},
    LineProperty{"quantity", QT_TRANSLATE_NOOP("perennial", "quantity"), ValueType::Number},
    LineProperty{"price", QT_TRANSLATE_NOOP("perennial", "price of one"), ValueType::Number},
};

const LineProperty *knownProperty(const QString &id)
{
    const auto known = std::ranges::find_if(
        Properties, [&](const LineProperty &property) { return id == QLatin1String(property.id); });
    return known == Properties.end() ? nullptr : &*known;
}

} // namespace

void LineCatalog::findEventProperties(const QString &, QObject *, Done<PropertyChoice> done)
{
    std::vector<PropertyChoice> choices;
    for (const LineProperty &property : Properties)
        choices.push_back({.name = QLatin1String(property.id), .type = property.type, .people = 0});
    done(std::move(choices));
}

QString lineWords(const QString &property)
{
    const LineProperty *known = knownProperty(property);
    return known ? QCoreApplication::translate("perennial", known->words) : property;
}

ValueType lineType(const QString &property)
{
    const LineProperty *known = knownProperty(property);
    return known ? known->type : ValueType::Text;
}

} // namespace perennial
