// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace perennial {

// The saved segment of a name; nothing where there is none or it cannot be read.
using SegmentLookup = std::function<Result<std::optional<SegmentDoc>>(const QString &name)>;

// Refuses a document, about to be saved under its name, that would contain itself by way of the saved segments it
// names, at any depth. Names are the same without regard to case, as in the store.
[[nodiscard]] Result<void> requireNoCycle(const SegmentDoc &doc, const SegmentLookup &lookup);

// Whether a document asks for membership of the saved segment of this name.
[[nodiscard]] bool namesSegment(const SegmentDoc &doc, const QString &name);
// Names of segments, lists and flows are the same, as in the store, without regard to the case of ASCII letters; the
// key is equal for equal names.
[[nodiscard]] QString nameKey(QString name);
[[nodiscard]] bool isSameSegmentName(const QString &a, const QString &b);
// The error of segments each of which contains the next, the last the first.
[[nodiscard]] Error segmentCircle(QStringList names, const QString &where);

} // namespace perennial
