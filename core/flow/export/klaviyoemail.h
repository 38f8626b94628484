// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

// The text of an e-mail as the HTML of a plain template: paragraphs, lines, fields as they are. With `canLeave` a way
// to unsubscribe at its end, which marketing needs; a text that has one gets no second.
[[nodiscard]] QString klaviyoEmailHtml(const QString &text, bool canLeave);

} // namespace perennial
