// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/jsonapi.h"
#include "core/sandbox/klaviyo/klaviyodefinitions.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"

#include <algorithm>

namespace perennial {

namespace {

const QString SegmentsPath = QStringLiteral("/api/segments"), FlowsPath = QStringLiteral("/api/flows");

QJsonObject segmentResource(const QString &id, const KlaviyoThingThere &segment, bool isProcessing)
{
    return klaviyoResource(QStringLiteral("segment"), id,
                           {{QStringLiteral("name"), segment.name},
                            {QStringLiteral("definition"), segment.definition},
                            {QStringLiteral("is_active"), true},
                            {QStringLiteral("is_processing"), isProcessing},
                            {QStringLiteral("is_starred"), false}},
                           SegmentsPath);
}

QString triggerTitle(const QJsonObject &definition)
{
    const QString type = definition[u"triggers"].toArray().first().toObject()[u"type"].toString();
    if (type == u"list" || type == u"segment")
        return QStringLiteral("Added to List");
    if (type == u"date")
        return QStringLiteral("Date Based");
    if (type == u"price-drop")
        return QStringLiteral("Price Drop");
    return type == u"low-inventory" ? QStringLiteral("Low Inventory") : QStringLiteral("Metric");
}

QJsonObject flowResource(const QString &id, const KlaviyoThingThere &flow, bool withDefinition)
{
    QJsonObject attributes{{QStringLiteral("name"), flow.name},
                           {QStringLiteral("status"), flow.status},
                           {QStringLiteral("archived"), false},
                           {QStringLiteral("trigger_type"), triggerTitle(flow.definition)}};
    if (withDefinition)
        attributes.insert(QStringLiteral("definition"), flow.definition);
    return klaviyoResource(QStringLiteral("flow"), id, attributes, FlowsPath);
}

QJsonObject metricResource(const QString &id, const KlaviyoThingThere &metric)
{
    return klaviyoResource(
        QStringLiteral("metric"), id,
        {{QStringLiteral("name"), metric.name},
         {QStringLiteral("integration"), QJsonObject{{QStringLiteral("name"), QStringLiteral("API")}}}},
        QStringLiteral("/api/metrics"));
}

QJsonObject templateResource(const QString &id, const KlaviyoThingThere &text)
{
    return klaviyoResource(QStringLiteral("template"), id,
                           {{QStringLiteral("name"), text.name},
                            {QStringLiteral("editor_type"), QStringLiteral("CODE")},
                            {QStringLiteral("html"), text.definition[u"html"]}},
                           QStringLiteral("/api/templates"));
}

QString metricId(size_t number)
{
    return QStringLiteral("Mtr%1").arg(number, 3, 36, QLatin1Char('0'));
}

bool wantsDefinition(const ReceivedRequest &request)
{
    return request.item(QStringLiteral("additional-fields[flow]")) == u"definition";
}

HttpResponse wrong(const JsonGrammar::Fault &fault)
{
    return klaviyoError(400, QStringLiteral("invalid"), fault.what,
                        QStringLiteral("/data/attributes/definition") + fault.pointer);
}

QJsonObject withStatus(QJsonObject definition, const QString &status)
{
    QJsonArray actions;
    for (const QJsonValue &value : definition[u"actions"].toArray()) {
        QJsonObject action = value.toObject();
        QJsonObject data = action[u"data"].toObject();
        if (data.contains(QLatin1String("status"))) {
            data.insert(QStringLiteral("status"), status);
            action.insert(QStringLiteral("data"), data);
        }
        actions.append(action);
    }
    definition.insert(QStringLiteral("actions"), actions);
    return definition;
}

QJsonObject attributesOf(const StandInCall &call)
{
    return call.body()[u"data"].toObject()[u"attributes"].toObject();
}

} // namespace

// What an account has from the shop it is connected to.
std::map<QString, KlaviyoThingThere> usualKlaviyoMetrics()
{
    std::map<QString, KlaviyoThingThere> metrics;
    const char *const names[] = {"Active on Site",      "Added to Cart",
                                 "Answered Survey",     "Bounced Email",
                                 "Cancelled Order",     "Clicked Email",
                                 "Clicked SMS",         "Closed Ticket",
                                 "Fulfilled Order",     "Opened Email",
                                 "Opened Ticket",       "Ordered Product",
                                 "Placed Order",        "Received Email",
                                 "Received SMS",        "Refunded Order",
                                 "Returned Order",      "Shipment Delayed",
                                 "Shipment Delivered",  "Started Checkout",
                                 "Submitted Review",    "Subscribed to Back in Stock",
                                 "Subscribed to Email", "Subscribed to List",
                                 "Subscribed to SMS",   "Unsubscribed",
                                 "Viewed Page",         "Viewed Product"};
    for (const char *name : names)
        metrics[metricId(metrics.size() + 1)].name = QString::fromLatin1(name);
    return metrics;
}

HttpResponse KlaviyoStandIn::pageOfNames(const Call &call, const QList<std::pair<QString, QString>> &names, int usual,
                                         int most, const std::function<QJsonObject(const QString &id)> &told) const
{
    const KlaviyoPage page = KlaviyoPage::of(call.request, usual, most);
    const QString text = call.request.item(QStringLiteral("filter"));
    const auto filter = klaviyoFilter(text);
    const bool known = filter && (filter->field == u"name" || filter->field == u"id");
    if (!page.valid || (!text.isEmpty() && !known))
        return refusal(400, QStringLiteral("Invalid filter or page size."));
    QStringList found;
    for (const auto &[id, name] : names)
        if (!filter || filter->values.contains(filter->field == u"id" ? id : name))
            found.append(id);
    QJsonArray data;
    for (qsizetype i = page.from; i < std::min(found.size(), page.from + page.size); ++i)
        data.append(told(found[i]));
    return klaviyoAnswer(
        200, {{QStringLiteral("data"), data}, {QStringLiteral("links"), page.links(call.request, found.size())}});
}

bool KlaviyoStandIn::knows(const QString &kind, const QString &id) const
{
    const bool isList = m_book.lists.find(id) != m_book.lists.end(), isSegment = m_segments.contains(id);
    if (kind == u"metric")
        return m_metrics.contains(id);
    if (kind == u"template")
        return m_templates.contains(id);
    return kind == u"list" ? isList : kind == u"segment" ? isSegment : isList || isSegment;
}

void KlaviyoStandIn::learnMetric(const QString &name)
{
    const auto isIt = [&name](const auto &metric) { return metric.second.name == name; };
    if (std::ranges::none_of(m_metrics, isIt))
        m_metrics[metricId(m_metrics.size() + 1)].name = name;
}

HttpResponse KlaviyoStandIn::metricsFound(const Call &call)
{
    constexpr int atOnce = 200;
    return page(call, m_metrics, atOnce, atOnce, metricResource);
}

HttpResponse KlaviyoStandIn::segmentsFound(const Call &call)
{
    return page(call, m_segments, 10, 10,
                [](const QString &id, const auto &segment) { return segmentResource(id, segment, false); });
}

HttpResponse KlaviyoStandIn::segment(const Call &call)
{
    const auto found = m_segments.find(call.path[0]);
    if (found == m_segments.end())
        return refusal(404, QStringLiteral("A segment with id %1 does not exist.").arg(call.path[0]));
    return klaviyoAnswer(200, {{QStringLiteral("data"), segmentResource(found->first, found->second, false)}});
}

HttpResponse KlaviyoStandIn::createSegment(const Call &call)
{
    const QJsonObject attributes = attributesOf(call);
    const auto known = [this](const QString &kind, const QString &id) { return knows(kind, id); };
    if (const auto fault = segmentFault(attributes[u"definition"], known))
        return wrong(*fault);
    const QString id = newId(), name = attributes[u"name"].toString();
    m_segments[id] = {name, {}, attributes[u"definition"].toObject()};
    call.moment.ledger.applied(name.toStdString(), "segment", id.toStdString());
    return klaviyoAnswer(201, {{QStringLiteral("data"), segmentResource(id, m_segments[id], true)}});
}

HttpResponse KlaviyoStandIn::flowsFound(const Call &call)
{
    return page(call, m_flows, 50, 50,
                [](const QString &id, const auto &flow) { return flowResource(id, flow, false); });
}

HttpResponse KlaviyoStandIn::flow(const Call &call)
{
    const auto found = m_flows.find(call.path[0]);
    if (found == m_flows.end())
        return refusal(404, QStringLiteral("A flow with id %1 does not exist.").arg(call.path[0]));
    const QJsonObject told = flowResource(found->first, found->second, wantsDefinition(call.request));
    return klaviyoAnswer(200, {{QStringLiteral("data"), told}});
}

HttpResponse KlaviyoStandIn::createFlow(const Call &call)
{
    const QJsonObject attributes = attributesOf(call);
    const auto known = [this](const QString &kind, const QString &id) { return knows(kind, id); };
    if (const auto fault = flowFault(attributes[u"definition"], known))
        return wrong(*fault);
    const QString id = newId(), name = attributes[u"name"].toString();
    m_flows[id] = {name, QStringLiteral("draft"),
                   keptFlow(attributes[u"definition"].toObject(), [this] { return newId(); })};
    call.moment.ledger.applied(name.toStdString(), "flow", id.toStdString());
    return klaviyoAnswer(201, {{QStringLiteral("data"), flowResource(id, m_flows[id], wantsDefinition(call.request))}});
}

HttpResponse KlaviyoStandIn::changeFlow(const Call &call)
{
    const auto found = m_flows.find(call.path[0]);
    if (found == m_flows.end())
        return refusal(404, QStringLiteral("A flow with id %1 does not exist.").arg(call.path[0]));
    const QString status = attributesOf(call)[u"status"].toString();
    if (status != u"draft" && status != u"manual" && status != u"live")
        return klaviyoError(400, QStringLiteral("invalid"), QStringLiteral("A flow is draft, manual or live."),
                            QStringLiteral("/data/attributes/status"));
    found->second.status = status;
    found->second.definition = withStatus(found->second.definition, status);
    call.moment.ledger.applied(found->second.name.toStdString(), "flow " + status.toStdString(), call.key());
    return klaviyoAnswer(200, {{QStringLiteral("data"), flowResource(found->first, found->second, false)}});
}

HttpResponse KlaviyoStandIn::templatesFound(const Call &call)
{
    return page(call, m_templates, 10, 10, templateResource);
}

HttpResponse KlaviyoStandIn::createTemplate(const Call &call)
{
    const QJsonObject attributes = attributesOf(call);
    if (attributes[u"editor_type"].toString() != u"CODE" || attributes[u"html"].toString().isEmpty())
        return klaviyoError(400, QStringLiteral("invalid"), QStringLiteral("A template of type CODE needs html."),
                            QStringLiteral("/data/attributes/html"));
    const QString id = newId(), name = attributes[u"name"].toString();
    m_templates[id] = {name, {}, attributes};
    call.moment.ledger.applied(name.toStdString(), "template", id.toStdString());
    return klaviyoAnswer(201, {{QStringLiteral("data"), templateResource(id, m_templates[id])}});
}

} // namespace perennial
