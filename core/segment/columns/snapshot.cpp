// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/columns/snapshot.h"

namespace perennial {

Result<Snapshot> Snapshot::open(const QString &path)
{
    auto store = Store::openReader(path);
    if (!store)
        return failure(store.error());
    if (const auto begun = store->database().execute("BEGIN"); !begun)
        return failure(begun.error());
    auto mark = StoreMark::read(*store);
    if (!mark)
        return failure(mark.error());
    return Snapshot{std::move(*store), std::move(*mark)};
}

} // namespace perennial
