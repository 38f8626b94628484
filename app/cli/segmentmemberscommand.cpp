// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/memberstext.h"
#include "app/cli/segmentmovestext.h"
#include "app/cli/segmentsource.h"

#include <QCoreApplication>

#include <limits>

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
    auto members = membersOf(given, store, asker, words.most());
    if (!members)
        return members;
    if (const auto moves = addMovesSince(*members, store, asker, given, words); !moves)
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
        ->check(notNegative);
}

} // namespace perennial
