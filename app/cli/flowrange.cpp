// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/flowrange.h"

#include "app/cli/openstore.h"
#include "app/cli/segmentsource.h"
#include "core/segment/plan/binding.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Instant twoYearsBefore(Instant to, const QTimeZone &zone)
{
    return {startOfDayMs(localDay(shiftedBack(to.ms, 2, TimeUnit::Year, zone), zone), zone)};
}

} // namespace

QStringList rangeNotes(const FlowRange &range, const CommonOptions &options)
{
    const Instant now = options.moment();
    if (range.to <= now)
        return {};
    return {
        tr("The range ends after %1: of the time after it nothing is known, and waits end as though nothing happened.")
            .arg(now.toIso())};
}

Result<FlowRange> rangeOf(const FlowRangeWords &words, const CommonOptions &options, const QTimeZone &zone)
{
    const auto to = words.to.empty() ? Result<Instant>(options.moment()) : givenMoment(words.to, zone, "--to");
    if (!to)
        return failure(to.error());
    const auto from =
        words.from.empty() ? Result<Instant>(twoYearsBefore(*to, zone)) : givenMoment(words.from, zone, "--from");
    if (!from)
        return failure(from.error());
    if (*from >= *to)
        return failure(ErrorKind::Usage, tr("The replay ends before it begins."),
                       QStringLiteral("%1 > %2").arg(from->toIso(), to->toIso()));
    return FlowRange{*from, *to};
}

Result<AskedFlow> AskedFlow::open(const CommonOptions &options, const std::string &word, const FlowRangeWords &range)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    auto flow = givenFlow(*store, QString::fromStdString(word));
    if (!flow)
        return failure(flow.error());
    const QTimeZone zone = zoneOf(documentOf(flow->reading.flow, flow->reading.flow.entry), store->homeZone());
    const auto asked = rangeOf(range, options, zone);
    if (!asked)
        return failure(asked.error());
    auto table = ProfileTable::open(store->path(), options.progress());
    if (!table)
        return failure(table.error());
    QStringList notes = problemNotes(*flow) + rangeNotes(*asked, options);
    const std::vector<FlowNode> &nodes = flow->reading.flow.nodes;
    if (std::ranges::none_of(nodes, [](const FlowNode &node) { return node.as<TriggerNode>() != nullptr; }))
        notes.append(tr("Nothing starts this flow."));
    return AskedFlow{std::move(*store), std::move(*flow), std::move(*table), zone, asked->from, asked->to, notes};
}

void addFlowWords(CLI::App &command, std::string &flow, FlowRangeWords &range)
{
    command.add_option("NAME|FILE.json", flow, tr("A saved name, or a file that ends in .json").toStdString())
        ->required();
    addRangeWords(command, range);
}

void addRangeWords(CLI::App &command, FlowRangeWords &range)
{
    command.add_option("--from", range.from,
                       tr("The first day or moment; two years before the last where none is given").toStdString());
    command.add_option("--to", range.to,
                       tr("The moment before which it ends, or the day; --as-of where none is given").toStdString());
}

} // namespace perennial
