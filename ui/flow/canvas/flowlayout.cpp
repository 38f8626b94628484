// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/flowlayout.h"

#include "ui/flow/canvas/canvasgeometry.h"

#include <QCoreApplication>
#include <QRectF>

#include <graphviz/gvc.h>

#include <memory>
#include <mutex>

namespace perennial {

namespace {

// Graphviz reads sizes as decimal numbers in the C library's locale, which need not be English: all of ours are whole,
// an "inch" for each step of the grid.
constexpr double PointsPerStep = 72;
constexpr double RowHeight = canvas::NodeHeight + canvas::PortRow;
constexpr size_t MostNodes = 2000; // more take time by their square: these 0.7 s
constexpr int BetweenRows = 8;     // steps
constexpr int BetweenNodes = 5;

struct GraphCloser
{
    GVC_t *context;

    void operator()(Agraph_t *graph) const
    {
        gvFreeLayout(context, graph);
        agclose(graph);
    }
};
using Graph = std::unique_ptr<Agraph_t, GraphCloser>;

// Graphviz takes texts as `char *`, and copies them.
char *text(const QByteArray &bytes)
{
    return const_cast<char *>(bytes.constData());
}

// It keeps state in globals: one context, and one layout at a time.
GVC_t *context()
{
    static GVC_t *const context = [] {
        agseterr(AGMAX);
        return gvContext();
    }();
    return context;
}

void setDefault(Agraph_t *graph, int kind, const char *name, const QByteArray &value)
{
    agattr(graph, kind, text(name), text(value));
}

Graph emptyGraph()
{
    Graph graph(agopen(text("flow"), Agdirected, nullptr), {context()});
    setDefault(graph.get(), AGRAPH, "ranksep", QByteArray::number(BetweenRows));
    setDefault(graph.get(), AGRAPH, "nodesep", QByteArray::number(BetweenNodes));
    setDefault(graph.get(), AGRAPH, "ordering", "out");
    setDefault(graph.get(), AGRAPH, "splines", "false");
    setDefault(graph.get(), AGNODE, "shape", "box");
    setDefault(graph.get(), AGNODE, "label", "");
    setDefault(graph.get(), AGNODE, "fixedsize", "true");
    setDefault(graph.get(), AGNODE, "width", "1");
    setDefault(graph.get(), AGNODE, "height", QByteArray::number(static_cast<int>(RowHeight / canvas::Grid)));
    return graph;
}

struct Placing
{
    std::map<FlowNodeId, Agnode_t *> nodes;
    QPointF before; // the middle of their upper edge
};

Placing addNodes(Agraph_t *graph, const FlowDoc &flow, const std::set<FlowNodeId> &only)
{
    Placing placing;
    QRectF bounds;
    for (const FlowNode &node : flow.nodes) {
        if (!only.empty() && !only.contains(node.id))
            continue;
        const NodeShape shape = shapeOf(node);
        Agnode_t *added = agnode(graph, text(QByteArray::number(static_cast<int>(placing.nodes.size()))), 1);
        const auto width = static_cast<int>(shape.card.width() / canvas::Grid);
        agset(added, text("width"), text(QByteArray::number(width)));
        placing.nodes.emplace(node.id, added);
        bounds |= shape.card;
    }
    placing.before = {bounds.center().x(), bounds.top()};
    return placing;
}

void addEdges(Agraph_t *graph, const FlowDoc &flow, const Placing &placing)
{
    for (const FlowNode &node : flow.nodes) {
        const auto from = placing.nodes.find(node.id);
        if (from == placing.nodes.end())
            continue;
        for (const FlowPort &port : portsOf(node)) {
            const auto edge = node.to.find(port);
            const auto to = edge == node.to.end() ? placing.nodes.end() : placing.nodes.find(edge->second);
            if (to != placing.nodes.end() && to != from)
                agedge(graph, from->second, to->second, nullptr, 1);
        }
    }
}

std::map<FlowNodeId, QPointF> placesOf(const Placing &placing)
{
    std::map<FlowNodeId, QPointF> places;
    QRectF bounds;
    for (const auto &[id, node] : placing.nodes) {
        const pointf middle = ND_coord(node);
        const QPointF at(middle.x / PointsPerStep * canvas::Grid, -middle.y / PointsPerStep * canvas::Grid);
        places.emplace(id, at);
        bounds |= QRectF(at.x() - canvas::NodeWidth / 2, at.y(), canvas::NodeWidth, RowHeight);
    }
    const QPointF by = placing.before - QPointF(bounds.center().x(), bounds.top());
    for (auto &[id, at] : places)
        at = onGrid(at + by);
    return places;
}

} // namespace

Result<std::map<FlowNodeId, QPointF>> layoutOf(const FlowDoc &flow, const std::set<FlowNodeId> &only)
{
    if ((only.empty() ? flow.nodes.size() : only.size()) > MostNodes)
        return failure(ErrorKind::Refused, QCoreApplication::translate(
                                               "perennial::FlowCanvas",
                                               "More than %1 steps cannot be laid out at once. Choose some of them.")
                                               .arg(MostNodes));
    static std::mutex oneAtATime;
    const std::lock_guard lock(oneAtATime);
    const Graph graph = emptyGraph();
    const Placing placing = addNodes(graph.get(), flow, only);
    if (placing.nodes.empty())
        return std::map<FlowNodeId, QPointF>();
    addEdges(graph.get(), flow, placing);
    if (gvLayout(context(), graph.get(), "dot") != 0)
        return failure(ErrorKind::Internal,
                       QCoreApplication::translate("perennial::FlowCanvas", "The flow could not be laid out: Graphviz "
                                                                            "says %1.")
                           .arg(QString::fromLocal8Bit(aglasterr())));
    return placesOf(placing);
}

} // namespace perennial
