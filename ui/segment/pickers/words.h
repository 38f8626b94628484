// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <QLocale>

#include <optional>
#include <span>

// What stands on the builder's pills, made of the same phrases as the sentence.
namespace perennial::words {

[[nodiscard]] QString groupTitle(GroupMatch match); // "All of"
[[nodiscard]] QString groupHint(GroupMatch match);
[[nodiscard]] QString aggregate(Aggregate aggregate); // "sum"
// "sum of value", "2nd Source"; for a count "number of times". Empty while unfinished.
[[nodiscard]] QString quantity(const EventQuantity &quantity);
// "at least 2 times", "is more than 200", of many values the first; empty while unfinished.
[[nodiscard]] QString test(const Test &test, ValueType type);
[[nodiscard]] QString wholeTest(const Test &test, ValueType type); // with all values
// As what the comparison of a quantity is worded: how often, or a value.
[[nodiscard]] ValueType wordedAs(Aggregate aggregate);
[[nodiscard]] QString method(const QString &method);                  // "by “Web form”"; empty for any
[[nodiscard]] QString optIn(bool isDouble);                           // "with double opt-in"
[[nodiscard]] QString window(const Window &window);                   // "in the last 90 days"; empty while unfinished
[[nodiscard]] QString reach(Reach reach);                             // "can receive"
[[nodiscard]] QString property(const QString &name);                  // "value" for an event's own amount
[[nodiscard]] QString propertyOf(const PropertyCondition &condition); // "Country", "Product of what started the flow"
// Reads what people type, in their locale or with a point.
[[nodiscard]] std::optional<double> numberFrom(const QString &text);
// The condition in one phrase, for readers and menus: "Placed Order, at least 2 times, ever".
[[nodiscard]] QString condition(const SegmentNode &node);

} // namespace perennial::words
