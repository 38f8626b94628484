// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/querytrial.h"

#include "core/segment/saved/templaterun.h"
#include "core/store/profileview.h"
#include "core/store/store.h"

#include <QElapsedTimer>

namespace perennial {

namespace {

constexpr size_t Shown = 10;

}

Result<QueryTrial> tryQuery(const SqlTemplate &query, const QString &storePath, const QTimeZone &zone,
                            const Progress &progress)
{
    QElapsedTimer clock;
    clock.start();
    const TemplateRun run{.storePath = storePath,
                          .frame = {.now = Instant::now(), .zone = zone},
                          .limits = {},
                          .stop = progress.stopToken()};
    const auto ids = idsFound(query, {}, run, {});
    if (!ids)
        return failure(ids.error());
    QueryTrial trial{.people = static_cast<qint64>(ids->size()), .first = {}, .ms = clock.elapsed()};
    const auto store = Store::openReader(storePath);
    if (!store)
        return failure(store.error());
    std::vector<ProfileId> first;
    for (size_t i = 0; i < ids->size() && i < Shown; ++i)
        first.push_back({(*ids)[i]});
    const auto rows = profileRows(*store, first);
    if (!rows)
        return failure(rows.error());
    for (const PersonRow &row : *rows)
        trial.first.push_back({.id = row.id, .name = row.name, .email = row.email, .values = {}});
    return trial;
}

} // namespace perennial
