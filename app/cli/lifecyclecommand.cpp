// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/lifecyclesource.h"
#include "app/cli/memberstext.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/segment/document/sentence.h"
#include "core/segment/lifecycle/stagecensus.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <limits>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Whom a stage is meant for; those whom an earlier stage takes are not said again.
QString wordsOf(const Lifecycle &lifecycle, size_t stage)
{
    if (stage == lifecycle.stages.size())
        return tr("Everybody else.");
    const SegmentDoc doc = lifecycle.meantFor(stage);
    return isFinished(doc.root) ? sentenceOf(doc) : tr("Nobody yet.");
}

double shareOf(quint32 people, quint32 of)
{
    return of == 0 ? 0 : double(people) / of;
}

QString percentOf(double share)
{
    return tr("%1 %").arg(share * 100, 0, 'f', 1);
}

Answer answerOf(const AskedLifecycle &asked, const StageCensus &census)
{
    QJsonArray json;
    TextTable table({tr("Stage"), tr(">People"), tr(">Share"), tr("Who")});
    const QStringList names = asked.lifecycle.names(), notes = asked.notes();
    for (size_t stage = 0; stage < census.counts.size(); ++stage) {
        const QString name = names[static_cast<qsizetype>(stage)], words = wordsOf(asked.lifecycle, stage);
        const quint32 count = census.counts[stage];
        const double share = shareOf(count, census.of);
        json.append(QJsonObject{{"name", name}, {"count", qint64(count)}, {"share", share}, {"sentence", words}});
        table.add({name, QString::number(count), percentOf(share), words});
    }
    return {.json = {{"document", QJsonDocument::fromJson(asked.lifecycle.toJson()).object()},
                     {"saved", asked.isOwn},
                     {"stages", json},
                     {"of", qint64(census.of)},
                     {"as_of", census.asOf.toIso()},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = table.toText(),
            .notes = notes};
}

Result<Answer> show(const CommonOptions &options)
{
    const auto asked = AskedLifecycle::open(options);
    if (!asked)
        return failure(asked.error());
    const SegmentAsker &asker = asked->asker;
    const auto censuses = stagesAt({asker.asOf()}, asked->lifecycle, asker.sharedTable(), {}, asker.progress());
    if (!censuses)
        return failure(censuses.error());
    return answerOf(*asked, censuses->front());
}

struct StageWords
{
    std::string stage;
    qint64 limit = -1;

    [[nodiscard]] size_t most() const { return limit < 0 ? std::numeric_limits<size_t>::max() : size_t(limit); }
};

SegmentDoc inStage(const QString &name)
{
    MembershipCondition condition;
    condition.of = MemberOf::Stage;
    condition.name = name;
    SegmentDoc doc;
    doc.name = name;
    doc.root.group()->children.push_back({condition, UnknownRule::Out});
    return doc;
}

Result<Answer> members(const CommonOptions &options, const StageWords &words)
{
    const auto asked = AskedLifecycle::open(options);
    if (!asked)
        return failure(asked.error());
    const QString given = QString::fromStdString(words.stage);
    const auto stage = asked->lifecycle.stageNamed(given);
    if (!stage)
        return failure(noDefinition({MemberOf::Stage, given}, given));
    const QString name = asked->lifecycle.names().at(static_cast<qsizetype>(*stage));
    const GivenSegment segment{.source = name, .name = name, .text = {}, .doc = inStage(name)};
    return membersOf(segment, asked->store, asked->asker, words.most());
}

Answer answerOf(const QString &text, const Lifecycle &lifecycle, const QStringList &notes)
{
    const QString names = lifecycle.names().join(tr(", "));
    return {.json = {{"stages", QJsonArray::fromStringList(lifecycle.names())},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = text.arg(names) + u'\n',
            .notes = notes};
}

Result<Answer> save(const CommonOptions &options, const QString &path)
{
    const auto at = [&path](Error error) {
        error.where = error.where.isEmpty() ? path : path + QLatin1String(": ") + error.where;
        return failure(error);
    };
    const auto text = readTextFile(path);
    if (!text)
        return failure(text.error());
    const auto lifecycle = Lifecycle::fromJson(*text);
    if (!lifecycle)
        return at(lifecycle.error());
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    if (const auto saved = LifecycleShelf(*store).save(*lifecycle, Instant::now()); !saved)
        return at(saved.error());
    const auto notes = missingNotes(*store, *lifecycle);
    if (!notes)
        return failure(notes.error());
    return answerOf(tr("Saved the lifecycle: %1."), *lifecycle, *notes);
}

Result<Answer> reset(const CommonOptions &options)
{
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    if (const auto forgotten = LifecycleShelf(*store).forget(); !forgotten)
        return failure(forgotten.error());
    const Lifecycle lifecycle = defaultLifecycle();
    const auto notes = missingNotes(*store, lifecycle);
    if (!notes)
        return failure(notes.error());
    return answerOf(tr("The stages are the usual ones again: %1."), lifecycle, *notes);
}

void addMembers(Commands &commands, CLI::App &lifecycle)
{
    const auto words = std::make_shared<StageWords>();
    CLI::App &command = commands.command(lifecycle, "members", tr("List who is in a stage in the order of their ids"),
                                         [words](const CommonOptions &options) { return members(options, *words); });
    command.add_option("STAGE", words->stage, tr("Its name").toStdString())->required();
    command.add_option("--limit", words->limit, tr("At most so many; all unless given").toStdString())
        ->type_name("N")
        ->check(notNegative);
}

} // namespace

void addLifecycle(Commands &commands)
{
    CLI::App &group = commands.group("lifecycle", tr("The stages people pass through, each person in exactly one"));
    commands.command(group, "show", tr("Show the stages, and how many people are in each"), show);
    addLifecycleMoves(commands, group);
    addMembers(commands, group);
    const auto path = std::make_shared<std::string>();
    const auto run = [path](const CommonOptions &options) { return save(options, QString::fromStdString(*path)); };
    commands.command(group, "save", tr("Save the stages of this store"), run)
        .add_option("FILE", *path, tr("Their JSON document").toStdString())
        ->required();
    commands.command(group, "reset", tr("Go back to the usual stages"), reset);
}

} // namespace perennial
