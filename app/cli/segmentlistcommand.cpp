// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/store/segmentshelf.h"
#include "core/store/segmenttags.h"
#include "core/store/segmentuse.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Counted
{
    std::optional<quint32> count; // nothing where it cannot be counted
    QStringList unfinished;
    QStringList notes;
};

// A segment that cannot be evaluated does not hide the others.
Result<Counted> countOf(const SavedSegment &segment, const SegmentAsker &asker)
{
    const auto doc = SegmentDoc::fromJson(segment.document);
    const auto answer = doc ? asker.ask(*doc) : Result<SegmentAnswer>(failure(doc.error()));
    if (!answer && answer.error().kind == ErrorKind::Stopped)
        return failure(answer.error());
    if (!answer)
        return Counted{{}, {}, {segment.name + QLatin1String(": ") + answer.error().message}};
    const GivenSegment given{segment.name, segment.name, segment.document, *doc};
    return Counted{answer->count, unfinishedPaths(*doc), segmentNotes(given, asker.table())};
}

// What the store knows of its segments beside their definitions.
struct Beside
{
    TagsBySegment tags;
    std::map<SegmentId, SegmentUse> uses;

    [[nodiscard]] QJsonArray tagsOf(SegmentId id) const
    {
        const auto own = tags.find(id);
        return own == tags.end() ? QJsonArray() : QJsonArray::fromStringList(own->second);
    }
    [[nodiscard]] QJsonValue lastUsed(SegmentId id) const
    {
        const auto use = uses.find(id);
        return use == uses.end() ? QJsonValue() : QJsonValue(use->second.at.toIso());
    }
};

Result<Beside> readBeside(Store &store)
{
    auto tags = SegmentTags(store).all();
    auto uses = tags ? lastUses(store) : failure(tags.error());
    return uses ? Beside{std::move(*tags), std::move(*uses)} : Result<Beside>(failure(uses.error()));
}

Result<Answer> list(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto segments = SegmentShelf(*store).list();
    if (!segments)
        return failure(segments.error());
    const auto beside = readBeside(*store);
    if (!beside)
        return failure(beside.error());
    const auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    Answer answer;
    QJsonArray json;
    TextTable table({tr("Segment"), tr(">Count"), tr("Updated")});
    for (const SavedSegment &segment : *segments) {
        const auto counted = countOf(segment, *asker);
        if (!counted)
            return failure(counted.error());
        json.append(QJsonObject{{"id", segment.id.value},
                                {"name", segment.name},
                                {"version", segment.version},
                                {"count", counted->count ? QJsonValue(qint64(*counted->count)) : QJsonValue()},
                                {"as_of", asker->asOf().toIso()},
                                {"unfinished", QJsonArray::fromStringList(counted->unfinished)},
                                {"tags", beside->tagsOf(segment.id)},
                                {"last_used", beside->lastUsed(segment.id)},
                                {"updated", segment.updated.toIso()}});
        table.add({segment.name, counted->count ? QString::number(*counted->count) : QStringLiteral("–"),
                   segment.updated.toIso()});
        answer.notes += counted->notes;
    }
    answer.json = {{"segments", json}};
    answer.text = table.toText();
    return answer;
}

} // namespace

void addSegmentList(Commands &commands, CLI::App &segment)
{
    commands.command(segment, "list", tr("List the saved segments with their counts"), list);
}

} // namespace perennial
