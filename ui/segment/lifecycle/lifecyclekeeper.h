// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/documents/autosave.h"

#include "core/segment/document/lifecycle.h"

namespace perennial {

class LifecycleEditor;
class Workspace;

// Brings the stages of the open store to an editor, and keeps what is edited: a second after the last edit, or at once
// when asked. What cannot be written now is tried again; nothing is lost meanwhile.
class LifecycleKeeper : public QObject
{
    Q_OBJECT

public:
    LifecycleKeeper(Workspace &workspace, LifecycleEditor &editor, QObject *parent = nullptr);
    // What is not saved is saved here and now where the store can be had.
    ~LifecycleKeeper() override;
    Q_DISABLE_COPY_MOVE(LifecycleKeeper)

    // Whether the editor has the stages of the open store.
    [[nodiscard]] bool isRead() const { return !m_path.isEmpty(); }
    void flush();
    [[nodiscard]] SaveState state() const { return m_state; }
    [[nodiscard]] bool isSaved() const { return m_state == SaveState::Saved; }
    // Why the last attempt to read or to save failed.
    [[nodiscard]] const QString &problem() const { return m_problem; }

Q_SIGNALS:
    void stateChanged();
    void saved();

private:
    void read();
    void take(const QString &path, const Result<Lifecycle> &lifecycle);
    void saveNow();
    void leaveStore();
    void noteEdit();
    void comeHome(const Lifecycle &what, const Result<bool> &outcome);
    void setState(SaveState state);

    Workspace &m_workspace;
    LifecycleEditor &m_editor;
    QString m_path; // of the store the editor's stages are from
    Lifecycle m_kept;
    QString m_problem;
    SaveState m_state = SaveState::Saved;
    QPointer<Job> m_job;
    QTimer m_timer;
};

} // namespace perennial
