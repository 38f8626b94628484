// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/readiness.h"

#include "core/segment/document/segmentdoc.h"

namespace perennial {

Readiness readinessOf(const SegmentDoc &doc)
{
    Readiness readiness{.unfinished = unfinishedNodes(doc)};
    readiness.holdsEverybody = readiness.isFinished() && !isFinished(doc.root);
    return readiness;
}

} // namespace perennial
