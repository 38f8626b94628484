// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/portfolio.h"

#include "core/store/rows.h"
#include "core/store/segmentshelf.h"
#include "core/store/segmentuse.h"
#include "core/store/store.h"

#include <QHash>

namespace perennial {

namespace {

struct Sending
{
    QString segment;
    Instant at;
};

Result<QHash<QString, Instant>> lastSendings(Store &store)
{
    const auto rows =
        queryRows(store.database(), "SELECT segment_name, max(at) FROM exports GROUP BY lower(segment_name)",
                  [](const Statement &row) {
                      return Sending{row.text(0), Instant{row.integer(1)}};
                  });
    if (!rows)
        return failure(rows.error());
    QHash<QString, Instant> last;
    for (const Sending &sending : *rows)
        last.insert(sending.segment.toLower(), sending.at);
    return last;
}

} // namespace

Result<Portfolio> portfolioOf(Store &store, SegmentUsers users)
{
    const auto saved = SegmentShelf(store).list();
    if (!saved)
        return failure(saved.error());
    const auto sendings = lastSendings(store);
    if (!sendings)
        return failure(sendings.error());
    const auto uses = lastUses(store);
    if (!uses)
        return failure(uses.error());
    Portfolio portfolio;
    if (const auto added = users.addStagesOf(store); !added)
        return failure(added.error());
    for (const SavedSegment &segment : *saved) {
        auto doc = SegmentDoc::fromJson(segment.document);
        if (!doc) {
            portfolio.unread.append(segment.name);
            continue;
        }
        users.add(segment.name, *doc);
        const auto use = uses->find(segment.id);
        const auto sent = sendings->constFind(segment.name.toLower());
        portfolio.segments.push_back({.id = segment.id,
                                      .name = segment.name,
                                      .doc = std::move(*doc),
                                      .updated = segment.updated,
                                      .sent = sent == sendings->constEnd() ? std::nullopt : std::optional(*sent),
                                      .used = use == uses->end() ? std::nullopt : std::optional(use->second.at)});
    }
    for (ExaminedSegment &segment : portfolio.segments)
        segment.named = !users.of(segment.name).isEmpty();
    return portfolio;
}

} // namespace perennial
