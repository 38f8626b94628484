// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/store/flowshelf.h"
#include "ui/segment/editing/segmentautosave.h"

namespace perennial {

class FlowEditor;

// Keeps a flow's document as SegmentAutosave keeps a segment's: a second after the last edit, or at once when asked;
// what is edited in one go is one version.
class FlowAutosave : public QObject
{
    Q_OBJECT

public:
    FlowAutosave(const Workspace &workspace, FlowEditor &editor, const SavedFlow &saved, QObject *parent = nullptr);

    // An unsaved document is saved here and now where the store can be had.
    ~FlowAutosave() override;
    Q_DISABLE_COPY_MOVE(FlowAutosave)

    // Saves now what is not saved yet.
    void flush();
    // Saves now, leaves that version as it is from now on, and writes the note beside it.
    void keepVersion(const QString &note);
    [[nodiscard]] SaveState state() const { return m_state; }
    [[nodiscard]] bool isSaved() const { return m_state == SaveState::Saved; }
    [[nodiscard]] const QString &nameProblem() const { return m_nameProblem; }
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] int version() const { return m_version; }

Q_SIGNALS:
    void stateChanged();
    void saved();

private:
    struct Outcome
    {
        FlowId id;
        QString name;
        QString nameProblem;
        int version = 0;
    };

    // What is saved, and into which version.
    struct Errand
    {
        FlowDoc doc;
        FlowId id;
        QString keptName;
        int amends = 0; // 0: a new version
        std::optional<QString> note;
    };

    void noteEdit();
    void start();
    [[nodiscard]] Errand errand() const;
    void watch(Job *job);
    void comeHome(const Errand &errand, const Result<Outcome> &outcome);
    void setState(SaveState state);
    [[nodiscard]] static Result<Outcome> save(const QString &path, const Errand &errand);

    JobRunner &m_runner;
    QString m_path; // stays the store's it was opened from
    FlowEditor &m_editor;
    QString m_keptName;
    QString m_nameProblem;
    QString m_problem;
    int m_version = 0;
    std::optional<Instant> m_begun; // when the newest version was, where it was here and may still change
    std::optional<QString> m_note;  // to be written
    SaveState m_state = SaveState::Saved;
    QPointer<Job> m_job;
    QTimer m_timer;
};

} // namespace perennial
