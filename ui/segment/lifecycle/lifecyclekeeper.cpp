// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/lifecyclekeeper.h"

#include "core/job/jobrunner.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/workspace/workspace.h"
#include "ui/segment/lifecycle/lifecycleeditor.h"

namespace perennial {

namespace {

constexpr int BreathMs = 1000;
constexpr int RetryMs = 5000;

// A store whose stages are those of everybody keeps none.
Result<bool> save(const QString &path, const Lifecycle &lifecycle)
{
    auto store = Store::openWriter(path);
    if (!store)
        return failure(store.error());
    LifecycleShelf shelf(*store);
    const auto done = lifecycle == defaultLifecycle() ? shelf.forget() : shelf.save(lifecycle, Instant::now());
    if (!done)
        return failure(done.error());
    return true;
}

} // namespace

LifecycleKeeper::LifecycleKeeper(Workspace &workspace, LifecycleEditor &editor, QObject *parent)
    : QObject(parent)
    , m_workspace(workspace)
    , m_editor(editor)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LifecycleKeeper::flush);
    connect(&editor, &LifecycleEditor::changed, this, &LifecycleKeeper::noteEdit);
    connect(&workspace, &Workspace::storeChanged, this, [this] {
        leaveStore();
        read();
    });
    // Another program, or a command, may have changed them.
    connect(&workspace, &Workspace::tableChanged, this, [this] {
        if (isSaved())
            read();
    });
    read();
}

LifecycleKeeper::~LifecycleKeeper()
{
    saveNow();
}

void LifecycleKeeper::saveNow()
{
    const bool isUnderWay = m_job && m_job->state() == JobState::Running && m_kept == m_editor.lifecycle();
    if (isRead() && m_state != SaveState::Saved && !isUnderWay)
        (void)save(m_path, m_editor.lifecycle());
}

void LifecycleKeeper::leaveStore()
{
    m_timer.stop();
    saveNow();
    m_path.clear();
    m_job.clear();
    m_problem.clear();
    setState(SaveState::Saved);
}

void LifecycleKeeper::read()
{
    if (!m_workspace.isOpen())
        return;
    const QString path = m_workspace.path();
    m_workspace.read<Lifecycle>(
        {.title = tr("Reading the stages"), .kind = JobKind::Reading, .quiet = true},
        [](Store &store, const Progress &) { return LifecycleShelf(store).current(); }, this,
        [this, path](const Result<Lifecycle> &lifecycle) { take(path, lifecycle); });
}

void LifecycleKeeper::take(const QString &path, const Result<Lifecycle> &lifecycle)
{
    if (path != m_workspace.path() || !isSaved())
        return;
    m_problem = lifecycle ? QString() : lifecycle.error().message;
    if (lifecycle && (m_path != path || *lifecycle != m_kept)) {
        m_path.clear();
        m_kept = *lifecycle;
        m_editor.reset(*lifecycle);
        m_path = path;
    }
    Q_EMIT stateChanged();
}

void LifecycleKeeper::noteEdit()
{
    if (!isRead())
        return;
    m_timer.start(BreathMs);
    if (!m_job)
        setState(SaveState::Unsaved);
}

void LifecycleKeeper::flush()
{
    m_timer.stop();
    if (!isRead() || m_state == SaveState::Saved || m_job)
        return;
    setState(SaveState::Saving);
    const Lifecycle what = m_kept = m_editor.lifecycle();
    m_job = m_workspace.runner().start<bool>(
        {.title = tr("Saving the stages"), .kind = JobKind::Writing, .quiet = true},
        [path = m_path, what](const Progress &) { return save(path, what); }, this,
        [this, path = m_path, what](const Result<bool> &outcome) {
            if (path == m_path)
                comeHome(what, outcome);
        });
}

void LifecycleKeeper::comeHome(const Lifecycle &what, const Result<bool> &outcome)
{
    m_job.clear();
    if (!outcome) {
        m_problem = outcome.error().message;
        m_timer.start(RetryMs);
        setState(SaveState::Failed);
        return;
    }
    m_problem.clear();
    const bool newest = what == m_editor.lifecycle();
    if (!newest && !m_timer.isActive())
        m_timer.start(BreathMs);
    setState(newest ? SaveState::Saved : SaveState::Unsaved);
    m_workspace.noteSegmentsChanged();
    Q_EMIT saved();
}

void LifecycleKeeper::setState(SaveState state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

} // namespace perennial
