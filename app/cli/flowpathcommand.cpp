// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowrange.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/flow/document/flowwords.h"
#include "core/flow/replay/flowpath.h"
#include "core/identity/personlookup.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct PathWords
{
    std::string flow;
    std::string profile;
    std::string start;
    FlowRangeWords range;
};

QString whyText(const PathStep &step, const QTimeZone &zone)
{
    return step.why ? reasonWords(*step.why, zone) : QString();
}

Answer answerOf(const std::vector<PathStep> &steps, const AskedFlow &asked)
{
    TextTable table({tr("At"), tr(">Journey"), tr("Step"), tr("What happened"), tr("Why")});
    QJsonArray json;
    for (const PathStep &step : steps) {
        const QString why = whyText(step, asked.zone);
        table.add({wordsOf(step.at, asked.zone), QString::number(step.journey), step.node, step.text, why});
        json.append(QJsonObject{{"at", step.at.toIso()},
                                {"journey", step.journey},
                                {"node", step.node},
                                {"port", step.port.isEmpty() ? QJsonValue() : QJsonValue(step.port)},
                                {"text", step.text},
                                {"why", why}});
    }
    return {.json = {{"steps", json}},
            .text = steps.empty() ? tr("Nothing in this range brings the person into the flow.\n") : table.toText(),
            .notes = asked.notes};
}

Result<Answer> path(const CommonOptions &options, const PathWords &words)
{
    auto asked = AskedFlow::open(options, words.flow, words.range);
    if (!asked)
        return failure(asked.error());
    const auto person = findPerson(asked->store, QString::fromStdString(words.profile));
    if (!person)
        return failure(person.error());
    PathSetting setting{asked->from, asked->to, std::nullopt};
    if (!words.start.empty()) {
        const auto start = givenMoment(words.start, asked->zone, "--start");
        if (!start)
            return failure(start.error());
        setting.startingAt = *start;
    }
    const auto steps = pathOf(asked->flow.reading.flow, asked->table, *person, setting, options.progress());
    return steps ? Result<Answer>(answerOf(*steps, *asked)) : failure(located(steps.error(), asked->flow));
}

} // namespace

void addFlowPath(Commands &commands, CLI::App &flow)
{
    const auto words = std::make_shared<PathWords>();
    const auto run = [words](const CommonOptions &options) { return path(options, *words); };
    CLI::App &command =
        commands.command(flow, "path", tr("One person's way through a flow, step by step, with the reasons"), run);
    addFlowWords(command, words->flow, words->range);
    command.add_option("--profile", words->profile, tr("An e-mail address, a phone number or an id").toStdString())
        ->required();
    command.add_option("--start", words->start,
                       tr("As though the person had come in at this moment, or on this day").toStdString());
}

} // namespace perennial
