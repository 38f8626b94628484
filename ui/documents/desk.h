// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QUndoGroup>
#include <QUndoStack>

#include <functional>

namespace perennial {

class Store;
class Workspace;

// What a page of documents does with them, whatever they are: it changes the store in quiet jobs, and takes its place
// in the window's Undo and Redo. DocumentDesk knows the documents.
class Desk : public QObject
{
    Q_OBJECT

public:
    // What was done in the list, and can be undone there.
    [[nodiscard]] QUndoStack &steps() { return m_steps; }
    // Where the window's Undo and Redo look: its own stacks, those of the open documents, and those `besides`.
    void setUndoGroup(QUndoGroup *group, const std::vector<QUndoStack *> &besides = {});
    // The one of them that is meant; none: nothing of this page.
    void activate(QUndoStack *stack);

Q_SIGNALS:
    void documentSaved();
    void done(const QString &text, const std::function<void()> &undo);
    void failed(const perennial::Error &error);

protected:
    Desk(Workspace &workspace, QObject *parent);

    void addToUndo(QUndoStack *stack);
    void change(const QString &title, std::function<Result<void>(Store &)> change, std::function<void()> done = {});
    [[nodiscard]] Workspace &workspace() const { return m_workspace; }

private:
    [[nodiscard]] virtual std::vector<QUndoStack *> openStacks() const = 0;
    // What was to be changed stays as it was.
    virtual void forgetChanges() = 0;

    Workspace &m_workspace;
    QUndoStack m_steps;
    QPointer<QUndoGroup> m_undo;
};

} // namespace perennial
