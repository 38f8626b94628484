// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/store/flowshelf.h"
#include "ui/documents/documenteditor.h"

namespace perennial {

// One flow that is being edited.
class FlowEditor : public DocumentEditor<FlowId, FlowDoc>
{
    Q_OBJECT

public:
    using DocumentEditor::DocumentEditor;

Q_SIGNALS:
    void changed(const perennial::FlowDoc &before, const perennial::FlowDoc &after);

private:
    void tellChanged(const FlowDoc &before, const FlowDoc &after) override { Q_EMIT changed(before, after); }
};

} // namespace perennial
