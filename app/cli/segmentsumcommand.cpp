// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/numberwords.h"
#include "app/cli/segmentnotes.h"
#include "app/cli/segmentsource.h"
#include "app/cli/texttable.h"
#include "core/segment/document/enumids.h"
#include "core/segment/sets/numbersums.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct SumWords
{
    std::string segment;
    std::string property;
    std::string metric;
    std::string aggregate = "sum";
};

Result<NumberSource> sourceOf(const SumWords &words, const ProfileTable &table)
{
    const QString property = QString::fromStdString(words.property), metric = QString::fromStdString(words.metric);
    if (property.isEmpty() && metric.isEmpty())
        return failure(ErrorKind::Usage, tr("Say what to add up: --of PROPERTY or --metric M."));
    if (metric.isEmpty()) {
        if (!table.property(property))
            return failure(ErrorKind::NotFound, tr("The store has no property “%1”.").arg(property), property);
        return property;
    }
    if (!table.metric(metric))
        return failure(ErrorKind::NotFound, tr("The store has no metric “%1”.").arg(metric), metric);
    if (!property.isEmpty() && property != ValueProperty && !table.columns().details.column(property))
        return failure(ErrorKind::NotFound, tr("No event has a property “%1”.").arg(property), property);
    EventQuantity quantity;
    quantity.metric = metric;
    quantity.property = property;
    quantity.aggregate = enumFromId<Aggregate>(QString::fromStdString(words.aggregate)).value_or(Aggregate::Sum);
    return quantity;
}

Answer answerOf(const NumberSums &sums, const QString &currency, const QStringList &notes)
{
    const NumberFormat format(sums.isMoney, currency);
    TextTable table({tr("Sum"), tr(">Value")});
    table.add({tr("Sum"), format.text(sums.sum)});
    QJsonObject json{{"sum", format.json(sums.sum)},
                     {"known", qint64(sums.known)},
                     {"unknown", qint64(sums.unknown)},
                     {"currency", format.currency()},
                     {"notes", QJsonArray::fromStringList(notes)}};
    const auto add = [&](const QString &key, const QString &title, double number) {
        json.insert(key, sums.known > 0 ? format.json(number) : QJsonValue());
        table.add({title, sums.known > 0 ? format.text(number) : QString()});
    };
    add(QStringLiteral("mean"), tr("Mean"), sums.mean);
    add(QStringLiteral("min"), tr("Smallest"), sums.min);
    add(QStringLiteral("max"), tr("Largest"), sums.max);
    table.add({tr("People with a number"), QString::number(sums.known)});
    table.add({tr("People without"), QString::number(sums.unknown)});
    return {.json = json, .text = table.toText(), .notes = notes};
}

Result<Answer> sum(const CommonOptions &options, const SumWords &words)
{
    auto asked = AskedSegment::open(options, QString::fromStdString(words.segment));
    if (!asked)
        return failure(asked.error());
    auto &[store, given, asker] = *asked;
    const auto source = sourceOf(words, asker.table());
    if (!source)
        return failure(source.error());
    const auto answer = asker.ask(given);
    if (!answer)
        return failure(answer.error());
    const auto sums =
        sumOf(*source, bindingOf(given.doc, asker.table(), asker.asOf()), answer->members, asker.progress());
    if (!sums)
        return failure(sums.error());
    return answerOf(*sums, asker.table().currency(), segmentNotes(given, asker.table()));
}

} // namespace

void addSegmentSum(Commands &commands, CLI::App &segment)
{
    const auto words = std::make_shared<SumWords>();
    CLI::App &command = commands.command(segment, "sum", tr("Add up a number over the members"),
                                         [words](const CommonOptions &options) { return sum(options, *words); });
    command
        .add_option("NAME|FILE.json", words->segment, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    command
        .add_option("--of", words->property,
                    tr("A number among the properties; with --metric one of the events' properties").toStdString())
        ->type_name("PROPERTY");
    command.add_option("--metric", words->metric, tr("A number made of each member's events").toStdString())
        ->type_name("M");
    command
        .add_option("--aggregate", words->aggregate,
                    tr("What is made of each member's events: count, sum, average, median, min or max").toStdString())
        ->type_name("A")
        ->check(CLI::IsMember({"count", "sum", "average", "median", "min", "max"}))
        ->capture_default_str();
}

} // namespace perennial
