// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvasstate.h"

#include "ui/flow/canvas/nodeface.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

constexpr qsizetype ShortName = 48;

QString tr(const char *text, int n = -1)
{
    return QCoreApplication::translate("perennial::FlowCanvas", text, nullptr, n);
}

QString peopleText(qint64 people)
{
    if (people == 1)
        return tr("1 person");
    return tr("%1 people").arg(format::count(people));
}

QString problemText(FlowSeverity severity)
{
    switch (severity) {
    case FlowSeverity::Error:
        return tr("has an error");
    case FlowSeverity::Warning:
        return tr("has a warning");
    case FlowSeverity::Hint:
        break;
    }
    return tr("has a hint");
}

// Half of the people are still seen as many.
double heatOf(qint64 people, qint64 most)
{
    return most > 0 ? std::sqrt(static_cast<double>(people) / static_cast<double>(most)) : 0;
}

} // namespace

CanvasState::CanvasState()
    : faceOf(perennial::faceOf)
    , portNameOf(perennial::portNameOf)
{
}

void CanvasState::setFlow(const FlowDoc &next)
{
    flow = next;
    m_places.clear();
    for (size_t i = 0; i < flow.nodes.size(); ++i)
        m_places.insert(flow.nodes[i].id, i);
}

void CanvasState::setTraffic(const TrafficView *view)
{
    traffic = view ? std::optional(*view) : std::nullopt;
    m_busiest = 0;
    if (!traffic)
        return;
    for (const auto &[edge, count] : traffic->edges)
        m_busiest = std::max(m_busiest, count.people);
    for (const auto &[node, count] : traffic->nodes)
        m_busiest = std::max(m_busiest, count.in.people);
}

const FlowNode *CanvasState::node(const FlowNodeId &id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.constEnd() ? nullptr : &flow.nodes[*place];
}

const TrafficCount *CanvasState::countOf(const FlowEdgeId &edge) const
{
    if (!traffic)
        return nullptr;
    const auto counted = traffic->edges.find(edge);
    return counted == traffic->edges.end() ? nullptr : &counted->second;
}

QString CanvasState::textOf(const TrafficCount &count) const
{
    if (!count.other)
        return format::count(count.people);
    const qint64 more = count.people - *count.other;
    if (more == 0)
        return QStringLiteral("±0");
    return (more > 0 ? QStringLiteral("+") : QStringLiteral("−")) + format::count(std::abs(more));
}

QString CanvasState::shareOf(const FlowEdgeId &edge) const
{
    const TrafficCount *count = countOf(edge);
    const auto source = traffic ? traffic->nodes.find(edge.from) : decltype(traffic->nodes.end())();
    if (!count || source == traffic->nodes.end() || source->second.in.people <= 0)
        return {};
    return format::share(static_cast<double>(count->people) / static_cast<double>(source->second.in.people));
}

NodeLook CanvasState::lookOf(const FlowNode &node) const
{
    NodeLook look{.face = faceOf(flow, node), .hasNote = !node.note.isEmpty()};
    for (const FlowPort &port : portsOf(node)) {
        const FlowEdgeId edge{node.id, port};
        const TrafficCount *count = countOf(edge);
        const auto to = node.to.find(port);
        const bool leads = to != node.to.end() && this->node(to->second);
        const QString share = count && traffic->look == TrafficLook::Shares ? shareOf(edge) : QString();
        look.ports.push_back({.name = portNameOf(flow, node, port),
                              .count = !count            ? QString()
                                       : share.isEmpty() ? textOf(*count)
                                                         : share,
                              .leads = leads,
                              .offersNext = !leads && !readOnly});
    }
    if (const auto problem = problems.find(node.id); problem != problems.end())
        look.problem = problem->second;
    const auto counted = traffic ? traffic->nodes.find(node.id) : decltype(traffic->nodes.end())();
    if (!traffic || counted == traffic->nodes.end())
        return look;
    look.count = textOf(counted->second.in);
    if (counted->second.waiting > 0)
        look.waiting = format::count(counted->second.waiting);
    if (traffic->look == TrafficLook::Heat)
        look.heat = heatOf(counted->second.in.people, m_busiest);
    return look;
}

EdgeLook CanvasState::lookOf(const FlowEdgeId &edge) const
{
    EdgeLook look;
    if (const TrafficCount *count = countOf(edge)) {
        look.hasTraffic = true;
        look.isTaken = count->people > 0;
        look.share = m_busiest > 0 ? static_cast<double>(count->people) / static_cast<double>(m_busiest) : 0;
        if (traffic->look == TrafficLook::Heat)
            look.heat = heatOf(count->people, m_busiest);
    }
    if (trail)
        look.tone = trail->edges.contains(edge) ? EdgeLook::Tone::Trail : EdgeLook::Tone::Dimmed;
    return look;
}

QString CanvasState::nameOf(const FlowNode &node) const
{
    const NodeFace face = faceOf(flow, node);
    return face.detail.isEmpty() ? face.verb : tr("%1: %2").arg(face.verb, face.detail);
}

QString CanvasState::shortNameOf(const FlowNode &node) const
{
    const QString name = nameOf(node);
    return name.size() <= ShortName ? name : name.left(ShortName).trimmed() + QStringLiteral("…");
}

QString CanvasState::sentenceOf(const FlowNode &node) const
{
    QStringList parts{nameOf(node)};
    if (const auto counted = traffic ? traffic->nodes.find(node.id) : decltype(traffic->nodes.end())();
        traffic && counted != traffic->nodes.end()) {
        parts << peopleText(counted->second.in.people);
        if (counted->second.waiting > 0)
            parts << tr("%1 waiting").arg(format::count(counted->second.waiting));
        if (counted->second.exited > 0)
            parts << tr("%1 left here").arg(format::count(counted->second.exited));
        if (counted->second.skipped > 0)
            parts << tr("%1 skipped").arg(format::count(counted->second.skipped));
    }
    if (const auto problem = problems.find(node.id); problem != problems.end())
        parts << problemText(problem->second);
    if (!node.note.isEmpty())
        parts << tr("note: %1").arg(node.note);
    return parts.join(tr(", ", 0));
}

QString CanvasState::sentenceOf(const FlowEdgeId &edge) const
{
    const FlowNode *source = node(edge.from);
    if (!source)
        return {};
    const auto to = source->to.find(edge.port);
    const FlowNode *target = to == source->to.end() ? nullptr : node(to->second);
    const QString port = portNameOf(flow, *source, edge.port);
    QString text = target ? tr("%1, %2, leads to %3").arg(shortNameOf(*source), port, shortNameOf(*target))
                          : tr("%1, %2, leads nowhere").arg(shortNameOf(*source), port);
    if (const TrafficCount *count = countOf(edge)) {
        text += tr(", ") + peopleText(count->people);
        if (const QString share = shareOf(edge); !share.isEmpty())
            text += tr(", ") + share;
    }
    return text;
}

} // namespace perennial
