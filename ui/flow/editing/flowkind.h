// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/saved/flowsaving.h"
#include "ui/flow/editing/floweditor.h"

#include <QCoreApplication>

namespace perennial {

// Flows as saved documents: what the folder ui/documents asks of them.
struct FlowKind
{
    Q_DECLARE_TR_FUNCTIONS(perennial::FlowKind)

public:
    using Id = FlowId;
    using Doc = FlowDoc;
    using Editor = FlowEditor;

    static Result<SavedFlow> save(FlowShelf &shelf, const FlowDoc &doc, Instant at) { return saveFlow(shelf, doc, at); }
    static Result<SavedFlow> amend(FlowShelf &shelf, FlowId id, int version, const FlowDoc &doc, Instant at)
    {
        return amendFlow(shelf, id, version, doc, at);
    }

    static QString saving() { return tr("Saving a flow"); }
    static QString nameTaken(const QString &name)
    {
        return tr("There is a flow named “%1” already. Choose another name.").arg(name);
    }
};

} // namespace perennial
