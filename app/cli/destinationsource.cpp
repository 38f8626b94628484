// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/destinationsource.h"

#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/keyname.h"

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

WantedKey wantedKey(const QString &storeId, const SavedDestination &saved)
{
    return {keyName(storeId, saved.id, saved.destination),
            tr("%1 of “%2”").arg(kindInfo(saved.destination.kind).secretTitle, saved.destination.name)};
}

Result<std::shared_ptr<const ProfileTable>> columnsOf(const CommonOptions &options)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto asker = SegmentAsker::open(*store, options);
    return asker ? Result<std::shared_ptr<const ProfileTable>>(asker->sharedTable()) : failure(asker.error());
}

namespace {

Result<QByteArray> keyOf(const CommonOptions &options, const SavedDestination &destination, KeyFinder &keys,
                         const std::string &secretFile)
{
    if (destination.destination.sandbox)
        return SandboxHost::key();
    const auto store = openToRead(options);
    return store ? keys.find(wantedKey(store->storeId(), destination), secretFile) : failure(store.error());
}

} // namespace

Result<PushSetting> sendingTo(const CommonOptions &options, const SavedDestination &destination, KeyFinder &keys,
                              const std::string &secretFile, SandboxHost &sandbox)
{
    auto key = keyOf(options, destination, keys, secretFile);
    if (!key)
        return failure(key.error());
    PushSetting sending;
    sending.secret = std::move(*key);
    if (destination.destination.sandbox) {
        const auto url = sandbox.urlOf(kindId(destination.destination.kind));
        if (!url)
            return failure(url.error());
        sending.base = *url;
    }
    return sending;
}

Result<PushRun> runNow(const CommonOptions &options, const SavedDestination &destination, KeyFinder &keys,
                       const std::string &secretFile, RunOrder order)
{
    SandboxHost sandbox;
    auto sending = sendingTo(options, destination, keys, secretFile, sandbox);
    if (!sending)
        return failure(sending.error());
    order.sending.secret = std::move(sending->secret);
    order.sending.base = sending->base;
    order.storePath = options.store;
    order.destination = destination.id;
    order.table = [&options] { return columnsOf(options); };
    order.asOf = options.moment();
    return runDestination(order, options.progress());
}

} // namespace perennial
