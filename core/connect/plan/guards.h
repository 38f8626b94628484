// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"

#include <vector>

namespace perennial {

// People who should not get a cheerful message now, and why.
struct ToneGuard
{
    QString id;   // "open-ticket"
    QString text; // "wait for an answer to a ticket"
    SegmentDoc who;
};

// The parts of the ready template "Tone-deaf guard", one by one: open ticket, late parcel, fresh refund, bad review.
// An error where the template is not there whole: nobody goes unguarded without a word.
[[nodiscard]] Result<std::vector<ToneGuard>> toneGuards();

} // namespace perennial
