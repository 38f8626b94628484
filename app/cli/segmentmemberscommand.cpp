// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/segmentmovestext.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/store/profileview.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct MemberWords
{
    std::string segment;
    qint64 limit = -1;
    std::string since;

    [[nodiscard]] size_t most() const { return limit < 0 ? std::numeric_limits<size_t>::max() : size_t(limit); }
};

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

Answer answerOf(const GivenSegment &segment, quint32 count, const std::vector<PersonRow> &rows,
                const QStringList &notes)
{
    QJsonArray json;
    TextTable table({tr(">Profile"), tr("Email"), tr("Phone")});
    for (const PersonRow &row : rows) {
        json.append(
            QJsonObject{{"id", row.id.value}, {"email", textOrNull(row.email)}, {"phone", textOrNull(row.phone)}});
        table.add({QString::number(row.id.value), row.email, row.phone});
    }
    const QString total = tr("\n%1 of %2 members\n").arg(rows.size()).arg(count);
    return {.json = {{"count", qint64(count)},
                     {"members", json},
                     {"unfinished", QJsonArray::fromStringList(unfinishedPaths(segment.doc))},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = table.toText() + total,
            .notes = notes};
}

Result<void> addMovesSince(Answer &answer, const Store &store, const SegmentAsker &asker, const GivenSegment &segment,
                           const MemberWords &words)
{
    if (words.since.empty())
        return {};
    const auto since = givenMoment(words.since, zoneOf(segment.doc, asker.table().columns().homeZone), "--since");
    if (!since)
        return failure(since.error());
    if (*since > asker.asOf())
        return failure(ErrorKind::Usage, tr("--since lies after the moment asked about, %1.").arg(asker.asOf().toIso()),
                       QString::fromStdString(words.since));
    return addMoves(answer, store, asker, segment, *since, words.most());
}

Result<Answer> members(const CommonOptions &options, const MemberWords &words)
{
    auto asked = AskedSegment::open(options, QString::fromStdString(words.segment));
    if (!asked)
        return failure(asked.error());
    auto &[store, given, asker] = *asked;
    const auto answer = asker.ask(given);
    if (!answer)
        return failure(answer.error());
    std::vector<ProfileId> ids = asker.idsOf(answer->members);
    ids.resize(std::min(ids.size(), words.most()));
    const auto rows = profileRows(store, ids);
    if (!rows)
        return failure(rows.error());
    Answer members = answerOf(given, answer->count, *rows, segmentNotes(given, asker.table()));
    if (const auto moves = addMovesSince(members, store, asker, given, words); !moves)
        return failure(moves.error());
    return members;
}

} // namespace

void addSegmentMembers(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<MemberWords>();
    CLI::App &command = commands.command(segment, "members", tr("List the members in the order of their ids"),
                                         [words](const CommonOptions &options) { return members(options, *words); });
    command
        .add_option("NAME|FILE.json", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option("--since", words->since,
                    tr("Tell who entered and left since then, and by which conditions").toStdString())
        ->type_name("INSTANT");
    command.add_option("--limit", words->limit, tr("At most so many; all unless given").toStdString())
        ->type_name("N")
        ->check([](const std::string &number) {
            return number.starts_with('-')
                       ? tr("a whole number from 0 is wanted, not %1").arg(QString::fromStdString(number)).toStdString()
                       : std::string();
        });
}

} // namespace perennial
