// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/readiness.h"

#include "core/segment/segmentdoc.h"

namespace perennial {

Readiness readinessOf(const SegmentDoc &doc)
{
    Readiness readiness{.unfinished = unfinishedNodes(doc)};
    readiness.holdsEverybody = readiness.isFinished() && !isFinished(doc.root);
    return readiness;
}

} // namespace perennial
