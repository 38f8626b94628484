// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/calendar/messagecalendar.h"

namespace perennial::calendarwords {

[[nodiscard]] QDate dateOf(qint64 day);                // since 1970
[[nodiscard]] QString date(qint64 day);                // 28 Nov 2025
[[nodiscard]] QString longDate(qint64 day);            // Friday 28 November 2025
[[nodiscard]] QString messages(quint64 count);         // "1,204 messages", "1 message"
[[nodiscard]] QString people(quint64 count);           // "1,150 people", "1 person"
[[nodiscard]] QString channel(MessageChannel channel); // "E-mail"

} // namespace perennial::calendarwords
