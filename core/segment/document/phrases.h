// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

namespace perennial {

// The small pieces that sentences are made of; what is still to be written shows as "…".

inline const QString Ellipsis = QStringLiteral("…");

[[nodiscard]] QString orEllipsis(const QString &text);
[[nodiscard]] QString quoted(const QString &text);
[[nodiscard]] QString numberWords(double number);
[[nodiscard]] QString operandWords(const Operand &operand);
// A date of the document as people write it: "1 Nov 2026"; a moment with its time: "1 Nov 2026, 18:00 UTC+01:00".
[[nodiscard]] QString dateWords(const QString &text);
// The time of such a moment, "18:00 UTC+01:00"; empty for a day.
[[nodiscard]] QString clockWords(const QString &text);
[[nodiscard]] QString hourWords(int hour); // "18:00"
[[nodiscard]] QString ordinalWords(int n); // "2nd"
// "1 day", "30 days": where a bare "day" will not do.
[[nodiscard]] QString countedSpan(std::optional<int> n, TimeUnit unit);
// "in the last …", "before a date": what can be chosen.
[[nodiscard]] QString wordsOf(WindowKind kind);
[[nodiscard]] QString wordsOf(TimeUnit unit); // "days"
// As operatorWords(op), but of how often something happened: "at least", "fewer than".
[[nodiscard]] QString operatorWords(Op op, ValueType type);
// "at least 2 times", "exactly once".
[[nodiscard]] QString timesWords(const Test &test);
// The value, list or range beside an operator.
[[nodiscard]] QString operandsWords(const Test &test);

} // namespace perennial
