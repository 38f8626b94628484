// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/desk.h"

#include "core/workspace/workspace.h"

namespace perennial {

Desk::Desk(Workspace &workspace, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
{
}

void Desk::setUndoGroup(QUndoGroup *group, const std::vector<QUndoStack *> &besides)
{
    std::vector<QUndoStack *> stacks = openStacks();
    stacks.push_back(&m_steps);
    stacks.insert(stacks.end(), besides.begin(), besides.end());
    for (QUndoStack *stack : stacks) {
        if (m_undo)
            m_undo->removeStack(stack);
        if (group)
            group->addStack(stack);
    }
    m_undo = group;
}

void Desk::addToUndo(QUndoStack *stack)
{
    if (m_undo)
        m_undo->addStack(stack);
}

void Desk::activate(QUndoStack *stack)
{
    if (m_undo)
        m_undo->setActiveStack(stack);
}

void Desk::change(const QString &title, std::function<Result<void>(Store &)> change, std::function<void()> done)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = title, .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            return change(store).map([] { return Nothing(); });
        },
        this,
        [this, done = std::move(done)](const Result<Nothing> &changed) {
            m_workspace.noteSegmentsChanged();
            if (changed && done)
                done();
            if (changed)
                return;
            forgetChanges();
            Q_EMIT failed(changed.error());
        });
}

} // namespace perennial
