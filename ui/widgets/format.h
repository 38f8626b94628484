// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/money.h"

#include <QString>

namespace perennial::format {

// Numbers, money and times as people read them: the one place that words them. All use the default QLocale.

[[nodiscard]] QString count(qint64 number);              // 12,408
[[nodiscard]] QString money(const Money &amount);        // €2,100.50
[[nodiscard]] QString moneyShort(const Money &amount);   // €2.1 M, where space is short
[[nodiscard]] QString share(double share);               // 1.24 %; "< 0.01 %" for what is not nothing
[[nodiscard]] QString decimal(double value, int digits); // 3.25

[[nodiscard]] QString date(Instant at, const QTimeZone &zone);     // 1 Nov 2026
[[nodiscard]] QString dateTime(Instant at, const QTimeZone &zone); // 1 Nov 2026, 10:00 London
[[nodiscard]] QString zoneName(const QTimeZone &zone);             // London
[[nodiscard]] QString age(Instant at, Instant now);                // "3 h old", "just now"
[[nodiscard]] QString ago(Instant at, Instant now);                // "3 h ago", "just now"
[[nodiscard]] QString duration(qint64 seconds);                    // 1:10, 2:03:00
[[nodiscard]] QString secondsLeft(qint64 seconds);                 // "1:10 left"
[[nodiscard]] QString bytes(qint64 bytes);                         // 4.2 MB

} // namespace perennial::format
