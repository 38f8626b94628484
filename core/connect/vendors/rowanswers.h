// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

#include <QStringList>

namespace perennial {

// What several platforms' answers mean alike, and what their requests have in common.

// 4xx about what was sent: none of those commonStep() knows better (key, rights, place, rate, trouble).
[[nodiscard]] bool isRefusal(int status);

// Skipped as SkipReason names it (outbox/pushrun.h), so that a run counts them with those it skipped itself.
[[nodiscard]] RowOutcome notThere(size_t place, int status);
[[nodiscard]] RowOutcome alreadyThere(size_t place, int status);

// The words of a platform, without the addresses and phone numbers it likes to quote.
[[nodiscard]] QString withoutAddresses(QString words);

// Unset, or no number JSON has a word for: not written at all.
[[nodiscard]] bool isLeftOut(const FieldValue &value);

// `host` ("https://api.hubapi.com"), or `base` where there is one, and the parts of a path, each encoded but for its
// colons: what somebody named leads nowhere else.
[[nodiscard]] QUrl urlOf(const QUrl &base, const QString &host, const QStringList &parts);

} // namespace perennial
