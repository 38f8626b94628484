// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/fieldvalue.h"

#include <QByteArray>

#include <string_view>

namespace perennial {

// JSON (RFC 8259) written straight into a body: a million people in seconds, where building objects takes minutes.

// Within quotes, escaped. What is no UTF-8 becomes U+FFFD.
void appendJsonText(QByteArray &body, std::string_view text);
// A number as a number, yes and no as true and false, times "2026-11-01T00:00:00Z", lists as arrays, unset as null.
void appendJsonValue(QByteArray &body, const FieldValue &value);

} // namespace perennial
