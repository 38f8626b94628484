// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/operators.h"

#include <QJsonValue>
#include <QTimeZone>

namespace perennial {

// How operators read the value of an event's property. Nothing where the value is of another type.

[[nodiscard]] ValueType typeOf(const QJsonValue &value);
// Texts, and whole numbers in digits.
[[nodiscard]] std::optional<QString> textOf(const QJsonValue &value);
[[nodiscard]] std::optional<double> numberOf(const QJsonValue &value);
// "2026-01-31" (its start in `zone`), an ISO 8601 moment with its offset, or milliseconds.
[[nodiscard]] std::optional<qint64> dateOf(const QJsonValue &value, const QTimeZone &zone);

} // namespace perennial
