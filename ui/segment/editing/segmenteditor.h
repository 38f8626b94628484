// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/segment/document/segmentdoc.h"
#include "ui/documents/documenteditor.h"

namespace perennial {

// One segment that is being edited.
class SegmentEditor : public DocumentEditor<SegmentId, SegmentDoc>
{
    Q_OBJECT

public:
    using DocumentEditor::DocumentEditor;

Q_SIGNALS:
    void changed(const perennial::SegmentDoc &before, const perennial::SegmentDoc &after);

private:
    void tellChanged(const SegmentDoc &before, const SegmentDoc &after) override { Q_EMIT changed(before, after); }
};

} // namespace perennial
