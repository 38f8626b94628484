// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/segment/document/segmentdoc.h"

#include <QObject>
#include <QUndoStack>

namespace perennial {

// One segment that is being edited: the document, its undo stack, and the one signal that it has changed.
class SegmentEditor : public QObject
{
    Q_OBJECT

public:
    SegmentEditor(SegmentId id, SegmentDoc doc, QObject *parent = nullptr);

    // None until a new segment was saved for the first time.
    [[nodiscard]] SegmentId id() const { return m_id; }
    void setId(SegmentId id) { m_id = id; }
    [[nodiscard]] const SegmentDoc &doc() const { return m_doc; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undo; }

    // One step of undo: "Add condition". Edits with the same non-empty `mergeKey` that follow each other are one step:
    // typing a number, dragging a threshold. An edit that changes nothing is no step.
    void apply(const SegmentDoc &doc, const QString &what, const QString &mergeKey = {});
    // The next edit begins a new step whatever its key.
    void endMerging() { ++m_round; }

Q_SIGNALS:
    void changed(const perennial::SegmentDoc &before, const perennial::SegmentDoc &after);

private:
    void show(const SegmentDoc &doc);

    SegmentId m_id;
    SegmentDoc m_doc;
    QUndoStack m_undo;
    int m_round = 0;
};

} // namespace perennial
