// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/valuesearch.h"

#include "core/segment/columns/profiletable.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr int MostOfOne = 5;
constexpr size_t MostOfAll = 12;
constexpr int Candidates = 300; // of one property, to be looked through for further words
constexpr qsizetype LeastLetters = 2;

constexpr std::array LineTexts{"product", "variant", "tag", "discount_code", "sku", "vendor"};

// Where values are looked for.
struct Field
{
    FoundValue::Of of;
    QString property;
    ValueType type;
};

std::vector<Field> fieldsOf(const ProfileTable &table)
{
    std::vector<Field> fields;
    for (const PropertyInfo &property : table.properties()) {
        if (property.type == ValueType::Text || property.type == ValueType::List)
            fields.push_back({FoundValue::Of::People, property.name, property.type});
    }
    for (const char *property : LineTexts)
        fields.push_back({FoundValue::Of::OrderLines, QLatin1String(property), ValueType::Text});
    return fields;
}

ValueCatalog::List listOf(const ProfileTable &table, const Field &field)
{
    return field.of == FoundValue::Of::People ? table.values().ofProperty(field.property)
                                              : table.values().ofOrderLines(field.property);
}

// The words that do not name the field itself.
QStringList wordsForValue(const QStringList &words, const Field &field)
{
    QString name = field.property;
    name.replace(u'_', u' ');
    if (field.of == FoundValue::Of::OrderLines)
        name.prepend(QStringLiteral("bought "));
    QStringList rest;
    for (const QString &word : words) {
        const auto parts = name.split(u' ');
        const bool names = std::ranges::any_of(
            parts, [&](const QString &part) { return part.compare(word, Qt::CaseInsensitive) == 0; });
        if (!names)
            rest.append(word);
    }
    return rest;
}

bool holdsAll(const QString &value, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return value.contains(word, Qt::CaseInsensitive); });
}

// The smaller the better.
int distance(const QString &value, const QString &text)
{
    if (value.compare(text, Qt::CaseInsensitive) == 0)
        return 0;
    if (value.startsWith(text, Qt::CaseInsensitive))
        return 1;
    return value.contains(u' ' + text, Qt::CaseInsensitive) ? 2 : 3;
}

struct Ranked
{
    FoundValue found;
    int distance;
};

void search(std::vector<Ranked> &ranked, const ProfileTable &table, const Field &field, const QStringList &words)
{
    const QStringList rest = wordsForValue(words, field);
    const auto longest = std::ranges::max_element(rest, {}, &QString::size);
    if (longest == rest.end() || longest->size() < LeastLetters)
        return;
    const QString phrase = rest.join(u' ');
    int taken = 0;
    for (ValueCount &value : listOf(table, field)->find(*longest, rest.size() > 1 ? Candidates : MostOfOne)) {
        if (taken == MostOfOne)
            return;
        if (!holdsAll(value.value, rest))
            continue;
        ++taken;
        const int far = distance(value.value, phrase);
        ranked.push_back({{.of = field.of,
                           .property = field.property,
                           .type = field.type,
                           .value = std::move(value.value),
                           .count = value.count},
                          far});
    }
}

} // namespace

std::vector<FoundValue> valuesHolding(const ProfileTable &table, const QString &text, const Progress &progress)
{
    const QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    std::vector<Ranked> ranked;
    for (const Field &field : fieldsOf(table)) {
        if (progress.stopRequested())
            return {};
        search(ranked, table, field, words);
    }
    std::ranges::stable_sort(ranked, [](const Ranked &a, const Ranked &b) {
        return a.distance != b.distance ? a.distance < b.distance : a.found.count > b.found.count;
    });
    std::vector<FoundValue> found;
    for (Ranked &one : ranked) {
        if (found.size() < MostOfAll)
            found.push_back(std::move(one.found));
    }
    return found;
}

void prepareValues(const ProfileTable &table, const Progress &progress)
{
    for (const Field &field : fieldsOf(table)) {
        if (progress.stopRequested())
            return;
        (void)listOf(table, field);
    }
}

} // namespace perennial
