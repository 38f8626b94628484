// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/flowlayout.h"

#include "core/flow/document/flowgraph.h"
#include "ui/flow/canvas/canvasgeometry.h"

#include <QCoreApplication>
#include <QRectF>

#include <graphviz/gvc.h>

#include <algorithm>
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
constexpr size_t NodesInRow = 20; // of those that no trigger leads to

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

// By the number of steps from the nearest trigger; what no trigger leads to comes last.
std::vector<std::vector<size_t>> rowsOf(const FlowGraph &graph)
{
    std::vector<bool> isIn(graph.size());
    std::vector<std::vector<size_t>> rows;
    std::vector<size_t> row = graph.triggers();
    while (!row.empty()) {
        std::vector<size_t> next;
        for (const size_t node : row)
            isIn[node] = true;
        for (const size_t node : row) {
            for (const size_t to : graph.to(node)) {
                if (!isIn[to])
                    next.push_back(to);
                isIn[to] = true;
            }
        }
        rows.push_back(std::exchange(row, std::move(next)));
    }
    for (size_t node = 0; node < graph.size(); ++node) {
        if (!isIn[node])
            row.push_back(node);
        if (row.size() == NodesInRow || (node + 1 == graph.size() && !row.empty()))
            rows.push_back(std::exchange(row, {}));
    }
    return rows;
}

std::map<FlowNodeId, QPointF> inRows(const FlowDoc &flow)
{
    std::map<FlowNodeId, QPointF> places;
    double top = 0;
    for (const std::vector<size_t> &row : rowsOf(FlowGraph(flow))) {
        double width = -BetweenNodes * canvas::Grid;
        for (const size_t node : row)
            width += shapeOf(flow.nodes[node]).card.width() + BetweenNodes * canvas::Grid;
        double left = -width / 2;
        for (const size_t node : row) {
            const double wide = shapeOf(flow.nodes[node]).card.width();
            places.emplace(flow.nodes[node].id, onGrid(QPointF(left + wide / 2, top)));
            left += wide + BetweenNodes * canvas::Grid;
        }
        top += RowHeight + BetweenRows * canvas::Grid;
    }
    return places;
}

} // namespace

bool isUnplaced(const FlowDoc &flow)
{
    return flow.nodes.size() > 1 &&
           std::ranges::all_of(flow.nodes, [&](const FlowNode &node) { return node.at == flow.nodes.front().at; });
}

Result<std::map<FlowNodeId, QPointF>> layoutOf(const FlowDoc &flow, const std::set<FlowNodeId> &only)
{
    if (only.empty() && flow.nodes.size() > MostNodes)
        return inRows(flow);
    if (only.size() > MostNodes)
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
