// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demostore.h"

#include "core/connect/outbox/destinationshelf.h"
#include "core/demo/demofiles.h"
#include "core/demo/demosegments.h"
#include "core/demo/demoshop.h"
#include "core/flow/library/flowlibrary.h"
#include "core/flow/saved/flowsaving.h"
#include "core/import/importrun.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

StoreSettings demoSettings()
{
    return {.name = QStringLiteral("Fern & Kettle"),
            .currency = QStringLiteral("USD"),
            .homeZone = QStringLiteral("America/Los_Angeles"),
            .demo = true};
}

Result<ImportReport> importShop(Store &store, Instant until, const Progress &progress)
{
    progress.report({.phase = tr("Drawing the demo shop")});
    const QTemporaryDir folder;
    if (!folder.isValid())
        return failure(ErrorKind::Disk, tr("There is no room for temporary files."), folder.path(),
                       folder.errorString());
    const auto paths = writeDemoFiles(DemoShop(until), folder.path());
    if (!paths)
        return failure(paths.error());
    ImportOptions options;
    for (const QString &path : *paths)
        options.files.push_back(
            {.path = path, .format = {}, .mapping = {}, .recordedPath = QFileInfo(path).fileName()});
    return runImport(store, options, progress);
}

// The documents pass the same door as any other.
Result<int> saveSegments(Store &store, Instant at)
{
    SegmentShelf shelf(store);
    int count = 0;
    for (const DemoSegment &segment : demoSegments()) {
        const auto doc = SegmentDoc::fromJson(segment.document);
        if (!doc)
            return failure(doc.error());
        if (const auto saved = saveSegment(shelf, *doc, at); !saved)
            return failure(saved.error());
        ++count;
    }
    return count;
}

// A few of those that every store can start from.
Result<int> saveFlows(Store &store, Instant at)
{
    static const QStringList shown{QStringLiteral("abandoned-cart"), QStringLiteral("review-request"),
                                   QStringLiteral("welcome"), QStringLiteral("win-back")};
    const auto library = flowLibraryInEnglish();
    if (!library)
        return failure(library.error());
    FlowShelf shelf(store);
    int count = 0;
    for (const ReadyFlow &ready : *library) {
        if (!shown.contains(ready.id))
            continue;
        if (const auto saved = saveFlow(shelf, ready.flow, at); !saved)
            return failure(saved.error());
        ++count;
    }
    return count;
}

// Somewhere to send people without an account anywhere: Klaviyo's stand-in on this computer.
Result<void> saveDestination(Store &store, Instant at)
{
    Destination sandbox;
    sandbox.name = QStringLiteral("VIP list (sandbox)");
    sandbox.kind = DestinationKind::Klaviyo;
    sandbox.way = DeliveryWay::List;
    sandbox.sandbox = true;
    sandbox.mode = SyncMode::Mirror;
    sandbox.account = {{QStringLiteral("list"), QStringLiteral("VIP")}};
    sandbox.source = {AudienceKind::Segment, QStringLiteral("VIP: more than 500 in a year")};
    sandbox.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")},
                      {QStringLiteral("last_name"), QStringLiteral("{{ Last Name }}")},
                      {QStringLiteral("orders"), QStringLiteral("{{ Orders }}")}};
    const auto added = DestinationShelf(store).add(sandbox, at);
    return added ? Result<void>() : failure(added.error());
}

Result<DemoStoreReport> fill(Store &store, Instant until, const Progress &progress)
{
    const auto report = importShop(store, until, progress);
    if (!report)
        return failure(report.error());
    const auto segments = saveSegments(store, Instant::now());
    if (!segments)
        return failure(segments.error());
    const auto flows = saveFlows(store, Instant::now());
    if (!flows)
        return failure(flows.error());
    if (const auto saved = saveDestination(store, Instant::now()); !saved)
        return failure(saved.error());
    return DemoStoreReport{report->profiles, report->events, report->orders, *segments, *flows};
}

void removeStore(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-lock"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace

Result<DemoStoreReport> createDemoStore(const QString &path, Instant until, const Progress &progress)
{
    Result<DemoStoreReport> report;
    {
        auto store = Store::create(path, demoSettings());
        if (!store)
            return failure(store.error());
        report = fill(*store, until, progress);
    }
    if (!report)
        removeStore(path);
    return report;
}

Instant demoEnd(Instant now)
{
    return {now.ms / Instant::DayMs * Instant::DayMs};
}

} // namespace perennial
