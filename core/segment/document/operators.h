// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>
#include <span>

namespace perennial {

// Every operator of the segment language. Its id, symbol, words and operands stand in one table (operators()), which
// the parser, the validator, the sentence, the SQL and the builder's pickers read.
enum class Op {
    // number
    Equals,
    NotEquals,
    Less,
    AtMost,
    More,
    AtLeast,
    Between,
    NotBetween,
    // how often
    AtLeastOnce,
    ZeroTimes,
    // text
    Is,
    IsNot,
    Contains,
    ContainsNot,
    StartsWith,
    StartsNotWith,
    EndsWith,
    EndsNotWith,
    Matches,
    MatchesNot,
    IsAnyOf,
    IsNoneOf,
    // yes / no
    IsTrue,
    IsFalse,
    // date
    DateWithin,
    DateNotWithin,
    AnniversaryWithin,
    // list
    Has,
    HasNot,
    HasAnyOf,
    HasAllOf,
    HasNoneOf,
    // any type
    IsSet,
    IsNotSet,
};

// The type of value an operator looks at; Count is for how often something happened.
enum class ValueType { Number, Count, Text, Boolean, Date, List, Any };

// What the user has to give beside the operator.
enum class Operands { None, One, Two, Many, Window };

struct Operator
{
    Op op;
    const char *id;     // in JSON, stable
    const char *symbol; // for narrow places: "≥"; empty where there is none
    const char *words;  // English, for translate(): "is at least"
    ValueType type;
    Operands operands;
    bool negative; // unknowns stay out under it too, unless the condition lets them in
};

[[nodiscard]] std::span<const Operator> operators();
[[nodiscard]] const Operator &operatorOf(Op op);
[[nodiscard]] std::optional<Op> operatorFromId(const QString &id);
// The operator's words in the user's language.
[[nodiscard]] QString operatorWords(Op op);
// The operators that a value of `type` offers, in the order of the table; Count has the numbers' ones too.
[[nodiscard]] bool suits(Op op, ValueType type);

// The words of a value type: "text", "number", "yes or no", …
[[nodiscard]] QString valueTypeWords(ValueType type);

} // namespace perennial
