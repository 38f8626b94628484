// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QLocale;

namespace perennial {

// Loads our texts and Qt's own for `locale`, with the plural forms of the language, English ones included. The program
// must carry translations/ in its resources; call it once, before anything is worded.
void installTranslation(const QLocale &locale);

} // namespace perennial
