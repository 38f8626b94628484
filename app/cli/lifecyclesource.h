// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/segmentsource.h"
#include "core/segment/saved/lifecycleshelf.h"

#include <QStringList>

namespace perennial {

// The lifecycle of a store, and the columns to ask.
struct AskedLifecycle
{
    Store store;
    Lifecycle lifecycle;
    bool isOwn; // not that of everybody
    SegmentAsker asker;

    [[nodiscard]] static Result<AskedLifecycle> open(const CommonOptions &options);

    [[nodiscard]] QTimeZone zone() const;
    // What is unfinished in a stage and what is most likely a slip; each once, the first stage that says it named.
    [[nodiscard]] QStringList notes() const;
};

// What keeps a lifecycle, or a saved segment, from being counted: stages and segments that are named and are not there.
[[nodiscard]] Result<QStringList> missingNotes(Store &store, const Lifecycle &lifecycle);

} // namespace perennial
