// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/operators.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr auto Context = "perennial";

constexpr std::array Table{
    Operator{Op::Equals, "equals", "=", QT_TRANSLATE_NOOP("perennial", "is exactly"), ValueType::Number, Operands::One,
             false},
    Operator{Op::NotEquals, "not_equals", "≠", QT_TRANSLATE_NOOP("perennial", "is not"), ValueType::Number,
             Operands::One, true},
    Operator{Op::Less, "less", "<", QT_TRANSLATE_NOOP("perennial", "is less than"), ValueType::Number, Operands::One,
             false},
    Operator{Op::AtMost, "at_most", "≤", QT_TRANSLATE_NOOP("perennial", "is at most"), ValueType::Number, Operands::One,
             false},
    Operator{Op::More, "more", ">", QT_TRANSLATE_NOOP("perennial", "is more than"), ValueType::Number, Operands::One,
             false},
    Operator{Op::AtLeast, "at_least", "≥", QT_TRANSLATE_NOOP("perennial", "is at least"), ValueType::Number,
             Operands::One, false},
    Operator{Op::Between, "between", "", QT_TRANSLATE_NOOP("perennial", "is between"), ValueType::Number, Operands::Two,
             false},
    Operator{Op::NotBetween, "not_between", "", QT_TRANSLATE_NOOP("perennial", "is not between"), ValueType::Number,
             Operands::Two, true},
    Operator{Op::AtLeastOnce, "at_least_once", "", QT_TRANSLATE_NOOP("perennial", "at least once"), ValueType::Count,
             Operands::None, false},
    Operator{Op::ZeroTimes, "zero_times", "", QT_TRANSLATE_NOOP("perennial", "zero times"), ValueType::Count,
             Operands::None, true},
    Operator{Op::Is, "is", "=", QT_TRANSLATE_NOOP("perennial", "is"), ValueType::Text, Operands::One, false},
    Operator{Op::IsNot, "is_not", "≠", QT_TRANSLATE_NOOP("perennial", "is not"), ValueType::Text, Operands::One, true},
    Operator{Op::Contains, "contains", "", QT_TRANSLATE_NOOP("perennial", "contains"), ValueType::Text, Operands::One,
             false},
    Operator{Op::ContainsNot, "contains_not", "", QT_TRANSLATE_NOOP("perennial", "does not contain"), ValueType::Text,
             Operands::One, true},
    Operator{Op::StartsWith, "starts_with", "", QT_TRANSLATE_NOOP("perennial", "starts with"), ValueType::Text,
             Operands::One, false},
    Operator{Op::StartsNotWith, "starts_not_with", "", QT_TRANSLATE_NOOP("perennial", "does not start with"),
             ValueType::Text, Operands::One, true},
    Operator{Op::EndsWith, "ends_with", "", QT_TRANSLATE_NOOP("perennial", "ends with"), ValueType::Text, Operands::One,
             false},
    Operator{Op::EndsNotWith, "ends_not_with", "", QT_TRANSLATE_NOOP("perennial", "does not end with"), ValueType::Text,
             Operands::One, true},
    Operator{Op::Matches, "matches", "", QT_TRANSLATE_NOOP("perennial", "matches the pattern"), ValueType::Text,
             Operands::One, false},
    Operator{Op::MatchesNot, "matches_not", "", QT_TRANSLATE_NOOP("perennial", "does not match the pattern"),
             ValueType::Text, Operands::One, true},
    Operator{Op::IsAnyOf, "is_any_of", "", QT_TRANSLATE_NOOP("perennial", "is one of"), ValueType::Text, Operands::Many,
             false},
    Operator{Op::IsNoneOf, "is_none_of", "", QT_TRANSLATE_NOOP("perennial", "is none of"), ValueType::Text,
             Operands::Many, true},
    Operator{Op::IsTrue, "is_true", "", QT_TRANSLATE_NOOP("perennial", "is yes"), ValueType::Boolean, Operands::None,
             false},
    Operator{Op::IsFalse, "is_false", "", QT_TRANSLATE_NOOP("perennial", "is no"), ValueType::Boolean, Operands::None,
             false},
    Operator{Op::DateWithin, "date_within", "", QT_TRANSLATE_NOOP("perennial", "is"), ValueType::Date, Operands::Window,
             false},
    Operator{Op::DateNotWithin, "date_not_within", "", QT_TRANSLATE_NOOP("perennial", "is not"), ValueType::Date,
             Operands::Window, true},
    Operator{Op::AnniversaryWithin, "anniversary_within", "", QT_TRANSLATE_NOOP("perennial", "has its anniversary"),
             ValueType::Date, Operands::Window, false},
    Operator{Op::Has, "has", "", QT_TRANSLATE_NOOP("perennial", "has"), ValueType::List, Operands::One, false},
    Operator{Op::HasNot, "has_not", "", QT_TRANSLATE_NOOP("perennial", "does not have"), ValueType::List, Operands::One,
             true},
    Operator{Op::HasAnyOf, "has_any_of", "", QT_TRANSLATE_NOOP("perennial", "has any of"), ValueType::List,
             Operands::Many, false},
    Operator{Op::HasAllOf, "has_all_of", "", QT_TRANSLATE_NOOP("perennial", "has all of"), ValueType::List,
             Operands::Many, false},
    Operator{Op::HasNoneOf, "has_none_of", "", QT_TRANSLATE_NOOP("perennial", "has none of"), ValueType::List,
             Operands::Many, true},
    Operator{Op::IsSet, "is_set", "", QT_TRANSLATE_NOOP("perennial", "is known"), ValueType::Any, Operands::None,
             false},
    Operator{Op::IsNotSet, "is_not_set", "", QT_TRANSLATE_NOOP("perennial", "is not known"), ValueType::Any,
             Operands::None, true},
};

constexpr std::array TypeWords{
    QT_TRANSLATE_NOOP("perennial", "number"),    QT_TRANSLATE_NOOP("perennial", "count"),
    QT_TRANSLATE_NOOP("perennial", "text"),      QT_TRANSLATE_NOOP("perennial", "yes or no"),
    QT_TRANSLATE_NOOP("perennial", "date"),      QT_TRANSLATE_NOOP("perennial", "list"),
    QT_TRANSLATE_NOOP("perennial", "any value"),
};

} // namespace

std::span<const Operator> operators()
{
    return Table;
}

const Operator &operatorOf(Op op)
{
    const Operator &row = Table[static_cast<size_t>(op)];
    Q_ASSERT(row.op == op);
    return row;
}

std::optional<Op> operatorFromId(const QString &id)
{
    const auto row =
        std::find_if(Table.begin(), Table.end(), [&](const Operator &o) { return id == QLatin1String(o.id); });
    return row == Table.end() ? std::nullopt : std::optional(row->op);
}

QString operatorWords(Op op)
{
    return QCoreApplication::translate(Context, operatorOf(op).words);
}

bool suits(Op op, ValueType type)
{
    const ValueType own = operatorOf(op).type;
    if (type == ValueType::Count)
        return own == ValueType::Count || own == ValueType::Number;
    return own == type || own == ValueType::Any;
}

QString valueTypeWords(ValueType type)
{
    return QCoreApplication::translate(Context, TypeWords[static_cast<size_t>(type)]);
}

} // namespace perennial
