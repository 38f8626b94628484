// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "core/segment/document/sentence.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// A file needs no store to be read.
Result<GivenSegment> given(const CommonOptions &options, const QString &word)
{
    if (word.endsWith(QLatin1String(".json")))
        return readSegmentFile(word);
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    return givenSegment(*store, word);
}

Result<Answer> show(const CommonOptions &options, const QString &word)
{
    const auto segment = given(options, word);
    if (!segment)
        return failure(segment.error());
    const QString sentence = sentenceOf(segment->doc);
    return Answer{.json = {{"document", segment->doc.toJsonObject()}, {"sentence", sentence}},
                  .text = sentence + QLatin1String("\n\n") + QString::fromUtf8(segment->doc.toJson()),
                  .notes = {}};
}

Result<Answer> sql(const CommonOptions &options, const QString &word)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto segment = givenSegment(*store, word);
    if (!segment)
        return failure(segment.error());
    const StoreSources sources(store->path());
    const SqlSetting setting{options.moment(), store->homeZone(), store->settings().currency, &sources};
    const auto query = segmentSql(segment->doc, setting);
    if (!query)
        return failure(located(query.error(), *segment));
    return Answer{.json = {{"sql", *query}, {"unfinished", QJsonArray::fromStringList(unfinishedPaths(segment->doc))}},
                  .text = *query + QLatin1Char('\n'),
                  .notes = unfinishedNotes(*segment)};
}

} // namespace

void addSegmentShow(Commands &commands, CLI::App &segment)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return show(options, QString::fromStdString(*word)); };
    commands.command(segment, "show", tr("Show a segment as a sentence and as a document"), run)
        .add_option("NAME|FILE.json", *word, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
}

void addSegmentSql(Commands &commands, CLI::App &segment)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return sql(options, QString::fromStdString(*word)); };
    CLI::App &command =
        commands.command(segment, "sql", tr("Show the query that yields the members' profile ids"), run);
    command.add_option("NAME|FILE.json", *word, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option_function<std::string>(
            "--dialect", [](const std::string &) {}, tr("Whose SQL").toStdString())
        ->check(CLI::IsMember({"sqlite"}))
        ->default_str("sqlite");
}

} // namespace perennial
