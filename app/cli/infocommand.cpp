// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/base/money.h"
#include "core/store/storesummary.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QJsonValue isoOrNull(const std::optional<Instant> &at)
{
    return at ? QJsonValue(at->toIso()) : QJsonValue();
}

QString isoOrDash(const std::optional<Instant> &at)
{
    return at ? at->toIso() : QStringLiteral("–");
}

// How old the newest event is at `moment`; in whole tenths of an hour.
std::optional<double> ageHours(const StoreSummary &summary, Instant moment)
{
    if (!summary.lastEvent)
        return {};
    const qint64 tenths = (moment.ms - summary.lastEvent->ms) * 10 / Instant::HourMs;
    return static_cast<double>(tenths) / 10;
}

QJsonObject metricsJson(const StoreSummary &summary)
{
    QJsonObject metrics;
    for (const MetricCount &metric : summary.metrics)
        metrics.insert(metric.name, metric.events);
    return metrics;
}

QJsonObject revenueJson(const StoreSummary &summary)
{
    QJsonObject revenue;
    for (const auto &[currency, sum] : summary.revenue)
        revenue.insert(currency, QJsonObject{{"gross", Money{sum.gross, currency}.toDecimal()},
                                             {"net", Money{sum.net, currency}.toDecimal()}});
    return revenue;
}

QJsonObject toJson(const StoreSummary &summary, Instant moment)
{
    const auto age = ageHours(summary, moment);
    return {{"profiles", summary.profiles},
            {"customers", summary.customers},
            {"repeat_customers", summary.repeatCustomers},
            {"events", summary.events},
            {"orders", summary.orders},
            {"metrics", metricsJson(summary)},
            {"revenue", revenueJson(summary)},
            {"first_event", isoOrNull(summary.firstEvent)},
            {"last_event", isoOrNull(summary.lastEvent)},
            {"data_age_hours", age ? QJsonValue(*age) : QJsonValue()},
            {"segments", summary.segments},
            {"flows", summary.flows},
            {"schema", summary.schema}};
}

QString factsText(const StoreSummary &summary, Instant moment)
{
    TextTable facts({tr("Store"), QStringLiteral(">")});
    facts.add({tr("Profiles"), QString::number(summary.profiles)});
    facts.add({tr("Customers"), QString::number(summary.customers)});
    facts.add({tr("Repeat customers"), QString::number(summary.repeatCustomers)});
    facts.add({tr("Events"), QString::number(summary.events)});
    facts.add({tr("Orders"), QString::number(summary.orders)});
    for (const auto &[currency, sum] : summary.revenue) {
        facts.add({tr("Revenue, gross (%1)").arg(currency), Money{sum.gross, currency}.toDecimal()});
        facts.add({tr("Revenue, net (%1)").arg(currency), Money{sum.net, currency}.toDecimal()});
    }
    facts.add({tr("First event"), isoOrDash(summary.firstEvent)});
    facts.add({tr("Last event"), isoOrDash(summary.lastEvent)});
    const auto age = ageHours(summary, moment);
    facts.add({tr("Age of the data in hours"), age ? QString::number(*age, 'f', 1) : QStringLiteral("–")});
    facts.add({tr("Segments"), QString::number(summary.segments)});
    facts.add({tr("Flows"), QString::number(summary.flows)});
    facts.add({tr("Schema"), QString::number(summary.schema)});
    return facts.toText();
}

QString metricsText(const StoreSummary &summary)
{
    if (summary.metrics.empty())
        return {};
    TextTable metrics({tr("Metric"), QLatin1Char('>') + tr("Events"), tr("Last")});
    for (const MetricCount &metric : summary.metrics)
        metrics.add({metric.name, QString::number(metric.events), metric.last.toIso()});
    return QLatin1Char('\n') + metrics.toText();
}

Result<Answer> info(const CommonOptions &options)
{
    const auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto summary = summarise(*store, options.asOf.value_or(EndOfTime));
    if (!summary)
        return failure(summary.error());
    const Instant moment = options.moment();
    return Answer{
        .json = toJson(*summary, moment), .text = factsText(*summary, moment) + metricsText(*summary), .notes = {}};
}

} // namespace

void addInfo(Commands &commands)
{
    commands.command("info", tr("Show what the store holds and how old it is"), info);
}

} // namespace perennial
