// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace perennial {

// What a person is written to on; consents and suppressions are kept per channel, under these words in lower case.
enum class Channel : quint8 { Email, Sms, Push, Whatsapp };

} // namespace perennial
