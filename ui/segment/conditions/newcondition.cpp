// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/newcondition.h"

#include "core/segment/document/scores.h"
#include "core/segment/document/sentence.h"
#include "ui/segment/conditions/conditioneditor.h"
#include "ui/segment/conditions/linecatalog.h"
#include "ui/segment/conditions/membershipconditioneditor.h"
#include "ui/segment/conditions/placeconditioneditor.h"
#include "ui/segment/conditions/rhythmconditioneditor.h"
#include "ui/segment/conditions/scoreconditioneditor.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr size_t MostMetrics = 6;
constexpr size_t MostOfAKind = 8;
constexpr size_t MostConsents = 5;
constexpr size_t LeastScores = 3;
constexpr double UsualSample = 10;

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial::NewCondition", text, comment);
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

ConditionOffer offer(const QString &id, const QString &text, Condition condition, const QString &keywords = {},
                     const QString &detail = {})
{
    return {.item = {.id = id, .text = text, .detail = detail, .section = {}, .iconName = {}},
            .node = {.is = std::move(condition)},
            .keywords = keywords};
}

OfferGroup metricOffers(const SegmentCatalog &catalog)
{
    const auto metrics = catalog.metrics();
    OfferGroup group{.title = tr("What someone did"),
                     .most = MostMetrics,
                     .allWords = tr("Show all %1 metrics").arg(format::count(static_cast<qint64>(metrics.size()))),
                     .offers = {}};
    for (PickItem &item : metricItems(metrics, {})) {
        SegmentNode node = metricCondition(item.id);
        item.id.prepend(QStringLiteral("metric:"));
        group.offers.push_back({.item = std::move(item), .node = std::move(node), .keywords = tr("event did")});
    }
    return group;
}

OfferGroup doingOffers()
{
    OfferGroup group{.title = tr("What someone did"), .most = MostOfAKind, .allWords = {}, .offers = {}};
    OrderLineCondition bought;
    bought.filters.of.push_back(
        {.property = QStringLiteral("product"), .test = {.op = Op::Is, .values = {}, .window = {}}});
    bought.compare.op = Op::AtLeastOnce;
    group.offers.push_back(offer(QStringLiteral("order_line"), tr("Bought a product …"), bought,
                                 tr("order line variant SKU vendor tag discount code quantity spent")));
    group.offers.push_back(offer(QStringLiteral("sequence"), tr("One thing, then another or not …"),
                                 SequenceCondition{.steps = {{}, {}}, .window = {}},
                                 tr("sequence steps cart without order but not followed by")));
    for (const Rhythm pattern :
         {Rhythm::FirstTime, Rhythm::Regularly, Rhythm::Stopped, Rhythm::StartedAgain, Rhythm::Overdue})
        group.offers.push_back(offer(QStringLiteral("rhythm:%1").arg(static_cast<int>(pattern)),
                                     tr("%1 …", "For the first time …").arg(capital(rhythmWords(pattern))),
                                     withPattern({}, pattern), tr("rhythm something pause gap lapsed new")));
    return group;
}

OfferGroup propertyOffers(const SegmentCatalog &catalog)
{
    auto properties = catalog.properties();
    OfferGroup group{.title = tr("Who someone is"),
                     .most = MostOfAKind,
                     .allWords =
                         tr("Show all %1 properties").arg(format::count(static_cast<qint64>(properties.size()))),
                     .offers = {}};
    std::ranges::stable_sort(properties, std::ranges::greater(), &PropertyChoice::people);
    for (PickItem &item : propertyItems(properties, {})) {
        PropertyCondition condition;
        condition.property = item.id;
        item.id.prepend(QStringLiteral("property:"));
        group.offers.push_back({.item = std::move(item), .node = {.is = condition}, .keywords = tr("property")});
    }
    return group;
}

ConditionOffer consentOffer(Reach state, Channel channel)
{
    ConsentCondition condition;
    condition.state = state;
    condition.channel = channel;
    return offer(QStringLiteral("consent:%1/%2").arg(static_cast<int>(state)).arg(static_cast<int>(channel)),
                 capital(words::reach(state) + u' ' + wordsOf(channel)), condition, tr("consent reachable opt-in"));
}

