// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/flowautosave.h"

#include "core/flow/saved/flowsaving.h"
#include "core/job/jobrunner.h"
#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "ui/flow/editing/floweditor.h"

namespace perennial {

namespace {

constexpr int BreathMs = 1000;
constexpr int RetryMs = 5000;
constexpr qint64 SittingMs = 15 * 60'000;

} // namespace

FlowAutosave::FlowAutosave(const Workspace &workspace, FlowEditor &editor, const SavedFlow &saved, QObject *parent)
    : QObject(parent)
    , m_runner(workspace.runner())
    , m_path(workspace.path())
    , m_editor(editor)
    , m_keptName(saved.name)
    , m_version(saved.version)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &FlowAutosave::flush);
    connect(&editor, &FlowEditor::changed, this, &FlowAutosave::noteEdit);
}

FlowAutosave::~FlowAutosave()
{
    if (m_state == SaveState::Saved || (m_job && m_job->state() == JobState::Running))
        return;
    // A queued job may come too late or not at all.
    const auto saved = save(m_path, errand());
    if (saved && m_job)
        m_job->stop();
}

void FlowAutosave::noteEdit()
{
    m_timer.start(BreathMs);
    if (!m_job)
        setState(SaveState::Unsaved);
}

void FlowAutosave::flush()
{
    m_timer.stop();
    if ((m_state != SaveState::Saved || m_note) && !m_job)
        start();
}

void FlowAutosave::keepVersion(const QString &note)
{
    m_note = note;
    flush();
}

FlowAutosave::Errand FlowAutosave::errand() const
{
    const bool sameSitting = m_begun && !m_note && Instant::now().ms - m_begun->ms < SittingMs;
    return {.doc = m_editor.doc(),
            .id = m_editor.id(),
            .keptName = m_keptName,
            .amends = sameSitting ? m_version : 0,
            .note = m_note};
}

void FlowAutosave::start()
{
    const Errand what = errand();
    const JobSpec spec{.title = tr("Saving a flow"), .kind = JobKind::Writing, .quiet = true};
    m_job = m_runner.start<Outcome>(
        spec, [path = m_path, what](const Progress &) { return save(path, what); }, this,
        [this, what](const Result<Outcome> &outcome) { comeHome(what, outcome); });
    watch(m_job);
}

void FlowAutosave::watch(Job *job)
{
    const auto note = [this, job] {
        if (!job->isFinished())
            setState(job->state() == JobState::Queued ? SaveState::Waiting : SaveState::Saving);
    };
    connect(job, &Job::changed, this, note);
    note();
}

Result<FlowAutosave::Outcome> FlowAutosave::save(const QString &path, const Errand &errand)
{
    auto store = Store::openWriter(path);
    if (!store)
        return failure(store.error());
    FlowShelf shelf(*store);
    const Instant now = Instant::now();
    const auto taken = shelf.find(errand.doc.name);
    if (!taken)
        return failure(taken.error());
    FlowDoc kept = errand.doc;
    QString problem;
    if (*taken && (*taken)->id != errand.id) {
        // The work is kept all the same.
        problem = tr("There is a flow named “%1” already. Choose another name.").arg(errand.doc.name);
        const auto free = shelf.freeName(errand.keptName);
        kept.name = errand.id.isValid() ? errand.keptName : free.value_or(errand.keptName);
    }
    const auto saved =
        errand.id.isValid() ? amendFlow(shelf, errand.id, errand.amends, kept, now) : saveFlow(shelf, kept, now);
    if (!saved)
        return failure(saved.error());
    if (errand.note && !errand.note->isEmpty()) {
        if (const auto noted = shelf.noteVersion(saved->id, saved->version, *errand.note); !noted)
            return failure(noted.error());
    }
    return Outcome{.id = saved->id, .name = saved->name, .nameProblem = problem, .version = saved->version};
}

void FlowAutosave::comeHome(const Errand &errand, const Result<Outcome> &outcome)
{
    m_job.clear();
    if (!outcome) {
        m_problem = outcome.error().message;
        m_timer.start(RetryMs);
        setState(outcome.error().kind == ErrorKind::Stopped ? SaveState::Unsaved : SaveState::Failed);
        return;
    }
    m_problem.clear();
    m_editor.setId(outcome->id);
    m_keptName = outcome->name;
    m_nameProblem = outcome->nameProblem;
    if (std::exchange(m_version, outcome->version) != outcome->version)
        m_begun = Instant::now();
    if (errand.note) {
        m_begun.reset();
        if (m_note == errand.note)
            m_note.reset();
    }
    const bool newest = errand.doc == m_editor.doc() && !m_note;
    if (!newest && !m_timer.isActive())
        m_timer.start(BreathMs);
    setState(newest ? SaveState::Saved : SaveState::Unsaved);
    Q_EMIT stateChanged();
    Q_EMIT saved();
}

void FlowAutosave::setState(SaveState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace perennial
