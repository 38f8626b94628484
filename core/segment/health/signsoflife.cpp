// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/signsoflife.h"

#include "core/segment/evaluate/segmentengine.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array DoneToPeople{"Received Email",   "Received SMS",       "Bounced Email", "Fulfilled Order",
                                  "Shipment Delayed", "Shipment Delivered", "Closed Ticket", "Refunded Order"};

Result<ProfileSet> anyOf(std::vector<SegmentNode> conditions, const std::shared_ptr<const ProfileTable> &table,
                         Instant asOf, const Progress &progress)
{
    if (conditions.empty())
        return ProfileSet(table->profileCount());
    SegmentDoc doc;
    *doc.root.group() = {.match = GroupMatch::Any, .children = std::move(conditions)};
    return SegmentEngine::compile(doc, table, asOf, {.stop = progress.stopToken()})
        .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, progress); })
        .map([](SegmentAnswer answer) { return std::move(answer.members); });
}

} // namespace

bool isDoneToPeople(const QString &metric)
{
    return std::ranges::any_of(DoneToPeople, [&](const char *name) { return metric == QLatin1String(name); });
}

Result<ProfileSet> aliveAt(const std::shared_ptr<const ProfileTable> &table, Instant asOf, int days,
                           const Progress &progress)
{
    std::vector<SegmentNode> conditions;
    for (const MetricInfo &metric : table->metrics()) {
        if (isDoneToPeople(metric.name))
            continue;
        EventCondition condition;
        condition.quantity.metric = metric.name;
        condition.quantity.window.kind = WindowKind::Last;
        condition.quantity.window.n = days;
        condition.compare.op = Op::AtLeastOnce;
        conditions.push_back({.is = condition});
    }
    return anyOf(std::move(conditions), table, asOf, progress);
}

Result<ProfileSet> reachableAt(const std::shared_ptr<const ProfileTable> &table, Instant asOf, const Progress &progress)
{
    std::vector<SegmentNode> conditions;
    for (const Channel channel : {Channel::Email, Channel::Sms}) {
        ConsentCondition condition;
        condition.channel = channel;
        condition.state = Reach::CanReceive;
        conditions.push_back({.is = condition});
    }
    return anyOf(std::move(conditions), table, asOf, progress);
}

} // namespace perennial
