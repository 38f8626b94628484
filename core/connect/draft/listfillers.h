// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/draft/platformdraft.h"
#include "core/connect/outbox/destinationshelf.h"

namespace perennial {

// What keeps a list that stands for a condition: a saved segment of the people it is to hold, and a destination that
// mirrors them into it. The destination waits to be sent by hand, or to be given a schedule and its key.
struct ListFiller
{
    QString list;
    QString destination; // its name
};

// Refuses lists whose people can be told on the way through a flow only: no destination could fill them.
[[nodiscard]] Result<void> requireFillable(const PlatformDraft &draft);
// Makes what is missing, in the account of `like`; a list that some destination keeps already gets no second. Takes a
// writer. Who may not be written to stays out of the lists, as of everything.
[[nodiscard]] Result<std::vector<ListFiller>> addListFillers(Store &store, const SavedDestination &like,
                                                             const PlatformDraft &draft, Instant at);

} // namespace perennial
