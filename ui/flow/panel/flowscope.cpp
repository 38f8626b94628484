// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/flowscope.h"

#include "core/flow/document/messagetext.h"

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

std::map<QString, QJsonValue> firstValuesOf(const FlowDoc &flow)
{
    std::map<QString, QJsonValue> values;
    for (const FlowNode &node : flow.nodes) {
        const auto *ladder = node.as<LadderNode>();
        if (ladder && !ladder->rungs.empty())
            values.try_emplace(fieldKey(ladder->variable), ladder->rungs.front());
        const auto *update = node.as<UpdateNode>();
        for (const ProfileChange &change : update ? update->changes : std::vector<ProfileChange>()) {
            const bool isGiven = change.change == ValueChangeKind::Set || change.change == ValueChangeKind::Increase;
            if (change.of == PropertyOf::Variable && isGiven && change.value && change.fromTrigger.isEmpty())
                values.try_emplace(fieldKey(change.property),
                                   std::visit([](const auto &value) { return QJsonValue(value); }, *change.value));
        }
    }
    return values;
}

} // namespace perennial
