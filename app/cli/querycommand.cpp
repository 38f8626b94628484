// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/saved/templateshelf.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// "amount (number, 500), city (text)"
QString parameterWords(const SqlTemplate &query)
{
    QStringList words;
    for (const QJsonValue &json : query.toJsonObject().value(QLatin1String("parameters")).toArray()) {
        QString detail = json[QLatin1String("type")].toString();
        if (const QJsonValue standard = json[QLatin1String("default")]; !standard.isUndefined())
            detail += QLatin1String(", ") + standard.toVariant().toString();
        words.append(QStringLiteral("%1 (%2)").arg(json[QLatin1String("name")].toString(), detail));
    }
    return words.join(QLatin1String(", "));
}

Result<Answer> list(const CommonOptions &options)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto queries = TemplateShelf(*store).list();
    if (!queries)
        return failure(queries.error());
    QJsonArray json;
    TextTable table({tr("Query"), tr("Parameters"), tr("Note")});
    for (const SqlTemplate &query : *queries) {
        json.append(query.toJsonObject());
        table.add({query.name, parameterWords(query), query.note});
    }
    return Answer{.json = {{"queries", json}}, .text = table.toText(), .notes = {}};
}

Result<Answer> save(const CommonOptions &options, const QString &path)
{
    const auto located = [&path](Error error) {
        error.where = error.where.isEmpty() ? path : QString(path + QLatin1String(": ") + error.where);
        return failure(std::move(error));
    };
    const auto text = readTextFile(path);
    if (!text)
        return failure(text.error());
    const auto query = SqlTemplate::fromJson(*text);
    if (!query)
        return located(query.error());
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    if (const auto saved = TemplateShelf(*store).save(*query, Instant::now()); !saved)
        return located(saved.error());
    return Answer{.json = {{"name", query->name}}, .text = tr("Saved “%1”.\n").arg(query->name), .notes = {}};
}

Result<Answer> remove(const CommonOptions &options, const QString &name)
{
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    const auto removed = TemplateShelf(*store).remove(name);
    if (!removed)
        return failure(removed.error());
    if (!*removed)
        return failure(ErrorKind::NotFound, tr("The store has no query of this name."), name);
    return Answer{.json = {{"name", name}}, .text = tr("Deleted “%1”.\n").arg(name), .notes = {}};
}

void addWithWord(Commands &commands, CLI::App &query, const char *command, const QString &description, const char *word,
                 const QString &about, Result<Answer> (*run)(const CommonOptions &, const QString &))
{
    const auto given = std::make_shared<std::string>();
    const auto answer = [given, run](const CommonOptions &options) {
        return run(options, QString::fromStdString(*given));
    };
    commands.command(query, command, description, answer).add_option(word, *given, about.toStdString())->required();
}

} // namespace

void addQueries(Commands &commands)
{
    CLI::App &query = commands.group("query", tr("Saved SQL queries that segments use"));
    commands.command(query, "list", tr("List the saved queries with their parameters"), list);
    addWithWord(commands, query, "save", tr("Save a query: a new one, or what the one of that name is from now on"),
                "FILE", tr("The query's JSON document"), save);
    addWithWord(commands, query, "delete", tr("Delete a saved query"), "NAME", tr("Its name"), remove);
}

} // namespace perennial
