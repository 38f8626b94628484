// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/flowscope.h"

#include <QSet>

namespace perennial {

namespace {

QString metricOf(const TriggerNode &trigger)
{
    if (const auto *event = std::get_if<EventTrigger>(&trigger.start))
        return event->metric;
    const auto *product = std::get_if<ProductTrigger>(&trigger.start);
    if (!product)
        return {};
    if (!product->metric.isEmpty())
        return product->metric;
    return product->change == ProductChange::PriceDrop ? QStringLiteral("Price Dropped")
                                                       : QStringLiteral("Back In Stock");
}

} // namespace

FlowScope scopeOf(const FlowDoc &flow)
{
    QSet<QString> metrics;
    FlowScope scope;
    for (const FlowNode &node : flow.nodes) {
        if (const auto *trigger = node.as<TriggerNode>())
            metrics.insert(metricOf(*trigger));
        if (const auto *ladder = node.as<LadderNode>())
            scope.variables.append(ladder->variable);
        if (const auto *update = node.as<UpdateNode>()) {
            for (const ProfileChange &change : update->changes) {
                if (change.of == PropertyOf::Variable)
                    scope.variables.append(change.property);
            }
        }
    }
    metrics.remove(QString()); // of triggers that are no event
    scope.variables.removeDuplicates();
    scope.variables.removeAll(QString());
    scope.triggerMetric = metrics.size() == 1 ? *metrics.begin() : QString();
    return scope;
}

} // namespace perennial
