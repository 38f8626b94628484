// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/docjudge.h"

#include <functional>

namespace perennial {

// Binds the document of an explanation to another moment.
using BindAt = std::function<Result<DocJudge>(qint64)>;

// The least that would make the person a member, or none any more. Fewer changes come first; waiting counts as one.
// Then what is easier to bring about (costOf), of waiting the shorter. Whatever is proposed was tried. Ends soon after
// the facts are asked to stop.
[[nodiscard]] Result<Flip> findFlip(const DocJudge &now, const PersonFacts &facts, const BindAt &bindAt,
                                    const QTimeZone &zone);

} // namespace perennial
