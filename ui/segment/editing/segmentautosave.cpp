// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/segmentautosave.h"

#include "core/job/jobrunner.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "ui/segment/editing/segmenteditor.h"

namespace perennial {

namespace {

constexpr int BreathMs = 1000;
constexpr int RetryMs = 5000;

} // namespace

SegmentAutosave::SegmentAutosave(const Workspace &workspace, SegmentEditor &editor, const SavedSegment &saved,
                                 QObject *parent)
    : QObject(parent)
    , m_runner(workspace.runner())
    , m_path(workspace.path())
    , m_editor(editor)
    , m_keptName(saved.name)
    , m_version(saved.version)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &SegmentAutosave::flush);
    connect(&editor, &SegmentEditor::changed, this, &SegmentAutosave::noteEdit);
}

SegmentAutosave::~SegmentAutosave()
{
    if (m_state == SaveState::Saved || (m_job && m_job->state() == JobState::Running))
        return;
    // A queued job may come too late or not at all.
    const auto saved = save(m_path, m_editor.id(), m_editor.doc(), m_keptName);
    if (saved && m_job)
        m_job->stop();
}

void SegmentAutosave::noteEdit()
{
    m_timer.start(BreathMs);
    if (!m_job)
        setState(SaveState::Unsaved);
}

void SegmentAutosave::flush()
{
    m_timer.stop();
    if (m_state != SaveState::Saved && !m_job)
        start();
}

void SegmentAutosave::start()
{
    const SegmentDoc doc = m_editor.doc();
    const JobSpec spec{.title = tr("Saving a segment"), .kind = JobKind::Writing, .quiet = true};
    m_job = m_runner.start<Outcome>(
        spec,
        [path = m_path, doc, id = m_editor.id(), kept = m_keptName](const Progress &) {
            return save(path, id, doc, kept);
        },
        this, [this, doc](const Result<Outcome> &outcome) { comeHome(doc, outcome); });
    watch(m_job);
}

void SegmentAutosave::watch(Job *job)
{
    const auto note = [this, job] {
        if (!job->isFinished())
            setState(job->state() == JobState::Queued ? SaveState::Waiting : SaveState::Saving);
    };
    connect(job, &Job::changed, this, note);
    note();
}

Result<SegmentAutosave::Outcome> SegmentAutosave::save(const QString &path, SegmentId id, const SegmentDoc &doc,
                                                       const QString &keptName)
{
    auto store = Store::openWriter(path);
    if (!store)
        return failure(store.error());
    SegmentShelf shelf(*store);
    const Instant now = Instant::now();
    const auto taken = shelf.find(doc.name);
    if (!taken)
        return failure(taken.error());
    SegmentDoc kept = doc;
    QString problem;
    if (*taken && (*taken)->id != id) {
        // The work is kept all the same.
        problem = tr("There is a segment named “%1” already. Choose another name.").arg(doc.name);
        const auto free = shelf.freeName(keptName);
        kept.name = id.isValid() ? keptName : free.value_or(keptName);
    }
    const auto saved = id.isValid() ? saveSegment(shelf, id, kept, now) : saveSegment(shelf, kept, now);
    if (!saved)
        return failure(saved.error());
    return Outcome{.id = saved->id, .name = saved->name, .nameProblem = problem, .version = saved->version};
}

void SegmentAutosave::comeHome(const SegmentDoc &doc, const Result<Outcome> &outcome)
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
    m_version = outcome->version;
    const bool newest = doc == m_editor.doc();
    if (!newest && !m_timer.isActive())
        m_timer.start(BreathMs);
    setState(newest ? SaveState::Saved : SaveState::Unsaved);
    Q_EMIT stateChanged();
    Q_EMIT saved();
}

void SegmentAutosave::setState(SaveState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace perennial
