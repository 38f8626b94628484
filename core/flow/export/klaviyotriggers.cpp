// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyotriggers.h"

#include "core/flow/document/flowio.h"
#include "core/flow/export/klaviyofilter.h"
#include "core/segment/document/phrases.h"

#include <QCoreApplication>

namespace perennial {

namespace {

constexpr int MonthsPerYear = 12, SeenDays = 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

class Starter
{
public:
    Starter(const FlowDoc &flow, const QTimeZone &zone, KlaviyoNotes &notes)
        : m_flow(flow)
        , m_zone(zone)
        , m_notes(notes)
    {
    }

    KlaviyoStart operator()(const EventTrigger &event) const
    {
        const KlaviyoGround ground{m_zone, event.metric, KlaviyoStand::WholeFlow, m_notes};
        const auto filter = klaviyoEventFilter(event.filters, ground);
        if (!filter)
            m_notes.tell(tr("Klaviyo cannot ask all filters of the trigger: it starts at every %1. Add a split by what "
                            "started it.")
                             .arg(quoted(event.metric)));
        return {{{"type", "metric"},
                 {"id", klaviyoId("metric", event.metric)},
                 {"trigger_filter", filter ? klaviyoGroups(*filter) : QJsonValue(QJsonValue::Null)}},
                event.metric,
                {}};
    }

    KlaviyoStart operator()(const JoinTrigger &join) const
    {
        if (join.of == MemberOf::List)
            return {{{"type", "list"}, {"id", klaviyoId("list", join.name)}}, {}, {}};
        if (join.of == MemberOf::Stage)
            m_notes.tell(tr("Klaviyo knows no stages: a segment called %1 stands there. Export its people as one.")
                             .arg(quoted(join.name)));
        return {{{"type", "segment"}, {"id", klaviyoId("segment", join.name)}}, {}, {}};
    }

    KlaviyoStart operator()(const DateTrigger &date) const
    {
        KlaviyoStart start;
        const auto [value, unit] = offset(date.offset);
        const bool isAfter = date.side == DateSide::After && value > 0;
        start.trigger = {{"type", "date"},
                         {"date_field_type", "profile-property"},
                         {"date_profile_property", date.property},
                         {"timedelta_unit_before_date", unit},
                         {"timedelta_value_before_date", isAfter ? 0 : value},
                         {"recurrence_frequency", frequency(date.repeat)},
                         {"timezone", m_flow.zone.isEmpty() ? QStringLiteral("profile") : m_flow.zone},
                         {"trigger_time", clockText(date.at) + QStringLiteral(":00")}};
        if (isAfter) {
            const auto [n, same] = klaviyoSpan(date.offset.n, date.offset.unit, m_notes);
            m_notes.tell(tr("Klaviyo starts on a date or before it: the flow starts on %1, and a delay of %2 follows.")
                             .arg(quoted(date.property), countedSpan(n, TimeUnit::Day)));
            start.firstActions = {{{"type", "time-delay"}, {"data", QJsonObject{{"unit", same + u's'}, {"value", n}}}}};
        }
        return start;
    }

    KlaviyoStart operator()(const ProductTrigger &product) const
    {
        if (product.change == ProductChange::PriceDrop)
            return {{{"type", "price-drop"},
                     {"trigger_filter", QJsonObject{{"condition_groups", QJsonArray()}}},
                     {"price_drop_amount_value", product.percent.value_or(1)},
                     {"price_drop_amount_unit", "percent"},
                     {"audience", QJsonArray{"viewed", "checkout-started"}},
                     {"timeframe_days", SeenDays}},
                    {},
                    {}};
        m_notes.tell(
            tr("In Klaviyo a flow for what is back in stock starts when somebody asks to be told, and waits."));
        const QString metric = QStringLiteral("Subscribed to Back in Stock");
        return {
            {{"type", "metric"}, {"id", klaviyoId("metric", metric)}, {"trigger_filter", QJsonValue(QJsonValue::Null)}},
            metric,
            {{{"type", "back-in-stock-delay"}}}};
    }

private:
    [[nodiscard]] std::pair<int, QString> offset(const TimeSpan &span) const
    {
        switch (span.unit) {
        case TimeUnit::Day:
            return {span.n, QStringLiteral("days")};
        case TimeUnit::Week:
            return {span.n, QStringLiteral("weeks")};
        case TimeUnit::Month:
            return {span.n, QStringLiteral("months")};
        case TimeUnit::Year:
            return {span.n * MonthsPerYear, QStringLiteral("months")};
        default:
            m_notes.tell(tr("%1 before a date becomes the day itself: Klaviyo counts in days.")
                             .arg(countedSpan(span.n, span.unit)));
            return {0, QStringLiteral("days")};
        }
    }

    static QString frequency(DateRepeat repeat)
    {
        if (repeat == DateRepeat::Never)
            return QStringLiteral("never");
        return repeat == DateRepeat::Yearly ? QStringLiteral("annually") : QStringLiteral("monthly");
    }

    const FlowDoc &m_flow;
    const QTimeZone &m_zone;
    KlaviyoNotes &m_notes;
};

} // namespace

KlaviyoStart klaviyoStart(const TriggerStart &start, const FlowDoc &flow, const QTimeZone &zone, KlaviyoNotes &notes)
{
    return std::visit(Starter(flow, zone, notes), start);
}

QJsonValue klaviyoReEntry(const FlowDoc &flow, KlaviyoNotes &notes)
{
    switch (flow.reEntry) {
    case ReEntry::Never:
        return QJsonObject{{"duration", 1}, {"unit", "alltime"}};
    case ReEntry::AfterSpan: {
        auto [n, unit] = klaviyoSpan(flow.reEntryAfter.n, flow.reEntryAfter.unit, notes);
        if (unit == QLatin1String("minute")) {
            notes.tell(tr("Coming in again after %1 becomes an hour.").arg(countedSpan(n, TimeUnit::Minute)));
            n = 1, unit = QStringLiteral("hour");
        }
        return QJsonObject{{"duration", n}, {"unit", unit}};
    }
    case ReEntry::AfterLeaving:
        notes.tell(
            tr("Klaviyo lets people in again though they are still on the way; here they come in again only after "
               "they have left. A span after which they may is the nearest."));
        return QJsonValue(QJsonValue::Null);
    case ReEntry::Always:
        break;
    }
    return QJsonValue(QJsonValue::Null);
}

} // namespace perennial
