// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/outbox.h"
#include "core/connect/push/pusher.h"
#include "core/sandbox/standin.h"
#include "tests/bench/pushstore.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace perennial;

// How long a push of profiles to Klaviyo's stand-in takes, sender and stand-in in one process:
// bench_klaviyopush 1000000 [--rates on] [--speed 1] [--base http://127.0.0.1:8080]. With rates it runs in real time
// unless told otherwise; without them, `speed` shortens the time that jobs take there. `base` is a perennial-standin of
// the same rates and speed, in another process.

namespace {

struct Timing
{
    double seconds = 0;
    PushRun run;
};

Result<PushRunId> prepared(const QString &path, int people)
{
    auto store = storeOfPushedPeople(path, people);
    if (!store)
        return tl::unexpected(store.error());
    NewRun run;
    run.destination = klaviyoOfAll();
    const auto added = DestinationShelf(*store).add(run.destination, {1});
    if (!added)
        return tl::unexpected(added.error());
    run.destinationId = added->id;
    run.asOf = Instant::now();
    run.session = 7;
    run.joins = people;
    for (int id = 1; id <= people; ++id)
        run.people.adds.push_back({id});
    return Outbox(*store).start(run, Instant::now()).map([](const PushRun &started) { return started.id; });
}

void tell(const Timing &took, const StandIn &there, int people)
{
    size_t once = 0;
    const auto entries = there.ledger().entries();
    for (const LedgerEntry &each : entries)
        once += each.effects == 1;
    const auto notes = there.requests();
    const auto throttled = std::count_if(notes.begin(), notes.end(), [](const RequestNote &n) { return n.throttled; });
    std::printf("%d people in %.2f s: %.0f/s; %zu requests, %td throttled; %lld sent, %lld failed; %zu arrived once of "
                "%zu\n",
                people, took.seconds, people / took.seconds, notes.size(), throttled,
                static_cast<long long>(took.run.sent), static_cast<long long>(took.run.failed), once, entries.size());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser line;
    line.addOptions({{QStringLiteral("rates"), {}, QStringLiteral("on|off"), QStringLiteral("off")},
                     {QStringLiteral("speed"), {}, QStringLiteral("n")},
                     {QStringLiteral("base"), {}, QStringLiteral("url")}});
    line.process(app);
    const int people = line.positionalArguments().value(0, QStringLiteral("1000000")).toInt();
    StandInOptions options;
    options.rates = line.value(QStringLiteral("rates")) == u"on";
    options.speed = options.rates ? 1 : 1000;
    if (line.isSet(QStringLiteral("speed")))
        options.speed = line.value(QStringLiteral("speed")).toDouble();
    const auto there = StandIn::start(QStringLiteral("klaviyo"), options);
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.perennial"));
    const auto run = prepared(path, people);
    if (!there || !run) {
        std::fprintf(stderr, "%s\n", qPrintable(there ? run.error().message : there.error().message));
        return 1;
    }
    PushSetting setting;
    setting.secret = options.token;
    setting.base = line.isSet(QStringLiteral("base")) ? QUrl(line.value(QStringLiteral("base"))) : (*there)->url();
    setting.speed = options.speed;
    setting.keepRates = options.rates;
    QElapsedTimer timer;
    timer.start();
    const auto sent = sendRun(path, *run, setting, {});
    if (!sent) {
        std::fprintf(stderr, "%s\n", qPrintable(sent.error().message));
        return 1;
    }
    tell({static_cast<double>(timer.elapsed()) / 1000, *sent}, **there, people);
    return sent->state == RunState::Done ? 0 : 1;
}
