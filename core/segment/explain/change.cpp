// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/change.h"

#include "core/base/money.h"
#include "core/segment/document/jsonvalues.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

QString tr(const char *text, const char *hint = nullptr)
{
    return QCoreApplication::translate("perennial", text, hint);
}

// The cheapest kind first; within one kind amounts stay below 1.
double costOf(const Change &change)
{
    const auto small = [](double amount) { return std::abs(amount) / (1.0 + std::abs(amount)); };
    if (std::holds_alternative<ConsentChange>(change))
        return 1;
    if (const auto *event = std::get_if<EventChange>(&change))
        return 2 + (event->value ? 0.1 + 0.8 * small(static_cast<double>(*event->value) / 1e6) : 0);
    if (const auto *order = std::get_if<OrderChange>(&change))
        return 2.95 + 0.04 * small(static_cast<double>(order->quantity * order->price.value_or(0)) / 1e6);
    if (std::holds_alternative<StayChange>(change))
        return 3;
    if (std::holds_alternative<SuppressionChange>(change))
        return 4;
    return std::holds_alternative<ValueChange>(change) ? 5 : 6;
}

QString valueWords(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? tr("yes") : tr("no");
    if (value.isDouble())
        return numberWords(value.toDouble());
    if (value.isArray())
        return value.toVariant().toStringList().join(QStringLiteral(", "));
    return quoted(value.toString());
}

QString propertyWords(const QJsonObject &properties)
{
    QStringList parts;
    for (auto it = properties.begin(); it != properties.end(); ++it)
        parts.append(tr("%1 %2").arg(it.key(), valueWords(it.value())));
    return parts.isEmpty() ? QString() : tr(" with %1").arg(parts.join(tr(" and ")));
}

QString words(const EventChange &change, const QString &currency)
{
    const QString what = change.metric + propertyWords(change.properties);
    const QString amount = change.value ? Money{*change.value, currency}.toDecimal() + u' ' + currency : QString();
    if (change.times > 1)
        return change.value ? tr("%1 more %2 of %3 each").arg(change.times).arg(what, amount)
                            : tr("%1 more %2").arg(change.times).arg(what);
    return change.value ? tr("one more %1 of %2").arg(what, amount) : tr("one more %1").arg(what);
}

QString words(const OrderChange &change, const QString &currency)
{
    QStringList parts;
    if (!change.product.isEmpty())
        parts.append(quoted(change.product));
    for (const QString &text : QStringList{change.sku, change.vendor} + change.tags + change.codes) {
        if (!text.isEmpty())
            parts.append(quoted(text));
    }
    if (change.quantity != 1)
        parts.append(tr("%1 pieces").arg(change.quantity));
    if (change.price)
        parts.append(Money{*change.price, currency}.toDecimal() + u' ' + currency);
    const QString order = change.times == 1 ? tr("one more order") : tr("%1 more orders").arg(change.times);
    return parts.isEmpty() ? order : tr("%1 with %2").arg(order, parts.join(QStringLiteral(", ")));
}

QString words(const ValueChange &change, const QString &)
{
    if (!change.asked.isEmpty())
        return tr("%1 changes %2", "Country · to US or CA").arg(change.property, change.asked);
    if (change.value.index() == 0)
        return tr("%1 is no longer known").arg(change.property);
    return tr("%1 changes").arg(change.property);
}

QString words(const ConsentChange &change, const QString &)
{
    const QString channel = wordsOf(change.channel);
    return change.state == ConsentState::Subscribed ? tr("subscribe to %1").arg(channel)
                                                    : tr("unsubscribe from %1").arg(channel);
}

QString words(const SuppressionChange &change, const QString &)
{
    const QString channel = wordsOf(change.channel);
    return change.begins ? tr("a suppression for %1 begins").arg(channel)
                         : tr("the suppression for %1 ends").arg(channel);
}

QString words(const AddressChange &change, const QString &)
{
    return change.channel == Channel::Email ? tr("an e-mail address becomes known")
                                            : tr("a phone number becomes known");
}

QString words(const StayChange &change, const QString &)
{
    const QString name = quoted(change.name);
    if (change.ofFlow)
        return change.begins ? tr("enter the flow %1").arg(name) : tr("leave the flow %1").arg(name);
    return change.begins ? tr("be put on the list %1").arg(name) : tr("be taken off the list %1").arg(name);
}

} // namespace

int countOf(const Changes &changes)
{
    int count = 0;
    for (const Change &change : changes) {
        const auto *event = std::get_if<EventChange>(&change);
        const auto *order = std::get_if<OrderChange>(&change);
        count += event ? event->times : order ? order->times : 1;
    }
    return count;
}

double costOf(const Changes &changes)
{
    double cost = 0;
    for (const Change &change : changes)
        cost += costOf(change);
    return cost;
}

QString wordsOf(const Change &change, const QString &currency)
{
    return std::visit([&](const auto &kind) { return words(kind, currency); }, change);
}

} // namespace perennial
