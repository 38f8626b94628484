// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/segmentdoc.h"
#include "core/store/segmentshelf.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace perennial {

class Job;
class JobRunner;
class SegmentEditor;
class Workspace;

enum class SaveState { Saved, Unsaved, Saving, Waiting, Failed };

// Keeps a segment's document in the store: a second after the last edit, or at once when asked. Writing waits its turn
// behind an import; nothing is lost meanwhile, for the document stays here. What is edited in one go is one version: a
// new one begins with the first edit after opening, a quarter of an hour after the last one began, and after a version
// was kept.
class SegmentAutosave : public QObject
{
    Q_OBJECT

public:
    SegmentAutosave(const Workspace &workspace, SegmentEditor &editor, const SavedSegment &saved,
                    QObject *parent = nullptr);

    // An unsaved document is saved here and now where the store can be had.
    ~SegmentAutosave() override;
    Q_DISABLE_COPY_MOVE(SegmentAutosave)

    // Saves now what is not saved yet.
    void flush();
    // Saves now, leaves that version as it is from now on, and writes the note beside it; without one where it is
    // empty.
    void keepVersion(const QString &note);
    [[nodiscard]] SaveState state() const { return m_state; }
    [[nodiscard]] bool isSaved() const { return m_state == SaveState::Saved; }
    // The name it is kept under: the document's, unless that one is taken.
    [[nodiscard]] const QString &keptName() const { return m_keptName; }
    // Why the document's name could not be taken; empty where it was.
    [[nodiscard]] const QString &nameProblem() const { return m_nameProblem; }
    // Why the last attempt failed.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] int version() const { return m_version; }

Q_SIGNALS:
    void stateChanged();
    void saved();

private:
    struct Outcome
    {
        SegmentId id;
        QString name;
        QString nameProblem;
        int version = 0;
    };

    // What is saved, and into which version.
    struct Errand
    {
        SegmentDoc doc;
        SegmentId id;
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
    SegmentEditor &m_editor;
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
