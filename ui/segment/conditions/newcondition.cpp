// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/newcondition.h"

#include "core/segment/document/sentence.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/words.h"

#include <array>

namespace perennial {

namespace {

struct ConsentOffer
{
    Reach state;
    Channel channel;
};

constexpr std::array ConsentOffers{
    ConsentOffer{Reach::CanReceive, Channel::Email},  ConsentOffer{Reach::CanReceive, Channel::Sms},
    ConsentOffer{Reach::Subscribed, Channel::Email},  ConsentOffer{Reach::Subscribed, Channel::Sms},
    ConsentOffer{Reach::Suppressed, Channel::Email},  ConsentOffer{Reach::CannotReceive, Channel::Email},
    ConsentOffer{Reach::Unsubscribed, Channel::Email}};

const QString MetricPrefix = QStringLiteral("metric:");
const QString PropertyPrefix = QStringLiteral("property:");
const QString ConsentPrefix = QStringLiteral("consent:");

} // namespace

std::vector<PickItem> newConditionItems(const SegmentCatalog &catalog)
{
    std::vector<PickItem> items = metricItems(catalog.metrics(), PickList::tr("What someone did"));
    for (PickItem &item : items)
        item.id.prepend(MetricPrefix);
    for (size_t i = 0; i < ConsentOffers.size(); ++i) {
        QString text = words::reach(ConsentOffers[i].state) + u' ' + wordsOf(ConsentOffers[i].channel);
        text[0] = text[0].toUpper();
        items.push_back({.id = ConsentPrefix + QString::number(i),
                         .text = text,
                         .detail = {},
                         .section = PickList::tr("Consent"),
                         .iconName = {}});
    }
    std::vector<PickItem> properties = propertyItems(catalog.properties(), PickList::tr("Who someone is"));
    for (PickItem &item : properties) {
        item.id.prepend(PropertyPrefix);
        items.push_back(std::move(item));
    }
    return items;
}

SegmentNode newCondition(const QString &itemId)
{
    if (itemId.startsWith(MetricPrefix)) {
        EventCondition condition;
        condition.quantity.metric = itemId.mid(MetricPrefix.size());
        condition.compare.op = Op::AtLeastOnce;
        return {.is = condition};
    }
    if (itemId.startsWith(PropertyPrefix)) {
        PropertyCondition condition;
        condition.property = itemId.mid(PropertyPrefix.size());
        return {.is = condition};
    }
    ConsentCondition condition;
    const auto offer = static_cast<size_t>(QStringView(itemId).mid(ConsentPrefix.size()).toInt());
    if (itemId.startsWith(ConsentPrefix) && offer < ConsentOffers.size()) {
        condition.state = ConsentOffers[offer].state;
        condition.channel = ConsentOffers[offer].channel;
    }
    return {.is = condition};
}

} // namespace perennial
