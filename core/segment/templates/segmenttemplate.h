// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

// What is filled into a blank of a template.
enum class BlankKind {
    Number,
    Whole,    // a whole number: orders, hours, stars
    Days,     // a whole number of days
    Money,    // in the store's currency
    Percent,  // 0 to 100
    Text,     // one text
    Texts,    // one or several
    Metric,   // the name of a metric
    Property, // the name of a property of people
    List,     // the name of a list
};

// What a template asks whoever uses it: "Days without an order", 90 unless told otherwise.
struct TemplateBlank
{
    QString id;
    QString label;
    BlankKind kind = BlankKind::Number;
    std::vector<Operand> standard;
    std::optional<double> least; // of numbers
    std::optional<double> most;
    std::vector<QString> places; // JSON paths in the document: "root.children[0].compare.value"
    QString ofMetric;            // texts: offered are the values of this metric's …
    QString ofProperty;          // … or of people's property

    [[nodiscard]] bool isNumber() const { return kind <= BlankKind::Percent; }
    friend bool operator==(const TemplateBlank &, const TemplateBlank &) = default;
};

enum class NeedKind {
    Metric,
    Property, // of people
    Consent,  // on the channel named: "email", "sms", …
    Score,    // by its id, see scores()
    Orders,   // a shop's own orders with their lines
    List,
};

// What a store must have for a template to find anybody. A name in braces is what stands in that blank: "{property}".
struct TemplateNeed
{
    NeedKind kind = NeedKind::Metric;
    QString name;
    bool optional = false; // it finds people without it, only says less of them
    QString missing;       // what to do where it is missing; empty: what is generally said of its kind

    friend bool operator==(const TemplateNeed &, const TemplateNeed &) = default;
};

// A segment to start from, with blanks to be filled in. A value; docs/segment-templates.md and
// resources/template.schema.json tell its JSON.
struct SegmentTemplate
{
    static constexpr int Version = 1;

    QString id;       // "win-back"; of one's own "own-12"; none before it is saved
    QString category; // id of one of templateCategories(); of one's own empty
    QString name;
    QString purpose; // one plain sentence
    std::vector<TemplateNeed> needs;
    std::vector<TemplateBlank> blanks;
    SegmentDoc document;

    [[nodiscard]] bool isOwn() const { return category.isEmpty(); }
    // Null where there is none of this id.
    [[nodiscard]] const TemplateBlank *blank(const QString &blankId) const;

    // Strict; errors name the JSON path. Each blank must have its place in the document, and suit it.
    [[nodiscard]] static Result<SegmentTemplate> fromJson(const QByteArray &text);
    [[nodiscard]] QByteArray toJson() const; // indented, without the id of one's own

    friend bool operator==(const SegmentTemplate &, const SegmentTemplate &) = default;
};

} // namespace perennial
