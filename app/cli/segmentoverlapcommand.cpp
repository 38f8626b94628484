// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/sets/setcombinations.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString percent(double share)
{
    return tr("%1 %").arg(share * 100, 0, 'f', 1);
}

QString namesAt(const QStringList &names, const std::vector<size_t> &places)
{
    QStringList chosen;
    for (const size_t place : places)
        chosen.append(names.at(static_cast<qsizetype>(place)));
    return chosen.join(QStringLiteral(", "));
}

// Those that hold somebody, the largest first. Of two segments the pairs say as much.
void addCombinations(Answer &answer, const QStringList &names, const SetCombinations &combinations)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < combinations.counts.size(); ++i) {
        if (combinations.counts[i] > 0)
            order.push_back(i);
    }
    std::ranges::stable_sort(order, std::ranges::greater(), [&](size_t i) { return combinations.counts[i]; });
    QJsonArray all;
    TextTable table({tr("In exactly"), tr(">Count")});
    for (const size_t combination : order) {
        const SetRegion region = combinations.region(combination);
        QJsonArray in;
        for (const size_t place : region.in)
            in.append(names.at(static_cast<qsizetype>(place)));
        all.append(QJsonObject{{"in", in}, {"count", qint64(combinations.counts[combination])}});
        if (!region.in.empty())
            table.add({namesAt(names, region.in), QString::number(combinations.counts[combination])});
    }
    answer.json.insert("combinations", all);
    if (names.size() > 2)
        answer.text += QLatin1Char('\n') + table.toText();
}

Answer answerOf(const QStringList &names, const SetOverlap &overlap, const QStringList &notes)
{
    QJsonArray pairs, segments;
    TextTable pairTable({tr("Segment"), tr("Segment"), tr(">Both"), tr(">Jaccard")}),
        segmentTable({tr("Segment"), tr(">Count"), tr(">In no other")});
    for (const SetPair &pair : overlap.pairs) {
        const QString a = names.at(static_cast<qsizetype>(pair.a)), b = names.at(static_cast<qsizetype>(pair.b));
        pairs.append(QJsonObject{{"a", a}, {"b", b}, {"both", qint64(pair.both)}, {"jaccard", pair.jaccard()}});
        pairTable.add({a, b, QString::number(pair.both), percent(pair.jaccard())});
    }
    for (qsizetype i = 0; i < names.size(); ++i) {
        const SetSize &set = overlap.sets[static_cast<size_t>(i)];
        segments.append(QJsonObject{{"name", names.at(i)}, {"count", qint64(set.count)}, {"only", qint64(set.only)}});
        segmentTable.add({names.at(i), QString::number(set.count), QString::number(set.only)});
    }
    const QString rest = tr("\n%1 of %2 people are in none of them, %3 in exactly one\n")
                             .arg(overlap.inNone)
                             .arg(overlap.of)
                             .arg(overlap.inOne);
    return {.json = {{"pairs", pairs},
                     {"segments", segments},
                     {"none", qint64(overlap.inNone)},
                     {"one", qint64(overlap.inOne)},
                     {"of", qint64(overlap.of)},
                     {"notes", QJsonArray::fromStringList(notes)}},
            .text = segmentTable.toText() +
                    (overlap.pairs.empty() ? QString() : QLatin1Char('\n') + pairTable.toText()) + rest,
            .notes = notes};
}

Result<Answer> overlap(const CommonOptions &options, const std::vector<std::string> &words)
{
    const auto asked = AskedSegments::ask(options, words);
    if (!asked)
        return failure(asked.error());
    const SegmentAsker &asker = asked->asker;
    QStringList names, notes;
    std::vector<const ProfileSet *> sets;
    for (const auto &[segment, answer] : asked->all) {
        names.append(segment.name);
        notes += segmentNotes(segment, asker.table());
        sets.push_back(&answer.members);
    }
    const auto counted = overlapOf(sets, asker.table().knownAt(asker.asOf()), asker.progress());
    if (!counted)
        return failure(counted.error());
    Answer answer = answerOf(names, *counted, notes);
    if (sets.size() > SetCombinations::MostSets)
        return answer;
    const auto combinations = combinationsOf(sets, asker.table().knownAt(asker.asOf()), asker.progress());
    if (!combinations)
        return failure(combinations.error());
    addCombinations(answer, names, *combinations);
    return answer;
}

} // namespace

void addSegmentOverlap(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<std::vector<std::string>>();
    commands
        .command(segment, "overlap", tr("Count who is in several segments at once, and who is in none"),
                 [words](const CommonOptions &options) { return overlap(options, *words); })
        .add_option("NAME|FILE.json", *words, tr("Saved names, or files that end in .json").toStdString())
        ->required()
        ->expected(1, -1);
}

} // namespace perennial
