// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/segment/document/condition.h"

#include <QHash>
#include <QJsonValue>
#include <QTimeZone>

#include <functional>
#include <span>

namespace perennial {

// The text of a message with personal fields: "Hi {{ first_name|default:"there" }}". docs/flow-messages.md says what
// may stand between the braces.

enum class TextFilterKind {
    Default,
    Upper,
    Lower,
    CapFirst,
    Title,
    TruncateChars,
    Join,
    Length,
    Date,
    FloatFormat,
    Money
};

struct TextFilter
{
    TextFilterKind kind = TextFilterKind::Default;
    QString argument;
    bool hasArgument = false;

    friend bool operator==(const TextFilter &, const TextFilter &) = default;
};

// A stretch of the text.
struct TextPlace
{
    qsizetype at = 0;
    qsizetype length = 0;

    friend bool operator==(const TextPlace &, const TextPlace &) = default;
};

struct TextField
{
    PropertyOf of = PropertyOf::Profile; // whose it is: the person's, the trigger's, this journey's
    QString name;                        // as written; fieldKey() says what it is the same as
    std::vector<TextFilter> filters;
    TextPlace place;

    friend bool operator==(const TextField &, const TextField &) = default;
};

// What will not do, as a sentence that names the line and the column, from 1.
struct TextProblem
{
    QString text;
    TextPlace place;
    int line = 1;
    int column = 1;

    friend bool operator==(const TextProblem &, const TextProblem &) = default;
};

struct MessageText
{
    std::vector<std::variant<QString, TextField>> parts;
    std::vector<TextProblem> problems; // what they are about stands among the parts as text

    [[nodiscard]] std::vector<TextField> fields() const; // in the order of the text, each time
};

[[nodiscard]] MessageText readMessageText(const QString &text);

// Names are the same where these are: letters of one case, blanks as underscores.
[[nodiscard]] QString fieldKey(const QString &name);
// What is written for a property: "{{ first_name }}", "{{ event.product }}"; with lookup where its name needs it.
[[nodiscard]] QString fieldText(PropertyOf of, const QString &property, const QString &fallback = {});

// What a text is filled in with: of names that are the same the first. Undefined: not known.
struct FieldValues
{
    std::function<QJsonValue(PropertyOf of, const QString &key)> find;
    QTimeZone zone;   // in which dates are written
    QString currency; // of money without one of its own
};

[[nodiscard]] QString rendered(const MessageText &text, const FieldValues &values);
[[nodiscard]] QString rendered(const TextField &field, const FieldValues &values);

// The filters there are, for menus and docs: "default", and what it does.
struct TextFilterWords
{
    TextFilterKind kind;
    const char *name;
    enum class Argument { None, Optional, Needed } argument;
};
[[nodiscard]] std::span<const TextFilterWords> textFilters();

} // namespace perennial