OfferGroup consentOffers()
{
    using enum Reach;
    constexpr std::array usual{std::pair(CanReceive, Channel::Email),    std::pair(CanReceive, Channel::Sms),
                               std::pair(Subscribed, Channel::Email),    std::pair(Suppressed, Channel::Email),
                               std::pair(CannotReceive, Channel::Email), std::pair(Unsubscribed, Channel::Email)};
    OfferGroup group{.title = tr("Consent"), .most = MostConsents, .allWords = {}, .offers = {}};
    for (const auto &[state, channel] : usual)
        group.offers.push_back(consentOffer(state, channel));
    for (const Channel channel : {Channel::Email, Channel::Sms, Channel::Push, Channel::Whatsapp}) {
        for (const Reach state :
             {CanReceive, CannotReceive, Subscribed, Unsubscribed, Never, Suppressed, NotSuppressed, Bounced}) {
            if (std::ranges::find(usual, std::pair(state, channel)) == usual.end())
                group.offers.push_back(consentOffer(state, channel));
        }
    }
    group.allWords = tr("Show all %1 kinds of consent").arg(group.offers.size());
    return group;
}

OfferGroup placeOffers()
{
    OfferGroup group{.title = tr("Place"), .most = MostOfAKind, .allWords = {}, .offers = {}};
    for (const PlaceField field :
         {PlaceField::Country, PlaceField::Region, PlaceField::City, PlaceField::Postcode, PlaceField::Point}) {
        PlaceCondition condition;
        condition.field = field;
        const bool isPoint = field == PlaceField::Point;
        if (isPoint)
            condition.unit = localDistanceUnit();
        else
            condition.test.op = Op::Is;
        group.offers.push_back(offer(QStringLiteral("place:%1").arg(static_cast<int>(field)),
                                     isPoint ? tr("Lives near or far from a point …")
                                             : tr("%1 …", "City …").arg(capital(placeWords(field))),
                                     condition, tr("place lives where zip distance km miles within radius")));
    }
    return group;
}

OfferGroup scoreOffers(const SegmentCatalog &catalog)
{
    OfferGroup group{.title = tr("Scores"), .most = LeastScores, .allWords = {}, .offers = {}};
    const auto properties = catalog.properties();
    for (const PickItem &item : scoreItems(catalog, {})) {
        const Score *score = scoreOf(item.id);
        ScoreCondition condition;
        condition.score = item.id;
        if (score->type == ValueType::Number)
            condition.test.op = Op::AtLeast;
        group.offers.push_back(offer(QStringLiteral("score:") + item.id, capital(item.text), condition,
                                     tr("score prediction rank percentile top"), item.detail));
    }
    const auto held = std::ranges::count_if(scores(), [&](const Score &score) {
        return std::ranges::find(properties, QString(QLatin1String(score.property)), &PropertyChoice::name) !=
               properties.end();
    });
    group.most = std::clamp(static_cast<size_t>(held), LeastScores, MostOfAKind);
    group.allWords = tr("Show all %1 scores").arg(group.offers.size());
    return group;
}

// What only a condition inside a flow can ask.
OfferGroup flowOffers(const BuilderContext &context)
{
    OfferGroup group{.title = tr("In this flow"), .most = MostOfAKind, .allWords = {}, .offers = {}};
    if (!context.flow)
        return group;
    EventCondition since = std::get<EventCondition>(metricCondition({}).is);
    since.quantity.window.kind = WindowKind::SinceFlowStart;
    group.offers.push_back(offer(QStringLiteral("flow:since"), tr("Did something since starting this flow …"), since,
                                 tr("since flow start event ordered bought")));
    PropertyCondition trigger;
    trigger.of = PropertyOf::Trigger;
    group.offers.push_back(
        offer(QStringLiteral("flow:trigger"), tr("What started the flow …"), trigger, tr("trigger event property")));
    for (const QString &variable : context.flow->variables) {
        PropertyCondition condition;
        condition.of = PropertyOf::Variable;
        condition.property = variable;
        group.offers.push_back(offer(QStringLiteral("flow:variable/") + variable,
                                     tr("The flow's %1 …", "The flow's discount …").arg(variable), condition,
                                     tr("flow variable")));
    }
    MembershipCondition before;
    before.of = MemberOf::ThisFlow;
    group.offers.push_back(
        offer(QStringLiteral("flow:before"), tr("Was in this flow before"), before, tr("again re-entry earlier")));
    before.in = false;
    group.offers.push_back(
        offer(QStringLiteral("flow:never"), tr("Was not in this flow before"), before, tr("again re-entry earlier")));
    return group;
}

