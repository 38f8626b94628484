// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QTimer>

#include <qt6keychain/keychain.h>

namespace perennial {

namespace {

const QString Service = QStringLiteral("Perennial");

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Error noKeychain(const QString &detail)
{
    return {ErrorKind::Refused, tr("This computer's keychain does not answer."), {}, detail};
}

bool isOff()
{
    return qEnvironmentVariable("PERENNIAL_KEYCHAIN") == QLatin1String("none");
}

// What the job came to, where it failed for another reason than that nothing is there.
std::optional<Error> problemOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
        return std::nullopt;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Error{ErrorKind::Refused, tr("This computer's keychain refused the access."), {}, job.errorString()};
    default:
        return noKeychain(job.errorString());
    }
}

// Starts a job that goes away by itself. `done` hears of it later in any case, never from within.
template <class Job, class Value>
void begin(Job *job, const QString &name, QObject *context, std::function<void(Result<Value>)> done,
           std::function<Result<Value>(Job &)> read)
{
    if (isOff()) {
        delete job;
        QTimer::singleShot(0, context, [done = std::move(done)] {
            done(failure(noKeychain(QStringLiteral("PERENNIAL_KEYCHAIN is none"))));
        });
        return;
    }
    job->setInsecureFallback(false);
    job->setKey(name);
    QObject::connect(job, &QKeychain::Job::finished, context,
                     [job, done = std::move(done), read = std::move(read)](QKeychain::Job *) {
                         const auto problem = problemOf(*job);
                         done(problem ? Result<Value>(failure(*problem)) : read(*job));
                     });
    job->start();
}

// Waits for one of the above; what answers after the patience ended finds nobody.
template <class Value>
Result<Value> waited(int patienceMs, const std::function<void(QObject *, std::function<void(Result<Value>)>)> &ask)
{
    QObject here;
    QEventLoop loop;
    Result<Value> answer = failure(noKeychain(QStringLiteral("no answer in time")));
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    ask(&here, [&](Result<Value> given) {
        answer = std::move(given);
        loop.quit();
    });
    loop.exec();
    return answer;
}

} // namespace

void readFromKeychain(const QString &name, QObject *context, std::function<void(Result<FoundKey>)> done)
{
    begin<QKeychain::ReadPasswordJob, FoundKey>(new QKeychain::ReadPasswordJob(Service), name, context, std::move(done),
                                                [](QKeychain::ReadPasswordJob &job) -> Result<FoundKey> {
                                                    return job.error() == QKeychain::NoError
                                                               ? FoundKey(job.binaryData())
                                                               : FoundKey();
                                                });
}

void writeToKeychain(const QString &name, const QByteArray &key, QObject *context,
                     std::function<void(Result<void>)> done)
{
    auto *const job = new QKeychain::WritePasswordJob(Service);
    job->setBinaryData(key);
    begin<QKeychain::WritePasswordJob, void>(job, name, context, std::move(done),
                                             [](QKeychain::WritePasswordJob &) { return Result<void>(); });
}

void removeFromKeychain(const QString &name, QObject *context, std::function<void(Result<void>)> done)
{
    begin<QKeychain::DeletePasswordJob, void>(new QKeychain::DeletePasswordJob(Service), name, context, std::move(done),
                                              [](QKeychain::DeletePasswordJob &) { return Result<void>(); });
}

Result<FoundKey> readFromKeychainNow(const QString &name, int patienceMs)
{
    return waited<FoundKey>(patienceMs, [&](QObject *here, std::function<void(Result<FoundKey>)> done) {
        readFromKeychain(name, here, std::move(done));
    });
}

Result<void> writeToKeychainNow(const QString &name, const QByteArray &key, int patienceMs)
{
    return waited<void>(patienceMs, [&](QObject *here, std::function<void(Result<void>)> done) {
        writeToKeychain(name, key, here, std::move(done));
    });
}

Result<void> removeFromKeychainNow(const QString &name, int patienceMs)
{
    return waited<void>(patienceMs, [&](QObject *here, std::function<void(Result<void>)> done) {
        removeFromKeychain(name, here, std::move(done));
    });
}

} // namespace perennial
