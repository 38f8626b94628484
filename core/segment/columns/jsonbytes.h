// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>

#include <optional>

namespace perennial {

// A JSON value as bytes and back, exactly: unlike in JSON's own text, 1 and 1.0 stay two values.
void appendJsonBytes(QByteArray &bytes, const QJsonValue &value);
// Nothing where the bytes are no such value, or one that nests deeper than any text we read could.
[[nodiscard]] std::optional<QJsonValue> jsonFromBytes(QByteArrayView bytes);

} // namespace perennial
