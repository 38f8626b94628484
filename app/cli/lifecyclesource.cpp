// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/lifecyclesource.h"

#include "app/cli/openstore.h"
#include "app/cli/segmentnotes.h"
#include "core/segment/document/segmentcycle.h"
#include "core/segment/health/slips.h"
#include "core/store/segmentshelf.h"

#include <QCoreApplication>
#include <QSet>

namespace perennial {

namespace {

QString tr(const char *text, const char *hint = nullptr)
{
    return QCoreApplication::translate("perennial", text, hint);
}

QString noteOn(const QString &subject, const QString &text)
{
    return tr("%1: %2", "which segment, a sentence").arg(subject, text);
}

QStringList unfinishedNotesOf(const Lifecycle &lifecycle, size_t stage)
{
    const SegmentDoc doc = lifecycle.meantFor(stage);
    if (isFinished(doc.root))
        return unfinishedNotes({.source = doc.name, .name = doc.name, .text = {}, .doc = doc});
    return {noteOn(doc.name, tr("Nothing is said of this stage yet, so nobody is in it."))};
}

Result<bool> isThere(Store &store, const Lifecycle &lifecycle, const SavedName &name)
{
    if (name.of == MemberOf::Stage)
        return lifecycle.stageNamed(name.name).has_value();
    return SegmentShelf(store).find(name.name).map([](const auto &saved) { return saved.has_value(); });
}

// What names a stage or segment that is not there, in its own words.
Result<QStringList> missingIn(Store &store, const Lifecycle &lifecycle, const SegmentDoc &doc)
{
    QStringList notes;
    for (const SavedName &name : definitionsNamedIn(doc)) {
        const auto found = isThere(store, lifecycle, name);
        if (!found)
            return failure(found.error());
        if (!*found)
            notes.append(noteOn(doc.name, noDefinition(name, {}).message));
    }
    return notes;
}

std::vector<SegmentDoc> stagesOf(const Lifecycle &lifecycle)
{
    std::vector<SegmentDoc> docs;
    for (size_t stage = 0; stage < lifecycle.stages.size(); ++stage)
        docs.push_back(lifecycle.meantFor(stage));
    return docs;
}

// One that cannot be read names nothing.
Result<std::vector<SegmentDoc>> segmentsOf(Store &store)
{
    return SegmentShelf(store).list().map([](const std::vector<SavedSegment> &segments) {
        std::vector<SegmentDoc> docs;
        for (const SavedSegment &segment : segments) {
            if (auto doc = SegmentDoc::fromJson(segment.document))
                docs.push_back(std::move(*doc));
        }
        return docs;
    });
}

} // namespace

Result<AskedLifecycle> AskedLifecycle::open(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    auto own = LifecycleShelf(*store).saved();
    if (!own)
        return failure(own.error());
    auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    return AskedLifecycle{std::move(*store), own->value_or(defaultLifecycle()), own->has_value(), std::move(*asker)};
}

QTimeZone AskedLifecycle::zone() const
{
    const QTimeZone &home = asker.table().columns().homeZone;
    return lifecycle.zone.isEmpty() ? home : zoneNamed(lifecycle.zone).value_or(home);
}

QStringList AskedLifecycle::notes() const
{
    QStringList notes;
    QSet<QString> said;
    for (size_t stage = 0; stage < lifecycle.stages.size(); ++stage) {
        notes += unfinishedNotesOf(lifecycle, stage);
        for (const Slip &slip : slipsOf(lifecycle.meantFor(stage), asker.table())) {
            if (said.contains(slip.text))
                continue;
            said.insert(slip.text);
            notes.append(noteOn(lifecycle.stages[stage].name, slip.text));
        }
    }
    return notes;
}

Result<QStringList> missingNotes(Store &store, const Lifecycle &lifecycle)
{
    auto segments = segmentsOf(store);
    if (!segments)
        return failure(segments.error());
    QStringList notes;
    for (const auto &docs : {stagesOf(lifecycle), *segments}) {
        for (const SegmentDoc &doc : docs) {
            const auto missing = missingIn(store, lifecycle, doc);
            if (!missing)
                return failure(missing.error());
            notes += *missing;
        }
    }
    notes.removeDuplicates();
    return notes;
}

} // namespace perennial
