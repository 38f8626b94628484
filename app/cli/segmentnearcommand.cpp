// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/document/sentence.h"
#include "core/segment/explain/nearmisses.h"
#include "core/store/profileview.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct NearWords
{
    std::string segment;
    size_t limit = 20;
};

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QString wordsAt(const GivenSegment &segment, const NodePath &path)
{
    return wordsOf(*nodeAt(segment.doc, path));
}

QJsonArray onlyJson(const GivenSegment &segment, const NearMisses &near)
{
    QJsonArray json;
    for (const OnlyReason &reason : near.only)
        json.append(QJsonObject{{"path", reason.path.toString()},
                                {"text", wordsAt(segment, reason.path)},
                                {"count", qint64(reason.count)}});
    return json;
}

QString onlyText(const GivenSegment &segment, const NearMisses &near)
{
    TextTable table({tr(">Kept out"), tr("By this alone")});
    for (const OnlyReason &reason : near.only)
        table.add({QString::number(reason.count), wordsAt(segment, reason.path)});
    return table.toText();
}

Answer answerOf(const GivenSegment &segment, const NearMisses &near, const std::vector<PersonRow> &rows,
                const QStringList &notes)
{
    QJsonArray people;
    TextTable table({tr(">Profile"), tr("Email"), tr("Phone"), tr("Missing"), tr("Condition")});
    for (size_t i = 0; i < rows.size(); ++i) {
        const NearMiss &miss = near.people[i];
        const QString text = wordsAt(segment, miss.path);
        people.append(QJsonObject{{"id", rows[i].id.value},
                                  {"email", textOrNull(rows[i].email)},
                                  {"phone", textOrNull(rows[i].phone)},
                                  {"path", miss.path.toString()},
                                  {"text", text},
                                  {"missing", textOrNull(miss.missing)}});
        table.add({QString::number(rows[i].id.value), rows[i].email, rows[i].phone, miss.missing, text});
    }
    return {.json = {{"people", people},
                     {"only", onlyJson(segment, near)},
                     {"unfinished", QJsonArray::fromStringList(unfinishedPaths(segment.doc))},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = onlyText(segment, near) + QLatin1Char('\n') + table.toText(),
            .notes = notes};
}

Result<Answer> near(const CommonOptions &options, const NearWords &words)
{
    auto asked = AskedSegment::open(options, QString::fromStdString(words.segment));
    if (!asked)
        return failure(asked.error());
    auto &[store, given, asker] = *asked;
    const auto found = nearMissesOf(given.doc, asker.sharedTable(), asker.asOf(), words.limit, options.progress());
    if (!found)
        return failure(located(found.error(), given));
    std::vector<ProfileId> ids;
    for (const NearMiss &miss : found->people)
        ids.push_back(miss.profile);
    const auto rows = profileRows(store, ids);
    if (!rows)
        return failure(rows.error());
    return answerOf(given, *found, *rows, segmentNotes(given, asker.table()));
}

} // namespace

void addSegmentNear(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<NearWords>();
    CLI::App &command = commands.command(segment, "near", tr("List people whom one condition alone keeps out"),
                                         [words](const CommonOptions &options) { return near(options, *words); });
    command
        .add_option("NAME|FILE.json", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option("--limit", words->limit, tr("At most so many, the nearest first; 20 unless given").toStdString())
        ->type_name("N")
        ->check(CLI::Range(0, 1'000'000));
}

} // namespace perennial
