// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/destinationsource.h"

#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "core/connect/destination/destinationkinds.h"
#include "core/sandbox/sandboxhost.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

Result<SavedDestination> savedDestination(Store &store, const QString &name)
{
    DestinationShelf shelf(store);
    auto found = shelf.find(name);
    if (!found)
        return failure(found.error());
    if (*found)
        return std::move(**found);
    const auto all = shelf.list();
    if (!all)
        return failure(all.error());
    QStringList names;
    for (const SavedDestination &one : *all)
        names.append(one.destination.name);
    return failure(
        ErrorKind::NotFound,
        names.isEmpty()
            ? tr("The store has no destinations yet.")
            : tr("There is no destination of this name. There are: %1.").arg(names.join(QLatin1String(", "))),
        name);
}

Result<std::shared_ptr<const ProfileTable>> columnsOf(const CommonOptions &options)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto asker = SegmentAsker::open(*store, options);
    return asker ? Result<std::shared_ptr<const ProfileTable>>(asker->sharedTable()) : failure(asker.error());
}

Result<PushRun> runNow(const CommonOptions &options, const SavedDestination &destination, RunOrder order)
{
    SandboxHost sandbox;
    if (destination.destination.sandbox) {
        const auto url = sandbox.urlOf(kindId(destination.destination.kind));
        if (!url)
            return failure(url.error());
        order.sending.base = *url;
    }
    order.storePath = options.store;
    order.destination = destination.id;
    order.table = [&options] { return columnsOf(options); };
    order.asOf = options.moment();
    return runDestination(order, options.progress());
}

} // namespace perennial
