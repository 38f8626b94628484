// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/lifecycle.h"

#include <QObject>
#include <QUndoStack>

namespace perennial {

// The stages of a store while they are edited, with their undo stack. Stages are named by their place; the place after
// the last one is that of the others, which has a name and nothing else.
class LifecycleEditor : public QObject
{
    Q_OBJECT

public:
    explicit LifecycleEditor(QObject *parent = nullptr);

    [[nodiscard]] const Lifecycle &lifecycle() const { return m_lifecycle; }
    [[nodiscard]] QUndoStack &undoStack() { return m_undo; }
    // What the store has: nothing to undo.
    void reset(const Lifecycle &lifecycle);

    // Why a stage cannot have this name; nothing where it can.
    [[nodiscard]] std::optional<Error> problemOf(size_t stage, const QString &name) const;
    void rename(size_t stage, const QString &name);
    void define(size_t stage, const SegmentNode &root, const QString &what, const QString &mergeKey);
    // Above `stage`. Returns its place; nothing where there are as many as there can be.
    std::optional<size_t> insert(size_t stage);
    void remove(size_t stage);
    void move(size_t from, size_t to);
    void goBackToDefault();

Q_SIGNALS:
    void changed();

private:
    void apply(const Lifecycle &lifecycle, const QString &what, const QString &mergeKey = {});
    void show(const Lifecycle &lifecycle);

    Lifecycle m_lifecycle;
    QUndoStack m_undo;
};

} // namespace perennial
