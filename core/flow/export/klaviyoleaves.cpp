// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyoleaves.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/places.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

using Clauses = std::optional<KlaviyoClauses>;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Clauses one(const QJsonObject &condition)
{
    return KlaviyoClauses{QJsonArray{condition}};
}

// What a condition is asked as: itself or its contrary, and whether it holds where nothing is known.
struct Asked
{
    bool contrary = false;
    KlaviyoUnset unset = KlaviyoUnset::Fails;
};

std::optional<Test> asked(const Test &test, bool contrary)
{
    return contrary ? contraryOf(test) : std::optional(test);
}

// The filters of counted events, all of which must pass; nothing where one cannot be said.
std::optional<QJsonArray> metricFilters(const FilterSet &filters, const KlaviyoGround &ground)
{
    if (filters.match == FilterMatch::Any && filters.of.size() > 1)
        return std::nullopt;
    QJsonArray made;
    for (const PropertyFilter &filter : filters.of) {
        const auto condition = [&](const QJsonObject &json) {
            return QJsonObject{{"property", filter.property}, {"filter", json}};
        };
        const Clauses clauses = klaviyoExactTest(filter.test, KlaviyoUnset::Fails, KlaviyoPlace::EventCount, condition,
                                                 ground.zone, ground.notes);
        if (!clauses)
            return std::nullopt;
        for (const QJsonArray &clause : *clauses) {
            if (clause.size() != 1)
                return std::nullopt;
            made.append(clause.first());
        }
    }
    return made;
}

void tellTies(const EventQuantity &quantity, const KlaviyoGround &ground)
{
    if (!quantity.same.empty())
        ground.notes.tell(tr("Klaviyo cannot tie %1 to what started the flow: it counts all of them, also those of "
                             "another order or cart.")
                              .arg(quoted(quantity.metric)));
}

Clauses leaf(const EventCondition &event, const Asked &as, const KlaviyoGround &ground)
{
    const EventQuantity &quantity = event.quantity;
    const bool ofValue = quantity.property.isEmpty() || quantity.property == ValueProperty;
    const bool sums = quantity.aggregate == Aggregate::Sum && ofValue;
    const auto test = asked(event.compare, as.contrary);
    if (event.with || !test || !test->op || !(sums || quantity.aggregate == Aggregate::Count))
        return std::nullopt;
    const auto window = klaviyoWindow(quantity.window, ground.zone, ground.notes);
    const auto filters = metricFilters(quantity.filters, ground);
    if (!window || !filters)
        return std::nullopt;
    tellTies(quantity, ground);
    return klaviyoNumbers(*test, [&](const QJsonObject &measure) {
        QJsonObject made{{"type", "profile-metric"},
                         {"metric_id", klaviyoId("metric", quantity.metric)},
                         {"measurement", sums ? "sum" : "count"},
                         {"measurement_filter", measure},
                         {"timeframe_filter", *window}};
        if (!filters->isEmpty())
            made.insert(QStringLiteral("metric_filters"), *filters);
        return made;
    });
}

Clauses ofTrigger(const PropertyCondition &property, const Test &test, KlaviyoUnset unset, const KlaviyoGround &ground)
{
    if (ground.stand != KlaviyoStand::Branch || ground.metric.isEmpty())
        return std::nullopt;
    const auto condition = [&](const QJsonObject &filter) {
        return QJsonObject{{"type", "metric-property"},
                           {"metric_id", klaviyoId("metric", ground.metric)},
                           {"field", property.property},
                           {"filter", filter}};
    };
    return klaviyoExactTest(test, unset, KlaviyoPlace::EventField, condition, ground.zone, ground.notes);
}

Clauses ofPerson(const QString &name, const Test &test, KlaviyoUnset unset, const KlaviyoGround &ground)
{
    const auto condition = [&](const QJsonObject &filter) {
        return QJsonObject{{"type", "profile-property"}, {"property", klaviyoProperty(name)}, {"filter", filter}};
    };
    return klaviyoExactTest(test, unset, KlaviyoPlace::Profile, condition, ground.zone, ground.notes);
}

Clauses leaf(const PropertyCondition &property, const Asked &as, const KlaviyoGround &ground)
{
    const auto test = asked(property.test, as.contrary);
    if (!property.other.isEmpty() || !test)
        return std::nullopt;
    if (property.of == PropertyOf::Trigger)
        return ofTrigger(property, *test, as.unset, ground);
    if (property.of == PropertyOf::Variable)
        ground.notes.tell(tr("Klaviyo has no variables of a journey: %1 is a property of the person there.")
                              .arg(quoted(property.property)));
    return ofPerson(property.property, *test, as.unset, ground);
}

QJsonObject consent(const char *channel, bool canReceive, const char *subscription)
{
    return {{"type", "profile-marketing-consent"},
            {"consent", QJsonObject{{"channel", channel},
                                    {"can_receive_marketing", canReceive},
                                    {"consent_status", QJsonObject{{"subscription", subscription}}}}}};
}

Clauses emailConsent(Reach state)
{
    switch (state) {
    case Reach::CanReceive: // "any" would take in whoever never said yes
    case Reach::Subscribed:
        return one(consent("email", true, "subscribed"));
    case Reach::CannotReceive:
        return KlaviyoClauses{{consent("email", false, "any"), consent("email", true, "never_subscribed")}};
    case Reach::Unsubscribed:
        return one(consent("email", false, "unsubscribed"));
    case Reach::Never:
        return one(consent("email", true, "never_subscribed"));
    default:
        return std::nullopt;
    }
}

