// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/documents/documenttop.h"

#include "ui/documents/autosave.h"
#include "ui/widgets/label.h"

#include <QToolButton>
#include <QUndoStack>

namespace perennial {

namespace {

QString wordsOf(const Autosave &autosave)
{
    switch (autosave.state()) {
    case SaveState::Saved:
        return autosave.version() > 0 ? Autosave::tr("Saved · v%1").arg(autosave.version()) : Autosave::tr("Saved");
    case SaveState::Unsaved:
        return Autosave::tr("Not saved yet");
    case SaveState::Saving:
        return Autosave::tr("Saving …");
    case SaveState::Waiting:
        return Autosave::tr("Not saved yet: waiting for the import");
    case SaveState::Failed:
        return Autosave::tr("Not saved: %1 Trying again.").arg(autosave.problem());
    }
    return {};
}

} // namespace

void tellSaveState(const Autosave &autosave, Label &state, Label &nameProblem)
{
    state.setText(wordsOf(autosave));
    state.setInk(autosave.state() == SaveState::Failed ? Ink::Danger : Ink::Muted);
    nameProblem.setText(autosave.nameProblem());
    nameProblem.setVisible(!autosave.nameProblem().isEmpty());
}

void joinUndo(const QUndoStack &stack, QToolButton &undo, QToolButton &redo)
{
    undo.setEnabled(stack.canUndo());
    redo.setEnabled(stack.canRedo());
    QObject::connect(&stack, &QUndoStack::canUndoChanged, &undo, &QWidget::setEnabled);
    QObject::connect(&stack, &QUndoStack::canRedoChanged, &redo, &QWidget::setEnabled);
    QObject::connect(&undo, &QToolButton::clicked, &stack, &QUndoStack::undo);
    QObject::connect(&redo, &QToolButton::clicked, &stack, &QUndoStack::redo);
}

} // namespace perennial
