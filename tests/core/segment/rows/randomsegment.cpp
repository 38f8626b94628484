// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/randomsegment.h"

namespace perennial {

SegmentDoc RandomSegment::make()
{
    SegmentDoc doc;
    doc.zone =
        word({"", "", "", "UTC", "Pacific/Chatham", "America/New_York", "Etc/GMT+5", "Asia/Kolkata", "Asia/Kathmandu",
              "Australia/Lord_Howe", "Africa/Casablanca", "America/St_Johns", "Pacific/Apia", "America/Santiago"});
    doc.weekStart = chance(70) ? WeekStart::Monday : chance(80) ? WeekStart::Sunday : WeekStart::Wednesday;
    doc.root = group(0);
    return doc;
}

SegmentNode RandomSegment::group(int depth)
{
    SegmentGroup made{pick({GroupMatch::All, GroupMatch::All, GroupMatch::Any, GroupMatch::None}), {}};
    for (int i = between(depth == 0 ? 1 : 0, 4); i > 0; --i)
        made.children.push_back(depth < 3 && chance(30) ? group(depth + 1) : leaf());
    return {made, UnknownRule::Out};
}

SegmentNode RandomSegment::leaf()
{
    SegmentNode node;
    node.is = chance(4) ? Condition(EventCondition()) : condition();
    node.unknown = chance(30) ? UnknownRule::In : UnknownRule::Out;
    return node;
}

Condition RandomSegment::condition()
{
    switch (below(20)) {
    case 0:
    case 1:
    case 2:
    case 3:
        return event();
    case 4:
        return pickedEvent();
    case 5:
    case 6:
        return rhythm();
    case 7:
    case 8:
        return sequence();
    case 9:
    case 10:
        return orderLine();
    case 11:
    case 12:
        return property();
    case 13:
        return propertyAgainstProperty();
    case 14:
        return consent();
    case 15:
        return place();
    case 16:
    case 17:
        return membership();
    case 18:
        return score();
    default:
        if (chance(50))
            return sql();
        return SampleCondition{pick({0.0, 0.5, 10.0, 33.3, 50.0, 100.0}), word({"", "holdout", "Zoë"})};
    }
}

QString RandomSegment::metric()
{
    return word({"Placed Order", "Placed Order", "Placed Order", "Opened Email", "Opened Email", "Closed Ticket",
                 "Closed Ticket", "Never Happened", "Unheard Of"});
}

TimeSpan RandomSegment::span(int most)
{
    const TimeUnit unit = pick({TimeUnit::Minute, TimeUnit::Hour, TimeUnit::Day, TimeUnit::Day, TimeUnit::Week,
                                TimeUnit::Month, TimeUnit::Year});
    const int scale = unit == TimeUnit::Minute ? 1440 : unit == TimeUnit::Hour ? 24 : 1;
    return {between(1, most) * scale, unit};
}

EventCondition RandomSegment::event()
{
    EventCondition condition;
    condition.quantity = quantity(false);
    const Aggregate aggregate = condition.quantity.aggregate;
    const bool counts = aggregate == Aggregate::Count || aggregate == Aggregate::Distinct;
    if (chance(25)) {
        condition.quantity = quantity(true);
        condition.with = quantity(true);
        condition.compare.op = pick({Op::Equals, Op::NotEquals, Op::Less, Op::AtMost, Op::More, Op::AtLeast});
    } else {
        condition.compare = counts ? countTest() : numberTest(10);
    }
    return condition;
}

// A quantity that is a number; `any` aggregate where it is compared with another one.
EventQuantity RandomSegment::quantity(bool any)
{
    EventQuantity made;
    made.metric = metric();
    made.aggregate = pick({Aggregate::Count, Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Min,
                           Aggregate::Max, Aggregate::Median, Aggregate::Distinct});
    if (any && chance(30))
        made.aggregate = pick({Aggregate::First, Aggregate::Last, Aggregate::Nth});
    const bool needs = made.aggregate == Aggregate::Distinct || made.aggregate >= Aggregate::First;
    if (needs || (made.aggregate != Aggregate::Count && chance(30)))
        made.property = word({"size", "size", "label", "mark", "$value"});
    if (made.aggregate == Aggregate::Nth)
        made.nth = between(1, 4);
    made.window = window(WindowUse::Events);
    made.filters = filters(40);
    return made;
}

// A value of the first, the last or the n-th event.
EventCondition RandomSegment::pickedEvent()
{
    EventCondition condition;
    condition.quantity = quantity(false);
    condition.quantity.aggregate = pick({Aggregate::First, Aggregate::Last, Aggregate::Nth});
    condition.quantity.nth.reset();
    if (condition.quantity.aggregate == Aggregate::Nth)
        condition.quantity.nth = between(1, 4);
    const PropertyFilter asked = filter();
    condition.quantity.property = asked.property;
    condition.compare = asked.test;
    return condition;
}

FilterSet RandomSegment::filters(int percent)
{
    FilterSet made;
    made.match = chance(50) ? FilterMatch::All : FilterMatch::Any;
    for (int i = chance(percent) ? between(1, 3) : 0; i > 0; --i)
        made.of.push_back(filter());
    return made;
}

PropertyFilter RandomSegment::filter()
{
    switch (below(8)) {
    case 0:
        return {word({"size", "size", "mark"}), numberTest(41)};
    case 1:
        return {word({"gift", "gift", "mark"}), booleanTest()};
    case 2:
        return {QStringLiteral("on"), dateTest(WindowUse::EventDates)};
    case 3:
        return {QStringLiteral("tags"), listTest()};
    case 4:
        return {ValueProperty, chance(80) ? numberTest(10) : knownTest()};
    case 5:
        return {word({"label", "size", "gift", "tags"}), knownTest()};
    case 6:
        return {QStringLiteral("size"), textTest()};
    default:
        return {QStringLiteral("label"), textTest()};
    }
}

RhythmCondition RandomSegment::rhythm()
{
    RhythmCondition condition;
    condition.metric = metric();
    condition.filters = filters(25);
    condition.pattern =
        pick({Rhythm::FirstTime, Rhythm::Regularly, Rhythm::Stopped, Rhythm::StartedAgain, Rhythm::Overdue});
    if (condition.pattern != Rhythm::Regularly && condition.pattern != Rhythm::Overdue)
        condition.window = window(WindowUse::Events);
    if (condition.pattern == Rhythm::Regularly) {
        condition.periods = between(1, 4);
        condition.ofLast = between(1, 7);
    }
    if (condition.pattern == Rhythm::StartedAgain || chance(40))
        condition.period = span(4);
    if (condition.pattern == Rhythm::Overdue && chance(60))
        condition.factor = pick({0.5, 1.0, 1.5, 2.0});
    return condition;
}

SequenceCondition RandomSegment::sequence()
{
    SequenceCondition condition;
    condition.window = window(WindowUse::Events);
    std::vector<int> happening;
    for (int i = 0, steps = between(1, 5); i < steps; ++i) {
        SequenceStep step;
        step.metric = metric();
        step.filters = filters(20);
        step.happens = i == 0 || chance(65);
        if (i > 0 && chance(40))
            step.within = chance(10) ? TimeSpan{0, TimeUnit::Day} : span(20);
        if (i > 0 && chance(30))
            step.same.push_back({word({"label", "size", "mark", "$order", "$order", "$value"}),
                                 happening[static_cast<size_t>(below(static_cast<int>(happening.size())))]});
        if (step.happens)
            happening.push_back(i);
        condition.steps.push_back(step);
    }
    return condition;
}

OrderLineCondition RandomSegment::orderLine()
{
    OrderLineCondition condition;
    condition.filters.match = chance(50) ? FilterMatch::All : FilterMatch::Any;
    for (int i = chance(70) ? between(1, 3) : 0; i > 0; --i)
        condition.filters.of.push_back(lineFilter());
    if (chance(25))
        condition.orderNumber = between(1, 4);
    condition.measure = pick({LineMeasure::Orders, LineMeasure::Quantity, LineMeasure::Amount});
    condition.compare = condition.measure == LineMeasure::Orders
                            ? countTest()
                            : numberTest(condition.measure == LineMeasure::Amount ? 10 : 1);
    condition.window = window(WindowUse::Events);
    return condition;
}

PropertyFilter RandomSegment::lineFilter()
{
    switch (below(7)) {
    case 0:
        return {QStringLiteral("product"), textTest({"Shoes", "Mug", "shoes - red", "41"})};
    case 1:
        return {QStringLiteral("variant"), textTest({"41", "Blue", "red", "1"})};
    case 2:
        return {QStringLiteral("quantity"), numberTest(1)};
    case 3:
        return {QStringLiteral("price"), numberTest(4.99)};
    case 4:
        return {word({"tag", "discount_code"}), textTest({"gift", "sale", "SAVE10", "VIP", "v", " sale"})};
    case 5:
        return {word({"sku", "vendor"}), textTest({"S-1", "S-", "Austin", "Zoë & Co"})};
    default:
        return {word({"product", "variant", "sku", "vendor", "price", "tag", "discount_code", "category"}),
                knownTest()};
    }
}

PropertyCondition RandomSegment::property()
{
    switch (below(7)) {
    case 0:
        return {QStringLiteral("Score"), numberTest(1), {}};
    case 1:
        return {QStringLiteral("Vip"), booleanTest(), {}};
    case 2:
        return {QStringLiteral("Birthday"), dateTest(WindowUse::Dates), {}};
    case 3:
        return {QStringLiteral("Tags"), listTest(), {}};
    case 4:
        return {word({"City", "Score", "Vip", "Tags", "Unheard Of", "Created At"}), knownTest(), {}};
    case 5:
        return {CreatedAtProperty, dateTest(WindowUse::Dates), {}};
    default:
        return {QStringLiteral("City"), textTest(), {}};
    }
}

PropertyCondition RandomSegment::propertyAgainstProperty()
{
    PropertyCondition condition;
    if (chance(40)) {
        condition.property = QStringLiteral("City");
        condition.other = word({"Home Town", "Region", "City"});
        condition.test.op = pick({Op::Is, Op::IsNot, Op::Contains, Op::ContainsNot, Op::StartsWith, Op::StartsNotWith,
                                  Op::EndsWith, Op::EndsNotWith});
        return condition;
    }
    const bool dates = chance(50);
    condition.property = dates ? word({"Birthday", "Created At"}) : QStringLiteral("Score");
    condition.other = dates ? word({"Last Seen", "Created At"}) : word({"Goal", "RFM Score"});
    condition.test.op = pick({Op::Equals, Op::NotEquals, Op::Less, Op::AtMost, Op::More, Op::AtLeast});
    return condition;
}

ConsentCondition RandomSegment::consent()
{
    ConsentCondition condition;
    condition.channel = pick({Channel::Email, Channel::Email, Channel::Sms, Channel::Push, Channel::Whatsapp});
    condition.state = pick({Reach::CanReceive, Reach::CannotReceive, Reach::Subscribed, Reach::Unsubscribed,
                            Reach::Never, Reach::Suppressed, Reach::NotSuppressed, Reach::Bounced});
    const bool byWord = condition.state == Reach::CanReceive || condition.state == Reach::Subscribed ||
                        condition.state == Reach::Unsubscribed;
    const bool dated = byWord || condition.state == Reach::Suppressed || condition.state == Reach::Bounced;
    if (byWord && chance(30))
        condition.method = word({"Web form", "Checkout", "web form"});
    if (byWord && chance(30))
        condition.doubleOptIn = chance(50);
    if (dated && chance(30))
        condition.since = window(WindowUse::Plain);
    return condition;
}

PlaceCondition RandomSegment::place()
{
    PlaceCondition condition;
    condition.field = pick({PlaceField::Country, PlaceField::Region, PlaceField::City, PlaceField::Postcode,
                            PlaceField::Point, PlaceField::Point});
    if (condition.field != PlaceField::Point) {
        condition.test = chance(80) ? textTest({"DE", "AT", "10", "10115", "Austin", "Aust"}) : knownTest();
        return condition;
    }
    condition.latitude = pick({52.5, 48.1, -36.9, 0.0});
    condition.longitude = pick({13.4, 11.6, 179.9, -179.9, 0.0});
    condition.distance = pick({0.0, 5.0, 300.5, 550.0, 5000.0, 16000.0});
    condition.unit = pick({DistanceUnit::Km, DistanceUnit::Mile});
    condition.beyond = chance(40);
    return condition;
}

MembershipCondition RandomSegment::membership()
{
    MembershipCondition condition;
    condition.of = pick({MemberOf::Segment, MemberOf::Segment, MemberOf::Stage, MemberOf::List, MemberOf::Flow});
    if (condition.of == MemberOf::Segment)
        condition.name = word({"Buyers", "FANS", "Diamond", "Not Fans", "Recent"});
    else if (condition.of == MemberOf::Stage)
        condition.name = word({"Fresh", "LOYAL", "Reader", "Unsaid", "Rest"});
    else if (condition.of == MemberOf::List)
        condition.name = word({"Newsletter", "newsletter", "Testers", "Nobody"});
    else
        condition.name = word({"Welcome", "win back"});
    if (condition.of == MemberOf::Flow && chance(60))
        condition.step = word({"Mail 1", "wait", "Unheard Of"});
    condition.in = chance(60);
    if (chance(40))
        condition.since = window(WindowUse::Plain);
    return condition;
}

ScoreCondition RandomSegment::score()
{
    ScoreCondition condition;
    condition.score = word({"rfm_score", "predicted_clv", "churn_risk"});
    condition.scale = pick({ScoreScale::Value, ScoreScale::Rank, ScoreScale::Percentile});
    condition.test = numberTest(condition.scale == ScoreScale::Rank         ? 5
                                : condition.scale == ScoreScale::Percentile ? 25
                                                                            : 1);
    if (condition.scale != ScoreScale::Value && chance(50))
        condition.within = word({"Country", "RFM Group", "Vip", "Unheard Of"});
    if (condition.scale == ScoreScale::Value && chance(40)) {
        condition.score = QStringLiteral("rfm_group");
        condition.test = chance(80) ? textTest({"Champions", "DE", "Ch"}) : knownTest();
    } else if (condition.scale == ScoreScale::Value && chance(40)) {
        condition.score = QStringLiteral("expected_next_order");
        condition.test = dateTest(WindowUse::Dates);
    }
    return condition;
}

SqlCondition RandomSegment::sql()
{
    SqlCondition condition;
    switch (below(3)) {
    case 0:
        condition.query = QStringLiteral("Every nth");
        condition.parameters[QStringLiteral("part")] = pick({2.0, 3.0});
        break;
    case 1:
        condition.query = QStringLiteral("spenders");
        condition.parameters[QStringLiteral("least")] = pick({0.0, 1000.0, 5000.0});
        break;
    default:
        condition.query = QStringLiteral("Of a city");
        condition.parameters[QStringLiteral("city")] = text();
    }
    return condition;
}

} // namespace perennial
