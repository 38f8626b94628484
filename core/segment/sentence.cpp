// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sentence.h"

#include "core/segment/enumids.h"
#include "core/segment/phrases.h"

#include <QCoreApplication>

namespace perennial {

namespace {

// Texts of a tr() that stands in a namespace are filed under its name.
QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString filterWords(const FilterSet &filters)
{
    QStringList parts;
    for (const PropertyFilter &filter : filters.of) {
        const QString name = filter.property == ValueProperty ? tr("value") : orEllipsis(filter.property);
        parts.append(name + u' ' + wordsOf(filter.test));
    }
    if (parts.isEmpty())
        return {};
    return tr(" where %1").arg(parts.join(filters.match == FilterMatch::All ? tr(" and ") : tr(" or ")));
}

QString metricWords(const EventQuantity &quantity)
{
    return orEllipsis(quantity.metric) + filterWords(quantity.filters);
}

// "placed an order" for the metrics that bear the field's own names; any other did happen.
QString didWords(const QString &metric)
{
    struct Verb
    {
        const char *metric;
        const char *words;
    };
    static constexpr Verb verbs[] = {
        {"Placed Order", QT_TRANSLATE_NOOP("perennial", "placed an order")},
        {"Ordered Product", QT_TRANSLATE_NOOP("perennial", "ordered a product")},
        {"Viewed Product", QT_TRANSLATE_NOOP("perennial", "viewed a product")},
        {"Viewed Page", QT_TRANSLATE_NOOP("perennial", "viewed a page")},
        {"Added to Cart", QT_TRANSLATE_NOOP("perennial", "added to the cart")},
        {"Started Checkout", QT_TRANSLATE_NOOP("perennial", "started a checkout")},
        {"Cancelled Order", QT_TRANSLATE_NOOP("perennial", "cancelled an order")},
        {"Returned Order", QT_TRANSLATE_NOOP("perennial", "returned an order")},
        {"Opened Ticket", QT_TRANSLATE_NOOP("perennial", "opened a ticket")},
        {"Submitted Review", QT_TRANSLATE_NOOP("perennial", "submitted a review")},
        {"Received Email", QT_TRANSLATE_NOOP("perennial", "received an e-mail")},
        {"Opened Email", QT_TRANSLATE_NOOP("perennial", "opened an e-mail")},
        {"Clicked Email", QT_TRANSLATE_NOOP("perennial", "clicked an e-mail")},
        {"Received SMS", QT_TRANSLATE_NOOP("perennial", "received an SMS")},
        {"Clicked SMS", QT_TRANSLATE_NOOP("perennial", "clicked an SMS")},
    };
    for (const Verb &verb : verbs) {
        if (metric == QLatin1String(verb.metric))
            return tr(verb.words);
    }
    return tr("had %1").arg(orEllipsis(metric));
}

// "the sum of value of Placed Order in the last 90 days"
QString quantityWords(const EventQuantity &quantity)
{
    const QString metric = metricWords(quantity), window = wordsOf(quantity.window);
    if (quantity.aggregate == Aggregate::Count)
        return tr("the number of times %1 happened %2").arg(metric, window);
    const QString property =
        quantity.property.isEmpty() || quantity.property == ValueProperty ? tr("value") : quantity.property;
    return tr("%1 %2 of %3 %4").arg(wordsOf(quantity.aggregate), property, metric, window);
}

QString words(const EventCondition &condition)
{
    const EventQuantity &quantity = condition.quantity;
    if (condition.with) {
        const QString op = condition.compare.op ? operatorWords(*condition.compare.op) : Ellipsis;
        return tr("for whom %1 %2 %3").arg(quantityWords(quantity), op, quantityWords(*condition.with));
    }
    if (quantity.aggregate == Aggregate::Count)
        return tr("who %1 %2 %3")
            .arg(didWords(quantity.metric) + filterWords(quantity.filters), timesWords(condition.compare),
                 wordsOf(quantity.window));
    return tr("for whom %1 %2").arg(quantityWords(quantity), wordsOf(condition.compare));
}

QString words(const PropertyCondition &condition)
{
    const QString name = orEllipsis(condition.property);
    if (condition.other.isEmpty())
        return tr("whose %1 %2").arg(name, wordsOf(condition.test));
    return tr("whose %1 %2 their %3")
        .arg(name, condition.test.op ? operatorWords(*condition.test.op) : Ellipsis, condition.other);
}

QString words(const ConsentCondition &condition)
{
    if (!condition.channel || !condition.state)
        return tr("whose consent is …");
    return wordsOf(*condition.state, *condition.channel);
}

QString words(const RhythmCondition &condition)
{
    const QString metric = orEllipsis(condition.metric) + filterWords(condition.filters);
    const QString window = wordsOf(condition.window);
    switch (condition.pattern) {
    case Rhythm::FirstTime:
        return tr("who had %1 for the first time %2").arg(metric, window);
    case Rhythm::Regularly: {
        const TimeSpan period = condition.period.value_or(TimeSpan{1, TimeUnit::Month});
        return tr("who had %1 in at least %2 of the last %3 periods of %4")
            .arg(metric, condition.periods ? QString::number(*condition.periods) : Ellipsis,
                 condition.ofLast ? QString::number(*condition.ofLast) : Ellipsis, countedSpan(period.n, period.unit));
    }
    case Rhythm::Stopped:
        return tr("who stopped having %1 %2").arg(metric, window);
    case Rhythm::StartedAgain:
        return tr("who started having %1 again %2").arg(metric, window);
    case Rhythm::Overdue:
        return tr("who have not had %1 for longer than %2 times their usual gap")
            .arg(metric, condition.factor ? numberWords(*condition.factor) : Ellipsis);
    }
    return {};
}

QString words(const SequenceCondition &condition)
{
    QStringList steps;
    for (const SequenceStep &step : condition.steps) {
        QString text = orEllipsis(step.metric) + filterWords(step.filters);
        if (!step.happens)
            text = tr("not %1").arg(text);
        if (step.within)
            text += tr(" within %1").arg(countedSpan(step.within->n, step.within->unit));
        steps.append(text);
    }
    return tr("who had %1 %2").arg(orEllipsis(steps.join(tr(", then "))), wordsOf(condition.window));
}

QString words(const OrderLineCondition &condition)
{
    const QString what = condition.measure == LineMeasure::Orders     ? tr("orders")
                         : condition.measure == LineMeasure::Quantity ? tr("pieces")
                                                                      : tr("amount");
    return tr("who bought%1 so that the %2 %3 %4")
        .arg(filterWords(condition.filters), what, wordsOf(condition.compare), wordsOf(condition.window));
}

QString words(const PlaceCondition &condition)
{
    if (condition.field != PlaceField::Point)
        return tr("whose %1 %2").arg(enumId(condition.field), wordsOf(condition.test));
    const QString distance = condition.distance ? numberWords(*condition.distance) : Ellipsis;
    const QString unit = condition.unit == DistanceUnit::Km ? tr("km") : tr("miles");
    const QString point = tr("%1, %2").arg(condition.latitude ? numberWords(*condition.latitude) : Ellipsis,
                                           condition.longitude ? numberWords(*condition.longitude) : Ellipsis);
    return condition.beyond ? tr("who live more than %1 %2 from %3").arg(distance, unit, point)
                            : tr("who live within %1 %2 of %3").arg(distance, unit, point);
}

QString words(const MembershipCondition &condition)
{
    const QString what = condition.of == MemberOf::Segment ? tr("the segment")
                         : condition.of == MemberOf::List  ? tr("the list")
                                                           : tr("the flow");
    const QString since = condition.since ? u' ' + tr("since %1").arg(wordsOf(*condition.since)) : QString();
    return (condition.in ? tr("who are in %1 %2") : tr("who are not in %1 %2")).arg(what, quoted(condition.name)) +
           since;
}

QString words(const ScoreCondition &condition)
{
    const QString within = condition.within.isEmpty() ? QString() : tr(" within their %1").arg(condition.within);
    return tr("whose %1 %2%3").arg(orEllipsis(condition.score), wordsOf(condition.test), within);
}

QString words(const SampleCondition &condition)
{
    return tr("who are in a random sample of %1 %").arg(condition.percent ? numberWords(*condition.percent) : Ellipsis);
}

QString words(const SqlCondition &condition)
{
    return tr("who are found by the query %1").arg(quoted(condition.query));
}

// Words of a group; one that has brothers stands in brackets.
QString groupWords(const SegmentGroup &group, bool bracketed)
{
    QStringList parts;
    for (const SegmentNode &child : group.children) {
        const SegmentGroup *inner = child.group();
        parts.append(inner ? groupWords(*inner, true) : wordsOf(child));
    }
    if (parts.isEmpty())
        return Ellipsis;
    if (group.match == GroupMatch::None)
        return tr("to whom none of this applies: (%1)").arg(parts.join(tr("; or ")));
    const QString text = parts.join(group.match == GroupMatch::All ? tr(", and ") : tr(", or "));
    return bracketed && parts.size() > 1 ? tr("(%1)").arg(text) : text;
}

QString words(const SegmentGroup &group)
{
    return groupWords(group, false);
}

} // namespace

QString sentenceOf(const SegmentDoc &doc)
{
    const SegmentGroup *root = doc.root.group();
    if (!root || root->children.empty())
        return tr("Everybody.");
    return tr("People %1.").arg(groupWords(*root, false));
}

QString wordsOf(const SegmentNode &node)
{
    const QString text = std::visit([](const auto &condition) { return words(condition); }, node.is);
    return node.unknown == UnknownRule::In ? tr("%1 (or not known)").arg(text) : text;
}

} // namespace perennial
