// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/draft/draftmaker.h"

namespace perennial {

// "A flow as a draft: 7 steps, 3 templates. It sends nothing before it is set live."
[[nodiscard]] QString whatIsMade(const PlatformDraft &draft);
// What became of it, in a sentence, and line by line.
[[nodiscard]] QString madeWords(const MadeDraft &made);
[[nodiscard]] QStringList madeLines(const MadeDraft &made);
// Of something that is there from an earlier time.
[[nodiscard]] QString madeBeforeWords(const DraftReceipt &receipt);
// The message, with the place where there is one.
[[nodiscard]] QString errorWords(const Error &error);

} // namespace perennial
