// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/portfolio.h"

#include "core/segment/document/segmentcycle.h"
#include "core/segment/saved/lifecycleshelf.h"
#include "core/store/rows.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QHash>
#include <QSet>

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

void addNames(QSet<QString> &names, const SegmentDoc &doc)
{
    for (const SavedName &named : definitionsNamedIn(doc)) {
        if (named.of == MemberOf::Segment)
            names.insert(named.name.toLower());
    }
}

// Those that the stages of the lifecycle ask for; one that cannot be read names nothing.
Result<QSet<QString>> namesInStages(Store &store)
{
    QSet<QString> names;
    const auto lifecycle = LifecycleShelf(store).current();
    if (!lifecycle)
        return lifecycle.error().kind == ErrorKind::Invalid ? Result<QSet<QString>>(names) : failure(lifecycle.error());
    for (size_t stage = 0; stage < lifecycle->stages.size(); ++stage)
        addNames(names, lifecycle->meantFor(stage));
    return names;
}

} // namespace

Result<Portfolio> portfolioOf(Store &store)
{
    const auto saved = SegmentShelf(store).list();
    if (!saved)
        return failure(saved.error());
    const auto sendings = lastSendings(store);
    if (!sendings)
        return failure(sendings.error());
    auto named = namesInStages(store);
    if (!named)
        return failure(named.error());
    Portfolio portfolio;
    for (const SavedSegment &segment : *saved) {
        auto doc = SegmentDoc::fromJson(segment.document);
        if (!doc) {
            portfolio.unread.append(segment.name);
            continue;
        }
        addNames(*named, *doc);
        const auto sent = sendings->constFind(segment.name.toLower());
        portfolio.segments.push_back({.id = segment.id,
                                      .name = segment.name,
                                      .doc = std::move(*doc),
                                      .updated = segment.updated,
                                      .sent = sent == sendings->constEnd() ? std::nullopt : std::optional(*sent)});
    }
    for (ExaminedSegment &segment : portfolio.segments)
        segment.named = named->contains(segment.name.toLower());
    return portfolio;
}

} // namespace perennial
