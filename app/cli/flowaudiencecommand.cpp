// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audiencefile.h"
#include "app/cli/commands.h"
#include "app/cli/flowrange.h"
#include "app/cli/texttable.h"
#include "core/connect/plan/neversentpeople.h"
#include "core/flow/audience/todaysaudience.h"
#include "core/flow/document/flowenumids.h"
#include "core/flow/document/flowwords.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct AudienceWords
{
    std::string flow;
    FlowRangeWords range;
    std::string node;
    FileWords file;
};

Result<void> requireFit(const AudienceWords &words)
{
    if (words.file.out.empty() && !words.node.empty())
        return failure(ErrorKind::Usage, tr("--node names whose people go into a file: say which by --out."));
    if (!words.file.out.empty() && words.node.empty())
        return failure(ErrorKind::Usage, tr("Say by --node which message's people go into the file."));
    return {};
}

Result<TodaysAudience> askToday(const AskedFlow &asked, const CommonOptions &options)
{
    auto today =
        todaysAudience(asked.flow.reading.flow, asked.table, {asked.from, options.moment()}, options.progress());
    return today ? std::move(today) : failure(located(today.error(), asked.flow));
}

QString nameOfMessage(const FlowNode &node)
{
    const MessageNode &message = *node.as<MessageNode>();
    for (const QString &name : {node.title, message.name, message.subject}) {
        if (!name.isEmpty())
            return name;
    }
    return nameOf(node);
}

QJsonObject nodeJson(const MessageAudience &audience, const FlowNode &node, const ProfileTable &table)
{
    return {{"id", node.id},
            {"name", nameOfMessage(node)},
            {"channel", enumId(node.as<MessageNode>()->channel)},
            {"people", qint64(audience.people(table).size())},
            {"sent", qint64(audience.sent)},
            {"to_come", qint64(audience.toCome())}};
}

Answer listed(const TodaysAudience &today, const AskedFlow &asked)
{
    QJsonArray nodes;
    TextTable table({tr("Step"), tr("Message"), tr("Channel"), tr(">People"), tr(">Sent"), tr(">To come")});
    for (const MessageAudience &audience : today.nodes) {
        const FlowNode &node = *asked.flow.reading.flow.node(audience.node);
        nodes.append(nodeJson(audience, node, *asked.table));
        table.add({node.id, nameOfMessage(node), wordsOf(node.as<MessageNode>()->channel),
                   QString::number(audience.people(*asked.table).size()), QString::number(audience.sent),
                   QString::number(audience.toCome())});
    }
    const QString day = localDay(today.now.ms, today.zone).toString(Qt::ISODate);
    const QString zone = QString::fromLatin1(today.zone.id());
    return {.json = {{"as_of", today.now.toIso()},
                     {"from", asked.from.toIso()},
                     {"day", day},
                     {"zone", zone},
                     {"nodes", nodes}},
            .text = today.nodes.empty()
                        ? tr("This flow sends no messages.\n")
                        : table.toText() + tr("\nOn %1 (%2), as known at %3.\n").arg(day, zone, today.now.toIso()),
            .notes = asked.notes};
}

// The message's own; a file knows e-mail addresses and phone numbers only.
ExportChannel channelOf(const FlowNode &node)
{
    switch (node.as<MessageNode>()->channel) {
    case MessageChannel::Email:
        return ExportChannel::Email;
    case MessageChannel::Sms:
        return ExportChannel::Sms;
    default:
        return ExportChannel::EmailOrSms;
    }
}

Result<MadeExport> written(const TodaysAudience &today, AskedFlow &asked, const AudienceWords &words,
                           const CommonOptions &options)
{
    const QString id = QString::fromStdString(words.node);
    const MessageAudience *audience = today.node(id);
    if (!audience)
        return failure(ErrorKind::NotFound, tr("The flow has no message of this id."),
                       QStringLiteral("%1: %2").arg(asked.flow.source, id));
    const FlowNode &node = *asked.flow.reading.flow.node(id);
    auto request = requestOf(words.file, channelOf(node));
    if (!request)
        return failure(request.error());
    auto never = neverSentPeople({asked.store, asked.table, Instant::now()}, options.progress());
    if (!never)
        return failure(never.error());
    request->members = audience->people(*asked.table);
    request->neverSent = std::move(*never);
    request->asOf = today.now;
    request->segmentName = QStringLiteral("%1: %2").arg(asked.flow.name, nameOfMessage(node));
    request->document = asked.flow.reading.flow.toJson();
    auto report = exportAudience(asked.store, *request, QString::fromStdString(words.file.out), options.progress());
    if (!report)
        return failure(report.error());
    return MadeExport{std::move(*request), std::move(*report), asked.notes};
}

Result<Answer> showAudience(const CommonOptions &options, const AudienceWords &words)
{
    if (const auto fit = requireFit(words); !fit)
        return failure(fit.error());
    std::optional<Result<MadeExport>> made;
    {
        auto asked = AskedFlow::open(options, words.flow, words.range);
        if (!asked)
            return failure(asked.error());
        const auto today = askToday(*asked, options);
        if (!today)
            return failure(today.error());
        if (words.file.out.empty())
            return listed(*today, *asked);
        made = written(*today, *asked, words, options);
    }
    if (!*made)
        return failure(made->error());
    return answerOf(options, **made, QString::fromStdString(words.file.out));
}

} // namespace

void addFlowAudience(Commands &commands, CLI::App &flow)
{
    const auto words = std::make_shared<AudienceWords>();
    CLI::App &command =
        commands.command(flow, "audience", tr("Whom the messages of a flow reach today, as a list or into a file"),
                         [words](const CommonOptions &options) { return showAudience(options, *words); });
    command.add_option("NAME|FILE.json", words->flow, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command.add_option("--from", words->range.from,
                       tr("The first day or moment that is replayed; two years ago where none is given").toStdString());
    command.add_option("--node", words->node, tr("The message whose people are written").toStdString())
        ->type_name("ID");
    addFileOptions(command, words->file);
}

} // namespace perennial
