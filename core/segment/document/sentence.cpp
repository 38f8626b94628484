// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/sentence.h"

#include "core/segment/document/enumids.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/scores.h"

#include <QCoreApplication>

namespace perennial {

namespace {

// Texts of a tr() that stands in a namespace are filed under its name.
QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial", text, comment);
}

QString propertyWords(const QString &property)
{
    return property == ValueProperty ? tr("value") : orEllipsis(property);
}

// What a line of an order can be asked for.
QString lineWords(const QString &property)
{
    if (property == QLatin1String("sku"))
        return tr("SKU");
    return property == QLatin1String("discount_code") ? tr("discount code") : orEllipsis(property);
}

QString filterWords(const FilterSet &filters, QString (*nameOf)(const QString &) = propertyWords)
{
    QStringList parts;
    for (const PropertyFilter &filter : filters.of)
        parts.append(nameOf(filter.property) + u' ' + wordsOf(filter.test));
    if (parts.isEmpty())
        return {};
    return tr(" where %1").arg(parts.join(filters.match == FilterMatch::All ? tr(" and ") : tr(" or ")));
}

// " with the same order_id as the flow's event"
QString tieWords(const EventQuantity &quantity)
{
    QStringList names;
    for (const SameAsTrigger &tie : quantity.same) {
        const QString name = tie.property == OrderProperty ? tr("order") : orEllipsis(tie.property);
        names.append(tie.nameThere() == tie.property ? name : tr("%1 (%2 there)").arg(name, tie.trigger));
    }
    return names.isEmpty() ? QString() : tr(" with the same %1 as what started the flow").arg(names.join(tr(" and ")));
}

QString detailWords(const EventQuantity &quantity)
{
    return filterWords(quantity.filters) + tieWords(quantity);
}

QString metricWords(const EventQuantity &quantity)
{
    return orEllipsis(quantity.metric) + detailWords(quantity);
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
    if (quantity.aggregate == Aggregate::Nth)
        return tr("the %1 of the %2 %3 %4", "the Source of the 2nd Placed Order ever")
            .arg(property, quantity.nth ? ordinalWords(*quantity.nth) : Ellipsis, metric, window);
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
            .arg(didWords(quantity.metric) + detailWords(quantity), timesWords(condition.compare),
                 wordsOf(quantity.window));
    return tr("for whom %1 %2").arg(quantityWords(quantity), wordsOf(condition.compare));
}

QString words(const PropertyCondition &condition)
{
    const QString name = propertyWords(condition.property);
    if (condition.of == PropertyOf::Trigger)
        return tr("for whom the %1 of what started the flow %2").arg(name, wordsOf(condition.test));
    if (condition.of == PropertyOf::Variable)
        return tr("for whom the flow's %1 %2").arg(name, wordsOf(condition.test));
    if (condition.other.isEmpty())
        return tr("whose %1 %2").arg(name, wordsOf(condition.test));
    return tr("whose %1 %2 their %3")
        .arg(name, condition.test.op ? operatorWords(*condition.test.op) : Ellipsis, condition.other);
}

QString words(const ConsentCondition &condition)
{
    if (!condition.channel || !condition.state)
        return tr("whose consent is …");
    QStringList details;
    if (!condition.method.isEmpty())
        details.append(tr("by %1").arg(quoted(condition.method)));
    if (condition.doubleOptIn)
        details.append(*condition.doubleOptIn ? tr("with double opt-in") : tr("without double opt-in"));
    if (condition.since)
        details.append(tr("begun %1").arg(wordsOf(*condition.since)));
    const QString state = wordsOf(*condition.state, *condition.channel);
    return details.isEmpty() ? state : tr("%1 (%2)").arg(state, details.join(QStringLiteral(", ")));
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
        return tr("who started having %1 again %2 after more than %3")
            .arg(metric, window,
                 condition.period ? countedSpan(condition.period->n, condition.period->unit) : Ellipsis);
    case Rhythm::Overdue:
        return condition.factor ? tr("who have not had %1 for longer than %2 times their usual gap")
                                      .arg(metric, numberWords(*condition.factor))
                                : tr("who have not had %1 for longer than their usual gap").arg(metric);
    }
    return {};
}

// Which step is meant goes without saying where there is only one before.
QString words(const SameProperty &same, bool namesStep)
{
    const QString what = same.property == OrderProperty ? tr(" of the same order")
                                                        : tr(" with the same %1").arg(orEllipsis(same.property));
    return namesStep ? tr("%1 as in step %2").arg(what).arg(same.step + 1) : what;
}

QString words(const SequenceCondition &condition)
{
    QStringList steps;
    for (const SequenceStep &step : condition.steps) {
        QString text = orEllipsis(step.metric) + filterWords(step.filters);
        if (!step.happens)
            text = tr("not %1").arg(text);
        for (const SameProperty &same : step.same)
            text += words(same, condition.steps.size() > 2);
        if (step.within)
            text += tr(" within %1").arg(countedSpan(step.within->n, step.within->unit));
        steps.append(text);
    }
    return tr("who had %1 %2").arg(orEllipsis(steps.join(tr(", then "))), wordsOf(condition.window));
}

