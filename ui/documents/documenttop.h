// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QToolButton;
class QUndoStack;

namespace perennial {

class Autosave;
class Label;

// What stands above a document at work: how it is saved, and why its name could not be taken.
void tellSaveState(const Autosave &autosave, Label &state, Label &nameProblem);
// Undo and Redo there do what the document's stack can.
void joinUndo(const QUndoStack &stack, QToolButton &undo, QToolButton &redo);

} // namespace perennial
