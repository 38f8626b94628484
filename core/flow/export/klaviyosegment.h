// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/export/klaviyonotes.h"

#include <QJsonObject>
#include <QTimeZone>

namespace perennial {

// A segment as a definition of Klaviyo: the body of POST /api/segments (revision 2026-07-15).
struct KlaviyoSegment
{
    QJsonObject request;
    QStringList unsupported;            // what Klaviyo cannot ask, each with what stands in its place; for people
    std::vector<KlaviyoListPart> lists; // that stand for conditions
};

// Names stand where Klaviyo wants ids, as in klaviyoFlow(). Refuses a segment that says too little or holds everybody,
// which Klaviyo would make of other people, and one of which nothing can be asked there but whether somebody is on a
// list.
[[nodiscard]] Result<KlaviyoSegment> klaviyoSegment(const SegmentDoc &segment, const QTimeZone &home);

} // namespace perennial
