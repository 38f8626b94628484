// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/result.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <optional>

namespace perennial {

class Job;

enum class SaveState { Saved, Unsaved, Saving, Waiting, Failed };

// Keeps a document in the store: a second after the last edit, or at once when asked. Writing waits its turn behind an
// import; nothing is lost meanwhile, for the document stays here. What is edited in one go is one version: a new one
// begins with the first edit after opening, a quarter of an hour after the last one began, and after a version was
// kept. DocumentAutosave knows what is saved; here is when, and into which version.
class Autosave : public QObject
{
    Q_OBJECT

public:
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

protected:
    // What is to be done with a document that is saved.
    struct Errand
    {
        QString keptName;
        int amends = 0; // 0: a new version
        std::optional<QString> note;
    };

    // How it was kept.
    struct Outcome
    {
        QString name;
        QString nameProblem;
        int version = 0;
    };

    Autosave(const QString &keptName, int version, QObject *parent);

    void noteEdit();
    [[nodiscard]] Errand errand() const;
    // What is saved is under way from now on.
    void watch(Job *job);
    // Nothing, or a job that has not begun, is on the way to save what is not saved.
    [[nodiscard]] bool isOwed() const;
    // Somebody else has saved it.
    void stopWaiting();
    // `isNewest`: the document is still what was saved.
    void takeSaved(const Errand &errand, const Outcome &outcome, bool isNewest);
    void takeFailure(const Error &error);

private:
    virtual void start() = 0;
    void setState(SaveState state);

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
