// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "core/identity/personlookup.h"
#include "core/segment/explain/explanation.h"
#include "core/store/profileview.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ExplainWords
{
    std::string segment;
    std::string profile;
};

QString verdictId(Verdict verdict)
{
    if (verdict == Verdict::Unknown)
        return QStringLiteral("unknown");
    return verdict == Verdict::Yes ? QStringLiteral("true") : QStringLiteral("false");
}

QString kindId(EvidenceKind kind)
{
    constexpr std::array ids{"event",      "value",   "consent", "suppression", "address", "order",
                             "membership", "segment", "rank",    "distance",    "sample",  "query"};
    return QLatin1String(ids[static_cast<size_t>(kind)]);
}

QJsonObject toJson(const Evidence &evidence, const QTimeZone &zone)
{
    QJsonObject details;
    for (const EvidenceDetail &detail : evidence.details)
        details.insert(detail.name, detail.value);
    return {{"kind", kindId(evidence.kind)},
            {"name", evidence.name},
            {"at", evidence.at ? QJsonValue(evidence.at->toIso()) : QJsonValue()},
            {"value", evidence.value},
            {"currency", evidence.currency.isEmpty() ? QJsonValue() : QJsonValue(evidence.currency)},
            {"assumed", evidence.assumed},
            {"details", details},
            {"text", wordsOf(evidence, zone)}};
}

QJsonObject toJson(const ExplainedNode &node, const QTimeZone &zone)
{
    QJsonArray evidence, children;
    for (const Evidence &one : node.evidence)
        evidence.append(toJson(one, zone));
    for (const ExplainedNode &child : node.children) {
        if (child.finished)
            children.append(toJson(child, zone));
    }
    QJsonObject json{{"path", node.path.toString()},
                     {"text", node.text},
                     {"verdict", verdictId(node.verdict)},
                     {"holds", node.holds},
                     {"compared", node.compared},
                     {"evidence", evidence},
                     {"evidence_total", qint64(node.evidenceTotal)},
                     {"children", children}};
    if (node.asOf)
        json.insert(QStringLiteral("as_of"), node.asOf->toIso());
    if (node.explainedAbove)
        json.insert(QStringLiteral("explained_above"), true);
    return json;
}

// ✓ holds, ✗ does not, ? cannot be decided.
QString treeText(const ExplainedNode &node, const QTimeZone &zone, qsizetype depth)
{
    if (!node.finished)
        return {};
    const QString indent(depth * 2, QLatin1Char(' '));
    const QString mark = node.verdict == Verdict::Yes ? tr("✓") : node.verdict == Verdict::No ? tr("✗") : tr("?");
    const QString compared = node.compared.isEmpty() ? QString() : tr(" (%1)").arg(node.compared);
    const QString moment = node.asOf ? tr(" (asked on %1)").arg(wordsOf(*node.asOf, zone)) : QString();
    const QString above = node.explainedAbove ? tr(" – explained above") : QString();
    QString text = indent + mark + QLatin1Char(' ') + node.text + compared + moment + above + QLatin1Char('\n');
    for (const Evidence &evidence : node.evidence)
        text += indent + QLatin1String("    ") + wordsOf(evidence, zone) + QLatin1Char('\n');
    if (node.evidenceTotal > node.evidence.size())
        text += indent + QLatin1String("    ") + tr("… %1 in all").arg(node.evidenceTotal) + QLatin1Char('\n');
    for (const ExplainedNode &child : node.children)
        text += treeText(child, zone, depth + 1);
    return text;
}

QJsonObject toJson(const Flip &flip, const QString &currency)
{
    QJsonArray changes;
    for (const Change &change : flip.changes)
        changes.append(wordsOf(change, currency));
    return {{"possible", flip.possible},
            {"joins", flip.joins},
            {"changes", changes},
            {"on", flip.on ? QJsonValue(flip.on->toIso()) : QJsonValue()},
            {"by", flip.by ? QJsonValue(flip.by->toIso()) : QJsonValue()}};
}

QString headText(const Explanation &explanation)
{
    const QString who = tr("Profile %1").arg(explanation.profile.value);
    if (!explanation.known)
        return tr("%1 was not known at that moment.\n").arg(who);
    return (explanation.member ? tr("%1 is in.\n") : tr("%1 is not in.\n")).arg(who);
}

Result<Answer> explainPerson(const CommonOptions &options, const ExplainWords &words)
{
    auto opened = OpenedSegment::open(options, QString::fromStdString(words.segment));
    if (!opened)
        return failure(opened.error());
    const GivenSegment &given = opened->segment;
    const auto person = findPerson(opened->store, QString::fromStdString(words.profile));
    if (!person)
        return failure(person.error());
    const auto asker = SegmentAsker::open(opened->store, options);
    if (!asker)
        return failure(asker.error());
    const auto explanation = explain(given.doc, asker->sharedTable(), *person, asker->asOf(), options.progress());
    if (!explanation)
        return failure(located(explanation.error(), given));
    const QTimeZone zone = zoneOf(given.doc, opened->store.homeZone());
    const QStringList notes = segmentNotes(given, asker->table());
    return Answer{.json = {{"profile", person->value},
                           {"member", explanation->member},
                           {"known", explanation->known},
                           {"as_of", explanation->asOf.toIso()},
                           {"tree", toJson(explanation->root, zone)},
                           {"flip", explanation->flip.sentence},
                           {"flip_steps", toJson(explanation->flip, asker->table().currency())},
                           {"unfinished", QJsonArray::fromStringList(unfinishedPaths(given.doc))},
                           {"notes", QJsonArray::fromStringList(notes)}},
                  .text = headText(*explanation) + QLatin1Char('\n') + treeText(explanation->root, zone, 0) +
                          QLatin1Char('\n') + explanation->flip.sentence + QLatin1Char('\n'),
                  .notes = notes};
}

} // namespace

void addSegmentExplain(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<ExplainWords>();
    CLI::App &command =
        commands.command(segment, "explain", tr("Say why a person is in a segment or not, and what would change it"),
                         [words](const CommonOptions &options) { return explainPerson(options, *words); });
    command
        .add_option("NAME|FILE.json", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command.add_option("--profile", words->profile, tr("E-mail, phone, platform id or profile id").toStdString())
        ->type_name("PERSON")
        ->required();
}

} // namespace perennial
