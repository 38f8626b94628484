// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/sentence.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/segment/templates/owntemplates.h"
#include "core/segment/templates/readytemplates.h"
#include "core/segment/templates/templateneeds.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace perennial {

namespace {

using Templates = std::vector<SegmentTemplate>;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct TemplateWords
{
    std::string name;               // id or name
    std::vector<std::string> names; // of several
    std::vector<std::string> values;
    std::string segment; // the name to save it under
};

// Those that come with the program, and those of the store where one is named.
Result<Templates> knownTemplates(const CommonOptions &options)
{
    Templates all = readyTemplates();
    if (options.store.isEmpty())
        return all;
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    auto own = OwnTemplates(*store).list();
    if (!own)
        return failure(own.error());
    std::ranges::move(*own, std::back_inserter(all));
    return all;
}

Result<SegmentTemplate> templateOf(const Templates &all, const std::string &word)
{
    const QString name = QString::fromStdString(word);
    const auto found = std::ranges::find_if(all, [&name](const SegmentTemplate &one) {
        return one.id == name || one.name.compare(name, Qt::CaseInsensitive) == 0;
    });
    if (found == all.end())
        return failure(ErrorKind::NotFound, tr("There is no template of this name. See “template list”."), name);
    return *found;
}

// "days=30" into the blank of that name.
Result<BlankValues> givenValues(const SegmentTemplate &of, const std::vector<std::string> &words)
{
    BlankValues values;
    for (const std::string &word : words) {
        const QString text = QString::fromStdString(word), id = text.section(u'=', 0, 0);
        const TemplateBlank *blank = of.blank(id);
        if (!text.contains(u'=') || !blank)
            return failure(ErrorKind::Usage,
                           tr("--set wants PARAMETER=VALUE, with a parameter that “template show” names."), text);
        const auto value = valueFromText(*blank, text.section(u'=', 1));
        if (!value)
            return failure(ErrorKind::Usage, value.error().message, text);
        values.insert(id, *value);
    }
    return values;
}

QJsonArray parametersJson(const SegmentTemplate &of)
{
    return QJsonDocument::fromJson(of.toJson()).object().value(QLatin1String("parameters")).toArray();
}

QString wordsOfValue(const std::vector<Operand> &value)
{
    QStringList words;
    for (const Operand &operand : value) {
        const auto *number = std::get_if<double>(&operand);
        words.append(number ? QString::number(*number, 'g', 12) : std::get<QString>(operand));
    }
    return words.join(QLatin1String(", "));
}

QStringList needWords(const SegmentTemplate &of, const BlankValues &values)
{
    QStringList words;
    for (const TemplateNeed &need : needsOf(of, values))
        words.append(need.optional ? tr("%1 (if there are any)").arg(wordsOf(need)) : wordsOf(need));
    return words;
}

QJsonObject toJson(const SegmentTemplate &one)
{
    return {{"id", one.id},
            {"name", one.name},
            {"category", categoryName(one.category)},
            {"purpose", one.purpose},
            {"parameters", parametersJson(one)},
            {"needs", QJsonArray::fromStringList(needWords(one, {}))}};
}

Result<Answer> list(const CommonOptions &options)
{
    const auto all = knownTemplates(options);
    if (!all)
        return failure(all.error());
    QJsonArray json;
    TextTable table({tr("Template"), tr("Name"), tr("Category")});
    for (const SegmentTemplate &one : *all) {
        json.append(toJson(one));
        table.add({one.id, one.name, categoryName(one.category)});
    }
    return Answer{.json = {{"templates", json}}, .text = table.toText(), .notes = {}};
}

struct FilledTemplate
{
    SegmentTemplate from;
    BlankValues values;
    SegmentDoc doc;
};

Result<FilledTemplate> fill(const CommonOptions &options, const TemplateWords &words)
{
    const auto all = knownTemplates(options);
    if (!all)
        return failure(all.error());
    auto from = templateOf(*all, words.name);
    if (!from)
        return failure(from.error());
    auto values = givenValues(*from, words.values);
    if (!values)
        return failure(values.error());
    auto doc = filled(*from, *values);
    if (!doc)
        return failure(doc.error());
    return FilledTemplate{std::move(*from), std::move(*values), std::move(*doc)};
}

Result<Answer> show(const CommonOptions &options, const TemplateWords &words)
{
    const auto made = fill(options, words);
    if (!made)
        return failure(made.error());
    TextTable table({tr("Parameter"), tr("Value"), tr("What it is")});
    for (const TemplateBlank &blank : made->from.blanks)
        table.add({blank.id, wordsOfValue(made->values.value(blank.id, blank.standard)), blank.label});
    QString text = made->from.name + u'\n' + made->from.purpose + QLatin1String("\n\n") + sentenceOf(made->doc) + u'\n';
    if (!made->from.blanks.empty())
        text += u'\n' + table.toText();
    if (const QStringList needs = needWords(made->from, made->values); !needs.isEmpty())
        text += u'\n' + tr("Needs %1.").arg(needs.join(QLatin1String(", "))) + u'\n';
    return Answer{.json = {{"template", toJson(made->from)},
                           {"document", made->doc.toJsonObject()},
                           {"sentence", sentenceOf(made->doc)}},
                  .text = text,
                  .notes = {}};
}

QStringList missingOf(const SegmentTemplate &one, const ProfileTable &table)
{
    QStringList words;
    for (const TemplateNeed &need : missing(one, {}, table))
        words.append(missingWords(need));
    return words;
}

// What lacks its data is said, not counted.
Result<Answer> countAll(const Templates &wanted, const SegmentAsker &asker)
{
    QJsonArray json;
    TextTable table({tr("Template"), tr(">Count"), tr("Missing")});
    for (const SegmentTemplate &one : wanted) {
        const QStringList lacks = missingOf(one, asker.table());
        QJsonObject row{{"id", one.id},
                        {"name", one.name},
                        {"of", qint64(asker.table().profileCount())},
                        {"as_of", asker.asOf().toIso()},
                        {"count", QJsonValue()},
                        {"missing", QJsonArray::fromStringList(lacks)}};
        if (lacks.isEmpty()) {
            const auto answer = filled(one, {}).and_then([&](const SegmentDoc &doc) { return asker.ask(doc); });
            if (!answer)
                return failure(answer.error().in(one.id));
            row.insert(QStringLiteral("count"), qint64(answer->count));
            row.insert(QStringLiteral("of"), qint64(answer->of));
        }
        json.append(row);
        const QJsonValue count = row.value(QLatin1String("count"));
        table.add(
            {one.id, count.isNull() ? QStringLiteral("–") : QString::number(count.toInteger()), lacks.join(u' ')});
    }
    return Answer{.json = {{"templates", json}}, .text = table.toText(), .notes = {}};
}

Result<Answer> count(const CommonOptions &options, const TemplateWords &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto all = knownTemplates(options);
    if (!all)
        return failure(all.error());
    Templates wanted;
    for (const std::string &word : words.names) {
        auto one = templateOf(*all, word);
        if (!one)
            return failure(one.error());
        wanted.push_back(std::move(*one));
    }
    const auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    return countAll(words.names.empty() ? *all : wanted, *asker);
}

Result<Answer> create(const CommonOptions &options, const TemplateWords &words)
{
    const auto made = fill(options, words);
    if (!made)
        return failure(made.error());
    auto store = openToWrite(options);
    if (!store)
        return failure(store.error());
    SegmentShelf shelf(*store);
    const QString wanted = words.segment.empty() ? made->doc.name : QString::fromStdString(words.segment);
    const auto name = shelf.freeName(wanted);
    if (!name)
        return failure(name.error());
    SegmentDoc doc = made->doc;
    doc.name = *name;
    const auto saved = saveSegment(shelf, doc, Instant::now());
    if (!saved)
        return failure(saved.error());
    return Answer{.json = {{"id", saved->id.value}, {"name", saved->name}, {"version", saved->version}},
                  .text = tr("Saved “%1”, version %2.\n").arg(saved->name).arg(saved->version),
                  .notes = {}};
}

using Run = Result<Answer> (*)(const CommonOptions &, const TemplateWords &);

CLI::App &addOne(Commands &commands, CLI::App &group, const char *command, const QString &description,
                 const std::shared_ptr<TemplateWords> &words, Run run)
{
    CLI::App &one = commands.command(group, command, description,
                                     [words, run](const CommonOptions &options) { return run(options, *words); });
    one.add_option("TEMPLATE", words->name, tr("Its id or name; see template list").toStdString())->required();
    one.add_option("--set", words->values, tr("PARAMETER=VALUE, as often as you like").toStdString())
        ->type_name("PARAMETER=VALUE")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    return one;
}

} // namespace

void addTemplates(Commands &commands)
{
    CLI::App &group = commands.group("template", tr("Templates: segments to start from"));
    commands.command(group, "list", tr("List the templates; with --store your own too"), list);
    addOne(commands, group, "show", tr("Show a template with its parameters, and the segment it makes"),
           std::make_shared<TemplateWords>(), show);
    const auto counted = std::make_shared<TemplateWords>();
    commands
        .command(group, "count",
                 tr("Count whom templates find with their default parameters; all unless some are named"),
                 [counted](const CommonOptions &options) { return count(options, *counted); })
        .add_option("TEMPLATE", counted->names, tr("Ids or names").toStdString());
    const auto created = std::make_shared<TemplateWords>();
    addOne(commands, group, "create", tr("Save a segment made from a template"), created, create)
        .add_option("--name", created->segment, tr("The segment's name; the template's unless given").toStdString())
        ->type_name("TEXT");
}

} // namespace perennial
