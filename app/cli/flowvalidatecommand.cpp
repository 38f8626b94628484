// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowsource.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/flow/document/flowenumids.h"
#include "core/flow/lint/flowlint.h"
#include "core/segment/columns/profiletable.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Answer answerOf(const std::vector<FlowProblem> &problems)
{
    TextTable table({tr("Severity"), tr("Step"), tr("Problem")});
    QJsonArray json;
    bool hasError = false;
    for (const FlowProblem &problem : problems) {
        hasError = hasError || problem.severity == FlowSeverity::Error;
        table.add(
            {enumId(problem.severity), problem.node.isEmpty() ? QStringLiteral("–") : problem.node, problem.text});
        json.append(QJsonObject{{"severity", enumId(problem.severity)},
                                {"node", problem.node},
                                {"text", problem.text},
                                {"kind", problem.kind},
                                {"where", problem.where},
                                {"fix", problem.fix}});
    }
    return {.json = {{"problems", json}},
            .text = problems.empty() ? tr("Nothing is wrong with this flow.\n") : table.toText(),
            .notes = {},
            .exitCode = hasError ? ExitFailed : ExitDone};
}

Result<Answer> validateIn(Store &store, const CommonOptions &options, const QString &word)
{
    const auto given = givenFlow(store, word);
    if (!given)
        return failure(given.error());
    auto names = namesIn(store);
    if (!names)
        return failure(names.error());
    const auto table = ProfileTable::open(store.path(), options.progress());
    if (!table)
        return failure(table.error());
    return answerOf(lint(given->reading, {table->get(), std::move(*names)}));
}

// A file can be looked at by itself; what a store lacks is told where one is named.
Result<Answer> validate(const CommonOptions &options, const QString &word)
{
    if (options.store.isEmpty() && word.endsWith(QLatin1String(".json"))) {
        const auto given = readFlowFile(word);
        return given ? Result<Answer>(answerOf(lint(given->reading))) : failure(given.error());
    }
    auto store = openToRead(options);
    return store ? validateIn(*store, options, word) : failure(store.error());
}

} // namespace

void addFlowValidate(Commands &commands, CLI::App &flow)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return validate(options, QString::fromStdString(*word)); };
    commands
        .command(flow, "validate",
                 tr("Tell what is wrong with a flow; with --store also what the store lacks. Errors end with 1"), run)
        .add_option("NAME|FILE.json", *word, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
}

} // namespace perennial
