// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/openstore.h"

#include <QCoreApplication>

namespace perennial {

Result<QString> storePath(const CommonOptions &options)
{
    if (options.store.isEmpty())
        return failure(ErrorKind::Usage, QCoreApplication::translate("perennial", "Name the store with --store FILE."));
    return options.store;
}

Result<Store> openToRead(const CommonOptions &options)
{
    auto store = storePath(options).and_then(Store::openUpdated);
    if (store)
        store->database().interruptOn(options.stop);
    return store;
}

Result<Store> openToWrite(const CommonOptions &options)
{
    return storePath(options).and_then(Store::openWriter);
}

} // namespace perennial
