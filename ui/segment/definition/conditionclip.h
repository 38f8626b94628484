// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

class QMimeData;

namespace perennial {

// What is copied of a definition: the nodes as a document for other builders, and their words for everything else.
[[nodiscard]] QMimeData *clipOf(const std::vector<SegmentNode> &nodes);
// The nodes in it: those of another builder, or of a document or condition that was copied as JSON. Nothing where there
// are none, or where one cannot be asked here.
[[nodiscard]] std::vector<SegmentNode> nodesIn(const QMimeData *data, AskedIn in = AskedIn::Segment);

} // namespace perennial
