// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"

#include "core/segment/columns/profiletable.h"
#include "core/workspace/secrets.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace perennial {

namespace {

constexpr int WatchMs = 3000;

} // namespace

Workspace::Workspace(JobRunner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_secrets(std::make_unique<Secrets>(runner))
{
    m_watch.setInterval(WatchMs);
    connect(&m_watch, &QTimer::timeout, this, &Workspace::refresh);
}

Workspace::~Workspace() = default;

QTimeZone Workspace::homeZone() const
{
    return zoneNamed(m_settings.homeZone).value_or(QTimeZone::utc());
}

Result<void> Workspace::open(const QString &path)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const auto store = Store::openUpdated(absolute);
    if (!store)
        return failure(store.error());
    adopt(*store, absolute);
    return {};
}

Result<void> Workspace::create(const QString &path, const StoreSettings &settings)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    const auto store = Store::create(absolute, settings);
    if (!store)
        return failure(store.error());
    adopt(*store, absolute);
    return {};
}

void Workspace::adopt(const Store &store, const QString &path)
{
    ++m_generation;
    m_path = path;
    m_storeId = store.storeId();
    m_settings = store.settings();
    m_table.reset();
    m_summary.reset();
    m_problem.reset();
    m_revision.reset();
    m_watch.start();
    Q_EMIT storeChanged();
    refresh();
}

void Workspace::close()
{
    if (!isOpen())
        return;
    ++m_generation;
    m_watch.stop();
    m_path.clear();
    m_storeId.clear();
    m_settings = {};
    m_table.reset();
    m_summary.reset();
    m_problem.reset();
    m_revision.reset();
    Q_EMIT storeChanged();
}

std::optional<qint64> Workspace::fileRevision() const
{
    const auto store = Store::openReader(m_path);
    if (!store)
        return std::nullopt;
    const auto revision = store->revision();
    return revision ? std::optional(*revision) : std::nullopt;
}

void Workspace::refresh()
{
    if (!isOpen() || m_runner.isWriting())
        return;
    const auto revision = fileRevision();
    if (!revision) {
        const auto store = Store::openReader(m_path);
        if (!store && (!m_problem || m_problem->message != store.error().message)) {
            m_problem = store.error();
            Q_EMIT tableChanged();
        }
        return;
    }
    if (m_revision == revision || m_pending > 0)
        return;
    m_revision = revision;
    startReading();
}

void Workspace::startReading()
{
    m_problem.reset();
    readSummary();
    readTable(*m_revision);
}

void Workspace::readSummary()
{
    using Answer = std::shared_ptr<const StoreSummary>;
    ++m_pending;
    const JobSpec spec{.title = tr("Reading the store"), .kind = JobKind::Reading, .quiet = true};
    const auto work = [](Store &store, const Progress &) -> Result<Answer> {
        auto summary = summarise(store);
        if (!summary)
            return failure(summary.error());
        return std::make_shared<const StoreSummary>(std::move(*summary));
    };
    read<Answer>(spec, work, this, [this, generation = m_generation](Result<Answer> summary) {
        --m_pending;
        if (generation != m_generation)
            return;
        if (summary)
            m_summary = std::move(*summary);
        else
            m_problem = summary.error();
        Q_EMIT tableChanged();
    });
}

void Workspace::readTable(qint64 revision)
{
    using Answer = std::shared_ptr<const ProfileTable>;
    ++m_pending;
    const JobSpec spec{.title = tr("Reading people and events"), .kind = JobKind::Reading, .quiet = m_table != nullptr};
    const auto work = [path = m_path](const Progress &progress) -> Result<Answer> {
        return ProfileTable::open(path, progress);
    };
    m_runner.start<Answer>(spec, work, this, [this, revision, generation = m_generation](Result<Answer> table) {
        --m_pending;
        if (generation != m_generation)
            return;
        if (table)
            m_table = std::move(*table);
        else
            m_problem = table.error();
        Q_EMIT tableChanged();
        if (revision != m_revision)
            refresh();
    });
}

} // namespace perennial
