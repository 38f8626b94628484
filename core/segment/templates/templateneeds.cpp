// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/templates/templateneeds.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/enumids.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/places.h"
#include "core/segment/document/scores.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct Advice
{
    const char *metric; // or how its name begins or ends
    const char *words;
};

// Looked through in order: the first that is contained in the metric's name holds.
constexpr Advice Advices[] = {
    {"SMS", QT_TRANSLATE_NOOP("perennial", "No SMS events yet: import your SMS tool's events.")},
    {"Email", QT_TRANSLATE_NOOP("perennial", "No e-mail events yet: import your mail tool's events.")},
    {"Unsubscribed", QT_TRANSLATE_NOOP("perennial", "No e-mail events yet: import your mail tool's events.")},
    {"Shipment", QT_TRANSLATE_NOOP("perennial", "No shipment events yet: import your tracking export.")},
    {"Ticket", QT_TRANSLATE_NOOP("perennial", "No tickets yet: import your help desk's export.")},
    {"Review", QT_TRANSLATE_NOOP("perennial", "No reviews yet: import your reviews export.")},
    {"Returned Order", QT_TRANSLATE_NOOP("perennial", "No returns yet: import your returns export.")},
    {"Refunded Order", QT_TRANSLATE_NOOP("perennial", "No refunds yet: import your shop's orders export.")},
    {"Order", QT_TRANSLATE_NOOP("perennial", "No orders yet: import your shop's orders export.")},
    {"Checkout", QT_TRANSLATE_NOOP("perennial", "No checkouts yet: import your web shop's events.")},
    {"Cart", QT_TRANSLATE_NOOP("perennial", "No carts yet: import your web shop's events.")},
    {"Viewed", QT_TRANSLATE_NOOP("perennial", "No visits yet: import your web shop's events.")},
    {"Subscription", QT_TRANSLATE_NOOP("perennial", "No subscriptions yet: import your subscriptions export.")},
    {"Survey", QT_TRANSLATE_NOOP("perennial", "No survey answers yet: import your survey's answers.")},
};

QString metricAdvice(const QString &metric)
{
    for (const Advice &advice : Advices) {
        if (metric.contains(QLatin1String(advice.metric)))
            return tr(advice.words);
    }
    return tr("No “%1” events yet: import a file that has them.").arg(metric);
}

QString withBlanks(QString name, const BlankValues &values)
{
    for (auto it = values.begin(); it != values.end(); ++it) {
        const auto *text = it->empty() ? nullptr : std::get_if<QString>(&it->front());
        if (text)
            name.replace(u'{' + it.key() + u'}', *text);
    }
    return name;
}

QString consentWords(const QString &channel)
{
    return channel == QLatin1String("sms") ? tr("SMS") : channel == QLatin1String("email") ? tr("e-mail") : channel;
}

// Gathers what a document names.
class NeedGatherer
{
public:
    void add(NeedKind kind, const QString &name, bool optional = false)
    {
        if (name.isEmpty() && kind != NeedKind::Orders)
            return;
        const auto known = std::ranges::find_if(
            m_needs, [&](const TemplateNeed &need) { return need.kind == kind && need.name == name; });
        if (known == m_needs.end())
            m_needs.push_back({.kind = kind, .name = name, .optional = optional, .missing = {}});
        else
            known->optional = known->optional && optional;
    }
    void take(const SegmentNode &node)
    {
        std::visit([this](const auto &condition) { note(condition); }, node.is);
    }
    [[nodiscard]] std::vector<TemplateNeed> needs() && { return std::move(m_needs); }

private:
    void note(const SegmentGroup &) {}
    void note(const EventCondition &x)
    {
        const bool absent = x.compare.op == Op::ZeroTimes || x.compare.op == Op::Less || x.compare.op == Op::AtMost;
        add(NeedKind::Metric, x.quantity.metric, absent);
        if (x.with)
            add(NeedKind::Metric, x.with->metric, true);
    }
    void note(const RhythmCondition &x) { add(NeedKind::Metric, x.metric); }
    void note(const SequenceCondition &x)
    {
        for (const SequenceStep &step : x.steps)
            add(NeedKind::Metric, step.metric, !step.happens);
    }
    void note(const OrderLineCondition &x) { add(NeedKind::Orders, {}, x.compare.op == Op::ZeroTimes); }
    void note(const PropertyCondition &x)
    {
        if (x.of != PropertyOf::Profile)
            return;
        if (x.property != CreatedAtProperty)
            add(NeedKind::Property, x.property);
        add(NeedKind::Property, x.other);
    }
    void note(const ConsentCondition &x)
    {
        if (x.channel)
            add(NeedKind::Consent, enumId(*x.channel), x.state == Reach::CannotReceive || x.state == Reach::Never);
    }
    void note(const PlaceCondition &x)
    {
        add(NeedKind::Property, placeProperty(x.field));
        if (x.field == PlaceField::Point)
            add(NeedKind::Property, QStringLiteral("Longitude"));
    }
    void note(const MembershipCondition &x)
    {
        if (x.of == MemberOf::List)
            add(NeedKind::List, x.name);
    }
    void note(const ScoreCondition &x)
    {
        add(scoreOf(x.score) ? NeedKind::Score : NeedKind::Property, x.score);
        add(NeedKind::Property, x.within);
    }
    void note(const SampleCondition &) {}
    void note(const SqlCondition &) {}