// "more than 3", "between 1 and 3"
QString howMuchWords(const Test &test)
{
    if (!test.op)
        return Ellipsis;
    return operatorWords(*test.op, ValueType::Count) + u' ' + operandsWords(test);
}

QString boughtWords(const OrderLineCondition &condition)
{
    const QString what = filterWords(condition.filters, lineWords);
    switch (condition.measure) {
    case LineMeasure::Orders:
        return tr("who bought something%1 %2").arg(what, timesWords(condition.compare));
    case LineMeasure::Quantity:
        return tr("who bought %1 pieces%2").arg(howMuchWords(condition.compare), what);
    case LineMeasure::Amount:
        return tr("who spent %1 on products%2").arg(howMuchWords(condition.compare), what);
    }
    return {};
}

QString words(const OrderLineCondition &condition)
{
    const QString text = boughtWords(condition) + u' ' + wordsOf(condition.window);
    return condition.orderNumber ? tr("%1, in their order number %2").arg(text).arg(*condition.orderNumber) : text;
}

QString wordsOf(PlaceField field)
{
    switch (field) {
    case PlaceField::Country:
        return tr("country");
    case PlaceField::Region:
        return tr("region");
    case PlaceField::City:
        return tr("city");
    case PlaceField::Postcode:
        return tr("postcode");
    case PlaceField::Point:
        return tr("place");
    }
    return {};
}

QString words(const PlaceCondition &condition)
{
    if (condition.field != PlaceField::Point)
        return tr("whose %1 %2").arg(wordsOf(condition.field), wordsOf(condition.test));
    const QString distance = condition.distance ? numberWords(*condition.distance) : Ellipsis;
    const QString unit = condition.unit == DistanceUnit::Km ? tr("km") : tr("miles");
    const QString point = tr("%1, %2").arg(condition.latitude ? numberWords(*condition.latitude) : Ellipsis,
                                           condition.longitude ? numberWords(*condition.longitude) : Ellipsis);
    return condition.beyond ? tr("who live more than %1 %2 from %3").arg(distance, unit, point)
                            : tr("who live within %1 %2 of %3").arg(distance, unit, point);
}

// "the flow “Welcome” at the step “2”"
QString placeWords(const MembershipCondition &condition)
{
    const QString name = quoted(condition.name);
    if (condition.of == MemberOf::Segment)
        return tr("the segment %1").arg(name);
    if (condition.of == MemberOf::List)
        return tr("the list %1").arg(name);
    if (condition.of == MemberOf::Stage)
        return tr("the stage %1").arg(name);
    const QString flow = tr("the flow %1").arg(name);
    return condition.step.isEmpty() ? flow : tr("%1 at the step %2").arg(flow, quoted(condition.step));
}

QString words(const MembershipCondition &condition)
{
    if (condition.of == MemberOf::ThisFlow)
        return (condition.in ? tr("who were in this flow before, %1") : tr("who were not in this flow before, %1"))
            .arg(wordsOf(condition.since.value_or(Window())));
    const QString text = (condition.in ? tr("who are in %1") : tr("who are not in %1")).arg(placeWords(condition));
    if (!condition.since)
        return text;
    return (condition.in ? tr("%1 and came %2") : tr("%1 and left %2")).arg(text, wordsOf(*condition.since));
}

QString words(const ScoreCondition &condition)
{
    const QString score = orEllipsis(scoreWords(condition.score)), test = wordsOf(condition.test);
    if (condition.scale == ScoreScale::Value)
        return tr("whose %1 %2").arg(score, test);
    const QString text = condition.scale == ScoreScale::Rank ? tr("whose rank by %1 %2").arg(score, test)
                                                             : tr("whose percentile by %1 %2").arg(score, test);
    return condition.within.isEmpty() ? text : tr("%1 among people of the same %2").arg(text, condition.within);
}

QString words(const SampleCondition &condition)
{
    const QString percent = condition.percent ? numberWords(*condition.percent) : Ellipsis;
    if (condition.salt.isEmpty())
        return tr("who are in a random sample of %1 %").arg(percent);
    return tr("who are in the random sample %1 of %2 %").arg(quoted(condition.salt), percent);
}

QString words(const SqlCondition &condition)
{
    QStringList values;
    for (auto it = condition.parameters.begin(); it != condition.parameters.end(); ++it)
        values.append(it.key() + u' ' + operandWords(it.value()));
    const QString text = tr("who are found by the query %1").arg(quoted(condition.query));
    return values.isEmpty() ? text : tr("%1 (%2)").arg(text, values.join(QStringLiteral(", ")));
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
