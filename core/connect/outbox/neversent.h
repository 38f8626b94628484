// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"

namespace perennial {

class Store;

// As the audit log calls a change of it; its detail is the text of the settings.
inline constexpr QLatin1String NeverSentChange("never sent");
// Of that text. Errors: it cannot be read.
[[nodiscard]] Result<std::vector<AudienceSource>> neverSentIn(const QString &text);

// Segments and lists of one store whose members no destination is ever sent: staff, resellers, test accounts. They are
// left out of every run that makes people written to; a run that bars people, or takes them out, does not look here.
[[nodiscard]] Result<std::vector<AudienceSource>> neverSent(Store &store);
// In place of those before; takes a writer, is a transaction of its own and stands in the audit log. An empty name and
// a source that is there twice are errors.
[[nodiscard]] Result<void> setNeverSent(Store &store, const std::vector<AudienceSource> &sources, Instant at);

// When it was changed last; nothing: never.
[[nodiscard]] Result<std::optional<Instant>> lastNeverSentChange(Store &store);

} // namespace perennial
