// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

struct sqlite3;

namespace perennial {

// Gives a connection trim(), ltrim() and rtrim() of two arguments that refuse a long list of characters. SQLite's own
// look for every character in all of the list, which with two long texts takes seconds that nothing can end.
void boundTrim(sqlite3 *handle);

} // namespace perennial
