// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/store/store.h"
#include "core/store/storesummary.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

namespace perennial {

class ProfileTable;
class Secrets;

// One opened store as the window sees it: where it is, what is derived from it, and how to ask it anything. Lives in
// the window's thread and never touches the file there but to look at its settings; every question and every change is
// a job with a connection of its own. Notices what other programs change.
class Workspace : public QObject
{
    Q_OBJECT

public:
    explicit Workspace(JobRunner &runner, QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] JobRunner &runner() const { return m_runner; }
    // The keys of whatever store is open.
    [[nodiscard]] Secrets &secrets() const { return *m_secrets; }

    // Checks the file and starts to read it; the store that was open stays open when this fails.
    [[nodiscard]] Result<void> open(const QString &path);
    [[nodiscard]] Result<void> create(const QString &path, const StoreSettings &settings);
    void close();

    [[nodiscard]] bool isOpen() const { return !m_path.isEmpty(); }
    [[nodiscard]] const QString &path() const { return m_path; }
    // Of the open store; copies of it share it.
    [[nodiscard]] const QString &storeId() const { return m_storeId; }
    [[nodiscard]] const StoreSettings &settings() const { return m_settings; }
    [[nodiscard]] QTimeZone homeZone() const;

    // Null until they are read for the first time; afterwards the last answer stays until the next one is there.
    [[nodiscard]] const std::shared_ptr<const ProfileTable> &table() const { return m_table; }
    [[nodiscard]] const std::shared_ptr<const StoreSummary> &summary() const { return m_summary; }
    // Why the store could not be read, where it could not.
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }
    [[nodiscard]] bool isRefreshing() const { return m_pending > 0; }

    template <class T>
    Job *read(const JobSpec &spec, std::function<Result<T>(Store &, const Progress &)> work, QObject *context,
              std::function<void(Result<T>)> done);
    // One at a time, in order. What is derived is read anew afterwards when the revision has grown.
    template <class T>
    Job *write(const JobSpec &spec, std::function<Result<T>(Store &, const Progress &)> work, QObject *context,
               std::function<void(Result<T>)> done);

    // Tells everybody who shows segments, exports or imports to look again.
    void noteSegmentsChanged() { Q_EMIT segmentsChanged(); }
    // Reads what is derived anew where the file has changed.
    void refresh();

Q_SIGNALS:
    void storeChanged(); // another one, or none
    void tableChanged(); // table(), summary() or problem()
    void segmentsChanged();

private:
    void startReading();
    void readTable(qint64 revision);
    void readSummary();
    [[nodiscard]] std::optional<qint64> fileRevision() const;
    void adopt(const Store &store, const QString &path);

    JobRunner &m_runner;
    std::unique_ptr<Secrets> m_secrets;
    QString m_path;
    QString m_storeId;
    StoreSettings m_settings;
    std::shared_ptr<const ProfileTable> m_table;
    std::shared_ptr<const StoreSummary> m_summary;
    std::optional<Error> m_problem;
    std::optional<qint64> m_revision;
    int m_pending = 0;
    int m_generation = 0; // of the open store: answers about an earlier one are dropped
    QTimer m_watch;
};

template <class T>
Job *Workspace::read(const JobSpec &spec, std::function<Result<T>(Store &, const Progress &)> work, QObject *context,
                     std::function<void(Result<T>)> done)
{
    auto run = [path = m_path, work = std::move(work)](const Progress &progress) -> Result<T> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        store->database().interruptOn(progress.stopToken());
        return work(*store, progress);
    };
    return m_runner.start<T>(spec, std::move(run), context, std::move(done));
}

template <class T>
Job *Workspace::write(const JobSpec &spec, std::function<Result<T>(Store &, const Progress &)> work, QObject *context,
                      std::function<void(Result<T>)> done)
{
    auto run = [path = m_path, work = std::move(work)](const Progress &progress) -> Result<T> {
        auto store = Store::openWriter(path);
        if (!store)
            return failure(store.error());
        return work(*store, progress);
    };
    JobSpec writing = spec;
    writing.kind = JobKind::Writing;
    return m_runner.start<T>(writing, std::move(run), context, [this, done = std::move(done)](Result<T> result) {
        refresh();
        if (done)
            done(std::move(result));
    });
}

} // namespace perennial
