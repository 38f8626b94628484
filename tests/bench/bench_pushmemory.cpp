// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/sync/rundestination.h"
#include "core/sandbox/standin.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/listshelf.h"
#include "tests/bench/pushstore.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <malloc.h>

using namespace perennial;

// What a program holds while it plans and sends a run, above what it held idle with the store opened:
// bench_pushmemory [PEOPLE…]. Each store is made by one process, sent by another that does nothing else, to Klaviyo's
// stand-in in a third, without rates.

namespace {

int fail(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.message));
    return 1;
}

// Of this process, in MB: "VmRSS:" now, "VmHWM:" at most since forgetPeak().
double memory(const char *what)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n'))
        if (line.startsWith(what))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

void forgetPeak()
{
    QFile clear(QStringLiteral("/proc/self/clear_refs"));
    if (clear.open(QIODevice::WriteOnly))
        clear.write("5");
}

int makeStore(const QString &path, int people)
{
    auto store = storeOfPushedPeople(path, people);
    if (!store)
        return fail(store.error());
    std::vector<ProfileId> all;
    for (int id = 1; id <= people; ++id)
        all.push_back({id});
    const auto list = ListShelf(*store).create(QStringLiteral("All"), {}, all, {1});
    if (!list)
        return fail(list.error());
    const auto added = DestinationShelf(*store).add(klaviyoOfAll(), {1});
    if (!added)
        return fail(added.error());
    const auto kept = ProfileTable::open(path, {}); // so that the sender opens it as a program does the second time
    return kept ? 0 : fail(kept.error());
}

Result<PushRun> sent(const QString &path, const QUrl &base, const std::shared_ptr<const ProfileTable> &table)
{
    const StandInOptions there;
    RunOrder order;
    order.storePath = path;
    order.destination = {1};
    order.table = [table] { return table; };
    order.sending.secret = there.token;
    order.sending.base = base;
    order.sending.keepRates = false;
    order.sending.speed = 1000;
    return runDestination(order, {});
}

int sendStore(const QString &path, const QUrl &base)
{
    const auto table = ProfileTable::open(path, {});
    if (!table)
        return fail(table.error());
    malloc_trim(0);
    forgetPeak();
    const double idle = memory("VmRSS:");
    QElapsedTimer timer;
    timer.start();
    const auto run = sent(path, base, *table);
    if (!run)
        return fail(run.error());
    const double most = memory("VmHWM:");
    std::printf("%8lld sent, %lld failed in %.1f s; %.0f MB idle, %.0f MB at most: %.0f MB above\n",
                static_cast<long long>(run->sent), static_cast<long long>(run->failed),
                static_cast<double>(timer.elapsed()) / 1000, idle, most, most - idle);
    return run->state == RunState::Done ? 0 : 1;
}

int measure(const QString &people)
{
    StandInOptions options;
    options.rates = false;
    options.speed = 1000;
    const auto there = StandIn::start(QStringLiteral("klaviyo"), options);
    if (!there)
        return fail(there.error());
    const QTemporaryDir folder;
    const QString store = folder.filePath(QStringLiteral("a.perennial"));
    qputenv("PERENNIAL_CACHE_DIR", folder.path().toLocal8Bit());
    const QString self = QCoreApplication::applicationFilePath();
    const int made = QProcess::execute(self, {QStringLiteral("--make"), store, people});
    return made == 0 ? QProcess::execute(self, {QStringLiteral("--send"), store, (*there)->url().toString()}) : made;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    if (words.value(0) == u"--make")
        return makeStore(words.value(1), words.value(2).toInt());
    if (words.value(0) == u"--send")
        return sendStore(words.value(1), QUrl(words.value(2)));
    const QStringList usual{QStringLiteral("10000"), QStringLiteral("100000"), QStringLiteral("1000000")};
    for (const QString &people : words.isEmpty() ? usual : words)
        if (const int failed = measure(people); failed != 0)
            return failed;
    return 0;
}
