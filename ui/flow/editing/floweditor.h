// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/store/flowshelf.h"

#include <QObject>
#include <QUndoStack>

#include <memory>

namespace perennial {

// One flow that is being edited: the document, its undo stack, and the one signal that it has changed.
class FlowEditor : public QObject
{
    Q_OBJECT

public:
    FlowEditor(FlowId id, FlowDoc doc, QObject *parent = nullptr);

    // None until a new flow was saved for the first time.
    [[nodiscard]] FlowId id() const { return m_id; }
    void setId(FlowId id) { m_id = id; }
    [[nodiscard]] const FlowDoc &doc() const { return *m_doc.flow; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undo; }

    // One step of undo: "Add delay". Edits with the same non-empty `mergeKey` that follow each other are one step:
    // typing a subject, dragging a node. An edit that changes nothing is no step.
    void apply(const FlowDoc &doc, const QString &what, const QString &mergeKey = {});
    // The next edit begins a new step whatever its key.
    void endMerging() { ++m_round; }

Q_SIGNALS:
    void changed(const perennial::FlowDoc &before, const perennial::FlowDoc &after);

private:
    // What neighbouring steps of undo share: flows may be large.
    struct Shared
    {
        std::shared_ptr<const FlowDoc> flow;

        friend bool operator==(const Shared &a, const Shared &b) { return a.flow == b.flow || *a.flow == *b.flow; }
    };

    void show(const Shared &doc);

    FlowId m_id;
    Shared m_doc;
    QUndoStack m_undo;
    int m_round = 0;
};

} // namespace perennial
