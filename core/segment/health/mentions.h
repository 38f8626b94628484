// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

namespace perennial {

enum class MentionKind { Metric, Property, EventProperty };

// A name of the store's that a condition asks about.
struct Mention
{
    NodePath path;
    MentionKind kind = MentionKind::Metric;
    QString name;

    friend bool operator==(const Mention &, const Mention &) = default;
};

// All of them, in the order of the document; those that are built in are not among them.
[[nodiscard]] std::vector<Mention> mentionsIn(const SegmentDoc &doc);

} // namespace perennial
