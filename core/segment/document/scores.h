// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/operators.h"

#include <span>

namespace perennial {

// A score that Perennial has a name for. It is kept as a property of people, like any other value.
struct Score
{
    const char *id;       // in JSON, stable
    const char *property; // that holds it
    const char *words;    // English, for translate(): "RFM score"
    ValueType type;
};

[[nodiscard]] std::span<const Score> scores();
// Null where there is none of this id.
[[nodiscard]] const Score *scoreOf(const QString &id);
// The property that holds a score; a name that is none of ours is that of a property itself.
[[nodiscard]] QString scoreProperty(const QString &score);
// The score's words in the user's language.
[[nodiscard]] QString scoreWords(const QString &score);

} // namespace perennial