    std::vector<TemplateNeed> m_needs;
};

bool hasList(const ProfileTable &table, const QString &name)
{
    return std::ranges::any_of(table.columns().lists, [&name](const StayColumn &list) {
        return list.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

bool hasConsent(const ProfileTable &table, const QString &channel)
{
    const auto known = enumFromId<Channel>(channel);
    return known && !table.consent(*known).consents.empty();
}

} // namespace

std::vector<TemplateNeed> needsOf(const SegmentTemplate &of, const BlankValues &values)
{
    BlankValues all = standardValues(of);
    for (auto it = values.begin(); it != values.end(); ++it)
        all.insert(it.key(), *it);
    std::vector<TemplateNeed> needs = of.needs;
    for (TemplateNeed &need : needs)
        need.name = withBlanks(need.name, all);
    return needs;
}

std::vector<TemplateNeed> needsIn(const SegmentDoc &doc)
{
    NeedGatherer gatherer;
    visitNodes(doc, [&](const NodePath &, const SegmentNode &node) { gatherer.take(node); });
    return std::move(gatherer).needs();
}

bool isMet(const TemplateNeed &need, const ProfileTable &table)
{
    switch (need.kind) {
    case NeedKind::Metric:
        return table.metric(need.name) != nullptr;
    case NeedKind::Property:
        return table.property(need.name) != nullptr;
    case NeedKind::Score:
        return table.property(scoreProperty(need.name)) != nullptr;
    case NeedKind::Consent:
        return hasConsent(table, need.name);
    case NeedKind::Orders:
        return table.columns().orders.orderCount() > 0;
    case NeedKind::List:
        return hasList(table, need.name);
    }
    return false;
}

std::vector<TemplateNeed> missing(const SegmentTemplate &of, const BlankValues &values, const ProfileTable &table)
{
    std::vector<TemplateNeed> needs = needsOf(of, values);
    std::erase_if(needs, [&table](const TemplateNeed &need) { return need.optional || isMet(need, table); });
    return needs;
}

QString wordsOf(const TemplateNeed &need)
{
    switch (need.kind) {
    case NeedKind::Metric:
        return tr("%1 events").arg(need.name);
    case NeedKind::Property:
        return tr("the property %1").arg(quoted(need.name));
    case NeedKind::Score:
        return tr("the score %1").arg(quoted(scoreWords(need.name)));
    case NeedKind::Consent:
        return tr("consent to %1").arg(consentWords(need.name));
    case NeedKind::Orders:
        return tr("orders with their lines");
    case NeedKind::List:
        return tr("the list %1").arg(quoted(need.name));
    }
    return {};
}

QString missingWords(const TemplateNeed &need)
{
    if (!need.missing.isEmpty())
        return need.missing;
    switch (need.kind) {
    case NeedKind::Metric:
        return metricAdvice(need.name);
    case NeedKind::Property:
        return tr("Nobody has the property %1 yet: import profiles that have it.").arg(quoted(need.name));
    case NeedKind::Score:
        return tr("No %1 yet: import it as the property %2.")
            .arg(scoreWords(need.name), quoted(scoreProperty(need.name)));
    case NeedKind::Consent:
        return tr("Nobody's consent to %1 is known yet: import profiles with it.").arg(consentWords(need.name));
    case NeedKind::Orders:
        return tr("No order lines yet: import your shop's orders export.");
    case NeedKind::List:
        return tr("There is no list called %1 yet: import one, or choose another.").arg(quoted(need.name));
    }
    return {};
}

} // namespace perennial