OfferGroup membershipOffers(const BuilderContext &context)
{
    OfferGroup group{.title = tr("Lists and segments"), .most = MostOfAKind, .allWords = {}, .offers = {}};
    auto choices = membershipChoices(context);
    std::erase_if(choices, [](const MembershipChoice &choice) { return choice.of == MemberOf::ThisFlow; });
    // The program's own stages stand behind what somebody made.
    std::ranges::stable_sort(choices, {}, [](const MembershipChoice &choice) {
        return std::pair(choice.of == MemberOf::Stage, !choice.refusal.isEmpty());
    });
    for (const MembershipChoice &choice : choices) {
        MembershipCondition condition;
        condition.of = choice.of;
        condition.name = choice.name;
        const QString kind = choice.of == MemberOf::Segment ? tr("segment")
                             : choice.of == MemberOf::List  ? tr("list")
                             : choice.of == MemberOf::Stage ? tr("lifecycle stage")
                                                            : tr("flow");
        const QString detail =
            choice.people ? tr("%1 · %2", "list · 312").arg(kind, format::count(*choice.people)) : kind;
        ConditionOffer one = offer(QStringLiteral("member:%1/%2").arg(static_cast<int>(choice.of)).arg(choice.name),
                                   choice.name, condition, tr("member is in not in %1").arg(kind), detail);
        one.item.refusal = choice.refusal;
        group.offers.push_back(std::move(one));
    }
    group.allWords = tr("Show all %1 lists and segments").arg(format::count(static_cast<qint64>(group.offers.size())));
    return group;
}

OfferGroup sampleOffers(const BuilderContext &context)
{
    SampleCondition sample{.percent = UsualSample, .salt = context.doc ? context.doc->name : QString()};
    return {.title = tr("Sample"),
            .most = 1,
            .allWords = {},
            .offers = {offer(QStringLiteral("sample"), tr("A random sample"), sample,
                             tr("share percent holdout control group"))}};
}

OfferGroup queryOffers(const SegmentCatalog &catalog)
{
    OfferGroup group{.title = tr("SQL template"), .most = MostOfAKind, .allWords = {}, .offers = {}};
    for (const SqlTemplate &query : catalog.queries())
        group.offers.push_back(offer(QStringLiteral("sql:") + query.name, query.name,
                                     SqlCondition{.query = query.name, .parameters = {}},
                                     tr("SQL template saved query") + u' ' + query.note));
    if (group.offers.empty()) {
        group.offers.push_back(offer(QStringLiteral("sql"), tr("A saved query"), SqlCondition{}, tr("SQL template")));
        group.offers.front().item.refusal = tr("No query is saved yet. Save one to use it in conditions.");
    }
    group.allWords = tr("Show all %1 queries").arg(group.offers.size());
    return group;
}

QString boughtWords(const FoundValue &found)
{
    if (found.property == QLatin1String("variant"))
        return tr("Bought the variant %1").arg(found.value);
    if (found.property == QLatin1String("vendor"))
        return tr("Bought something of %1").arg(found.value);
    if (found.property == QLatin1String("sku"))
        return tr("Bought SKU %1").arg(found.value);
    if (found.property == QLatin1String("tag"))
        return tr("Had an order tagged %1").arg(found.value);
    if (found.property == QLatin1String("discount_code"))
        return tr("Used the discount code %1").arg(found.value);
    return tr("Bought %1").arg(found.value);
}

} // namespace

SegmentNode metricCondition(const QString &metric)
{
    EventCondition condition;
    condition.quantity.metric = metric;
    condition.compare.op = Op::AtLeastOnce;
    return {.is = condition};
}

std::vector<OfferGroup> newConditionOffers(const BuilderContext &context)
{
    std::vector<OfferGroup> groups{metricOffers(context.catalog),
                                   doingOffers(),
                                   propertyOffers(context.catalog),
                                   consentOffers(),
                                   placeOffers(),
                                   scoreOffers(context.catalog),
                                   membershipOffers(context),
                                   sampleOffers(context),
                                   queryOffers(context.catalog)};
    if (context.flow)
        groups.insert(groups.begin(), flowOffers(context));
    return groups;
}

ConditionOffer valueOffer(const FoundValue &found)
{
    const bool ofPeople = found.of == FoundValue::Of::People;
    const QString id =
        QStringLiteral("value:%1/%2/%3").arg(static_cast<int>(found.of)).arg(found.property, found.value);
    const QString count = format::count(found.count);
    if (!ofPeople) {
        OrderLineCondition condition;
        condition.filters.of.push_back(
            {.property = found.property, .test = {.op = Op::Is, .values = {found.value}, .window = {}}});
        condition.compare.op = Op::AtLeastOnce;
        return offer(id, boughtWords(found), condition, tr("bought %1").arg(lineWords(found.property)),
                     found.count == 1 ? tr("1 order") : tr("%1 orders").arg(count));
    }
    PropertyCondition condition;
    condition.property = found.property;
    condition.test.op = found.type == ValueType::List ? Op::Has : Op::Is;
    condition.test.values = {found.value};
    return offer(id,
                 tr("%1 %2 %3", "City is Berlin").arg(found.property, operatorWords(*condition.test.op), found.value),
                 condition, {}, found.count == 1 ? tr("1 person") : tr("%1 people").arg(count));
}

} // namespace perennial
