// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/saved/flowsaving.h"
#include "ui/flow/editing/floweditor.h"
#include "ui/widgets/format.h"

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

    // One that is here but cannot be read is nothing.
    static std::optional<FlowDoc> read(const QByteArray &document)
    {
        auto reading = readFlow(document);
        return reading ? std::optional(std::move(reading->flow)) : std::nullopt;
    }
    // All of a flow stands in its document.
    static Result<void> copyBesides(Store &, FlowId, FlowId) { return {}; }

    // Nothing asks for flows.
    static Result<QString> afterDeleting(Store &, const QStringList &) { return QString(); }

    static QString saving() { return tr("Saving a flow"); }
    static QString nameTaken(const QString &name)
    {
        return tr("There is a flow named “%1” already. Choose another name.").arg(name);
    }
    static QString renaming() { return tr("Renaming a flow"); }
    static QString duplicating() { return tr("Duplicating a flow"); }
    static QString deleting(size_t count) { return count == 1 ? tr("Deleting a flow") : tr("Deleting flows"); }
    static QString restoring(size_t count) { return count == 1 ? tr("Restoring a flow") : tr("Restoring flows"); }
    static QString counted(qint64 count) { return tr("%1 flows").arg(format::count(count)); }
};

} // namespace perennial
