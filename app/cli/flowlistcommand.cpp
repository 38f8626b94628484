// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowsource.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/flow/document/flowwords.h"
#include "core/store/flowshelf.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Nothing where the flow cannot be read at all: made by a newer Perennial.
std::optional<qint64> stepsOf(const SavedFlow &flow)
{
    const auto reading = readFlow(flow.document);
    return reading ? std::optional(static_cast<qint64>(reading->flow.nodes.size())) : std::nullopt;
}

Result<Answer> list(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto flows = FlowShelf(*store).list();
    if (!flows)
        return failure(flows.error());
    TextTable table({tr("Flow"), QLatin1Char('>') + tr("Steps"), QLatin1Char('>') + tr("Version"), tr("Updated")});
    QJsonArray json;
    for (const SavedFlow &flow : *flows) {
        const auto steps = stepsOf(flow);
        table.add({flow.name, steps ? QString::number(*steps) : QStringLiteral("–"), QString::number(flow.version),
                   flow.updated.toIso()});
        json.append(QJsonObject{{"id", flow.id.value},
                                {"name", flow.name},
                                {"version", flow.version},
                                {"steps", steps ? QJsonValue(*steps) : QJsonValue()},
                                {"updated", flow.updated.toIso()}});
    }
    return Answer{.json = {{"flows", json}}, .text = table.toText(), .notes = {}};
}

Result<Answer> show(const CommonOptions &options, const QString &word)
{
    const auto given = givenFlow(options, word);
    if (!given)
        return failure(given.error());
    const QString sentences = sentencesOf(given->reading.flow);
    QStringList notes;
    for (const FlowProblem &problem : given->reading.problems)
        notes.append(problem.where + QLatin1String(": ") + problem.text);
    return Answer{.json = {{"document", given->reading.flow.toJsonObject()},
                           {"sentences", QJsonArray::fromStringList(sentences.split(QLatin1Char('\n')))}},
                  .text = sentences + QLatin1Char('\n'),
                  .notes = notes};
}

} // namespace

void addFlowList(Commands &commands, CLI::App &flow)
{
    commands.command(flow, "list", tr("List the saved flows"), list);
}

void addFlowShow(Commands &commands, CLI::App &flow)
{
    const auto word = std::make_shared<std::string>();
    const auto run = [word](const CommonOptions &options) { return show(options, QString::fromStdString(*word)); };
    commands.command(flow, "show", tr("Show a flow as sentences and as a document"), run)
        .add_option("NAME|FILE.json", *word, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
}

} // namespace perennial