Clauses smsConsent(Reach state)
{
    switch (state) {
    case Reach::CanReceive:
    case Reach::Subscribed:
        return one(consent("sms", true, "subscribed"));
    case Reach::CannotReceive:
        return one(consent("sms", false, "any"));
    case Reach::Unsubscribed:
        return one(consent("sms", false, "unsubscribed"));
    case Reach::Never:
        return one(consent("sms", false, "never_subscribed"));
    default:
        return std::nullopt;
    }
}

std::optional<Reach> contraryOf(Reach state)
{
    if (state == Reach::CanReceive)
        return Reach::CannotReceive;
    return state == Reach::CannotReceive ? std::optional(Reach::CanReceive) : std::nullopt;
}

Clauses leaf(const ConsentCondition &asks, const Asked &as, const KlaviyoGround &)
{
    const bool isPlain = asks.channel && asks.state && asks.method.isEmpty() && !asks.doubleOptIn && !asks.since;
    const auto state = !isPlain ? std::nullopt : as.contrary ? contraryOf(*asks.state) : asks.state;
    if (!state)
        return std::nullopt;
    switch (*asks.channel) {
    case Channel::Email:
        return emailConsent(*state);
    case Channel::Sms:
        return smsConsent(*state);
    case Channel::Push:
        if (*state == Reach::CanReceive || *state == Reach::CannotReceive)
            return one(consent("push", *state == Reach::CanReceive, "any"));
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

Clauses notInThisFlow(const MembershipCondition &member, const KlaviyoGround &ground)
{
    const Window window = member.since.value_or(Window());
    const bool canAsk = window.kind == WindowKind::Ever || window.kind == WindowKind::Last;
    const auto time = canAsk ? klaviyoWindow(window, ground.zone, ground.notes) : std::nullopt;
    if (ground.stand != KlaviyoStand::WholeFlow || !time)
        return std::nullopt;
    return one({{"type", "profile-not-in-flow"}, {"timeframe_filter", *time}});
}

Clauses leaf(const MembershipCondition &member, const Asked &as, const KlaviyoGround &ground)
{
    const bool in = member.in != as.contrary;
    if (member.of == MemberOf::ThisFlow)
        return in ? std::nullopt : notInThisFlow(member, ground);
    const bool isGroup = member.of == MemberOf::Segment || member.of == MemberOf::List;
    if (!isGroup || (member.since && !in))
        return std::nullopt;
    QJsonObject made{
        {"type", "profile-group-membership"},
        {"is_member", in},
        {"group_ids", QJsonArray{klaviyoId(member.of == MemberOf::List ? "list" : "segment", member.name)}}};
    if (!member.since || member.since->kind == WindowKind::Ever)
        return one(made);
    const auto time = klaviyoWindow(*member.since, ground.zone, ground.notes);
    if (!time)
        return std::nullopt;
    made.insert(QStringLiteral("timeframe_filter"), *time);
    return one(made);
}

Clauses leaf(const PlaceCondition &place, const Asked &as, const KlaviyoGround &ground)
{
    const auto test = asked(place.test, as.contrary);
    if (place.field == PlaceField::Point || !test)
        return std::nullopt;
    return ofPerson(placeProperty(place.field), *test, as.unset, ground);
}

Clauses leaf(const SampleCondition &sample, const Asked &as, const KlaviyoGround &ground)
{
    if (!sample.percent || ground.stand == KlaviyoStand::Segment)
        return std::nullopt;
    const double percent = as.contrary ? 100 - *sample.percent : *sample.percent;
    ground.notes.tell(tr("Random shares draw other people in Klaviyo than here, in whole percents."));
    return one({{"type", "profile-sample"}, {"percentage", static_cast<int>(std::lround(percent))}});
}

template <class Kind>
Clauses leaf(const Kind &, const Asked &, const KlaviyoGround &)
{
    return std::nullopt;
}

} // namespace

std::optional<KlaviyoClauses> klaviyoLeaf(const Condition &condition, UnknownRule unknown, bool contrary,
                                          const KlaviyoGround &ground)
{
    const bool passes = (unknown == UnknownRule::In) != contrary;
    const Asked as{contrary, passes ? KlaviyoUnset::Passes : KlaviyoUnset::Fails};
    return std::visit([&](const auto &kind) { return leaf(kind, as, ground); }, condition);
}

std::optional<KlaviyoClauses> klaviyoEventFilter(const FilterSet &filters, const KlaviyoGround &ground)
{
    KlaviyoClauses all;
    QJsonArray any;
    const bool isAny = filters.match == FilterMatch::Any && filters.of.size() > 1;
    for (const PropertyFilter &filter : filters.of) {
        const auto condition = [&](const QJsonObject &json) {
            return QJsonObject{{"type", "metric-property"},
                               {"metric_id", klaviyoId("metric", ground.metric)},
                               {"field", filter.property},
                               {"filter", json}};
        };
        const Clauses clauses = klaviyoExactTest(filter.test, KlaviyoUnset::Fails, KlaviyoPlace::EventField, condition,
                                                 ground.zone, ground.notes);
        if (!clauses || (isAny && clauses->size() != 1))
            return std::nullopt;
        for (const QJsonArray &clause : *clauses) {
            all.push_back(clause);
            for (const QJsonValue &alternative : clause)
                any.append(alternative);
        }
    }
    return isAny ? KlaviyoClauses{any} : all;
}

} // namespace perennial
