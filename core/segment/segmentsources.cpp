// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/segmentsources.h"

#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>

namespace perennial {

Result<std::optional<SegmentDoc>> StoreSources::segment(const QString &name) const
{
    auto store = Store::openReader(m_path);
    if (!store)
        return failure(store.error());
    const auto saved = SegmentShelf(*store).find(name);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return std::nullopt;
    auto doc = SegmentDoc::fromJson((*saved)->document);
    if (!doc)
        return failure(doc.error().in(name));
    return std::optional(std::move(*doc));
}

Result<std::vector<qint64>> StoreSources::peopleFound(const SqlCondition &condition, Instant,
                                                      const QString &where) const
{
    return failure(ErrorKind::NotFound,
                   QCoreApplication::translate("perennial", "The store has no query called “%1”.").arg(condition.query),
                   where);
}

} // namespace perennial
