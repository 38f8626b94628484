// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/export/klaviyotests.h"

namespace perennial {

// Where conditions stand: only the filter of the whole flow can ask who was in it before, only branches what started
// it, and a segment draws no samples.
enum class KlaviyoStand { WholeFlow, Split, Branch, Segment };

// What conditions are told against.
struct KlaviyoGround
{
    QTimeZone zone;
    QString metric; // that starts the flow; empty: it is not started by an event
    KlaviyoStand stand = KlaviyoStand::Split;
    KlaviyoNotes &notes;
};

// One condition that is no group, or its contrary; nothing where Klaviyo cannot ask it. Properties that are not known
// are asked for, so that it means what it means here.
[[nodiscard]] std::optional<KlaviyoClauses> klaviyoLeaf(const Condition &condition, UnknownRule unknown, bool contrary,
                                                        const KlaviyoGround &ground);
// Filters of the event that starts the flow; nothing where one of them cannot be said.
[[nodiscard]] std::optional<KlaviyoClauses> klaviyoEventFilter(const FilterSet &filters, const KlaviyoGround &ground);

} // namespace perennial
