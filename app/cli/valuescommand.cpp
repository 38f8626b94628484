// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct ValuesWords
{
    std::string property;
    std::string metric;
    std::string search;
    int limit = 100;
};

Result<ValueCatalog::List> listOf(const ProfileTable &table, const QString &property, const QString &metric)
{
    if (metric.isEmpty()) {
        if (!table.property(property))
            return failure(ErrorKind::NotFound, tr("The store has no property “%1”.").arg(property), property);
        return table.values().ofProperty(property);
    }
    if (!table.metric(metric))
        return failure(ErrorKind::NotFound, tr("The store has no metric “%1”.").arg(metric), metric);
    if (!table.columns().details.column(property))
        return failure(ErrorKind::NotFound, tr("No event has a property “%1”.").arg(property), property);
    return table.values().ofEvents(metric, property);
}

QJsonValue toJson(const QString &value, ValueType type)
{
    if (type == ValueType::Number)
        return value.toDouble();
    return type == ValueType::Boolean ? QJsonValue(value == QLatin1String("true")) : QJsonValue(value);
}

QString textOf(const QString &value, ValueType type)
{
    if (type != ValueType::Boolean)
        return value;
    return value == QLatin1String("true") ? tr("yes") : tr("no");
}

QString titleOf(ValueType type)
{
    switch (type) {
    case ValueType::Number:
        return tr(">Value");
    case ValueType::Date:
        return tr("Value (UTC)");
    default:
        return tr("Value");
    }
}

Answer answerOf(const ValueList &list, const ValuesWords &words)
{
    QJsonArray json;
    TextTable table({titleOf(list.type()), tr(">Count")});
    const auto found = list.find(QString::fromStdString(words.search), words.limit);
    for (const ValueCount &value : found) {
        json.append(QJsonObject{{"value", toJson(value.value, list.type())}, {"count", qint64(value.count)}});
        table.add({textOf(value.value, list.type()), QString::number(value.count)});
    }
    const bool isCut = words.search.empty() && found.size() < list.size();
    const QString cut = tr("\n%1 of %2 values\n").arg(found.size()).arg(list.size());
    return {.json = {{"values", json}, {"distinct", qint64(list.size())}},
            .text = table.toText() + (isCut ? cut : QString()),
            .notes = {}};
}

Result<Answer> values(const CommonOptions &options, const ValuesWords &words)
{
    if (options.asOf)
        return failure(ErrorKind::Usage, tr("The values listed are today's, so --as-of says nothing here."),
                       QStringLiteral("--as-of"));
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    const auto list =
        listOf(asker->table(), QString::fromStdString(words.property), QString::fromStdString(words.metric));
    return list ? Result<Answer>(answerOf(**list, words)) : failure(list.error());
}

} // namespace

void addValues(Commands &commands)
{
    const auto words = std::make_shared<ValuesWords>();
    CLI::App &command = commands.command("values", tr("List the distinct values of a property, most frequent first"),
                                         [words](const CommonOptions &options) { return values(options, *words); });
    command.add_option("PROPERTY", words->property, tr("A property; of a list its items are the values").toStdString())
        ->required();
    command.add_option("--metric", words->metric, tr("A property of this metric's events").toStdString())
        ->type_name("M");
    command.add_option("--search", words->search, tr("Only those that begin with or hold this text").toStdString())
        ->type_name("TEXT");
    command.add_option("--limit", words->limit, tr("At most so many").toStdString())
        ->type_name("N")
        ->check(CLI::Range(0, 1'000'000))
        ->capture_default_str();
}

} // namespace perennial
