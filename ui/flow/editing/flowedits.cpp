// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/flowedits.h"

#include "core/flow/document/flowids.h"
#include "ui/flow/editing/flowplaces.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

constexpr QPointF BesideItself{48, 48};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::FlowEdits", text);
}

FlowRemark *remarkOf(FlowDoc &doc, const QString &id)
{
    const auto found = std::ranges::find(doc.remarks, id, &FlowRemark::id);
    return found == doc.remarks.end() ? nullptr : &*found;
}

bool hasPort(const FlowNode &node, const FlowPort &port)
{
    return std::ranges::count(portsOf(node), port) > 0;
}

FlowNode *addNode(FlowDoc &doc, const FlowNodeKind &kind, const QPointF &at)
{
    if (doc.nodes.size() >= FlowDoc::MostNodes)
        return nullptr;
    FlowNode node;
    node.is = kind;
    node.id = FlowIds(doc).fresh(node);
    node.at = at;
    doc.nodes.push_back(std::move(node));
    return &doc.nodes.back();
}

// Where one comes to who passes the removed nodes by their first ports.
FlowNodeId behind(const FlowDoc &doc, FlowNodeId id, const std::set<FlowNodeId> &removed)
{
    for (size_t steps = 0; removed.contains(id) && steps <= removed.size(); ++steps) {
        const FlowNode *node = doc.node(id);
        FlowNodeId next;
        for (const FlowPort &port : node ? portsOf(*node) : std::vector<FlowPort>()) {
            const auto to = node->to.find(port);
            if (next.isEmpty() && to != node->to.end())
                next = to->second;
        }
        id = next;
    }
    return removed.contains(id) ? FlowNodeId() : id;
}

template <class Change>
FlowDoc changedNode(const FlowDoc &doc, const FlowNodeId &id, Change change)
{
    FlowDoc result = doc;
    if (FlowNode *node = result.node(id))
        change(*node);
    return result;
}

} // namespace

FlowEdited added(const FlowDoc &doc, const FlowNodeKind &kind, const QPointF &at)
{
    FlowEdited result{doc, {}};
    if (const FlowNode *node = addNode(result.doc, kind, freePlace(doc, at)))
        result.now.nodes = {node->id};
    return result;
}

FlowEdited addedAfter(const FlowDoc &doc, const FlowNodeKind &kind, const FlowPlug &plug)
{
    const FlowNode *from = doc.node(plug.node);
    if (!from || !hasPort(*from, plug.port) || std::holds_alternative<TriggerNode>(kind))
        return {doc, {}};
    FlowEdited result{doc, {}};
    const auto led = from->to.find(plug.port);
    const FlowNodeId next = led == from->to.end() ? FlowNodeId() : led->second;
    const QPointF at = placeBelow(doc, plug);
    if (!next.isEmpty())
        result.doc = withRoomAt(doc, at, next);
    FlowNode *node = addNode(result.doc, kind, next.isEmpty() ? freePlace(doc, at) : at);
    if (!node)
        return {doc, {}};
    const auto ports = portsOf(*node);
    if (!next.isEmpty() && !ports.empty())
        node->to[ports.front()] = next;
    const FlowNodeId id = node->id;
    result.doc.node(plug.node)->to[plug.port] = id;
    result.now.nodes = {id};
    return result;
}

QString whyNotConnected(const FlowDoc &doc, const FlowPlug &plug, const FlowNodeId &to)
{
    const FlowNode *from = doc.node(plug.node);
    const FlowNode *target = doc.node(to);
    if (!from || !target || !hasPort(*from, plug.port))
        return tr("There is nothing to connect.");
    if (target->as<TriggerNode>())
        return tr("Nothing leads to a trigger: people come in there.");
    if (from == target)
        return tr("A step can't lead to itself.");
    return {};
}

FlowDoc connected(const FlowDoc &doc, const FlowPlug &plug, const FlowNodeId &to)
{
    if (!whyNotConnected(doc, plug, to).isEmpty())
        return doc;
    return changedNode(doc, plug.node, [&](FlowNode &node) { node.to[plug.port] = to; });
}

FlowDoc disconnected(const FlowDoc &doc, const FlowPlug &plug)
{
    return changedNode(doc, plug.node, [&](FlowNode &node) { node.to.erase(plug.port); });
}

FlowEdited removed(const FlowDoc &doc, const FlowParts &parts, GapRule gap)
{
    FlowEdited result{doc, {}};
    const auto goes = [&](const FlowNode &node) { return parts.nodes.contains(node.id); };
    std::erase_if(result.doc.nodes, goes);
    std::erase_if(result.doc.remarks, [&](const FlowRemark &remark) { return parts.remarks.contains(remark.id); });
    for (FlowNode &node : result.doc.nodes) {
        for (auto edge = node.to.begin(); edge != node.to.end();) {
            if (!parts.nodes.contains(edge->second)) {
                ++edge;
                continue;
            }
            const FlowNodeId next = gap == GapRule::Close ? behind(doc, edge->second, parts.nodes) : FlowNodeId();
            if (result.now.nodes.empty())
                result.now.nodes = {node.id};
            const bool ends = next.isEmpty() || next == node.id;
            edge->second = next;
            edge = ends ? node.to.erase(edge) : std::next(edge);
        }
    }
    return result;
}

FlowEdited duplicated(const FlowDoc &doc, const FlowParts &parts)
{
    FlowDoc copies;
    for (const FlowNode &node : doc.nodes) {
        if (parts.nodes.contains(node.id))
            copies.nodes.push_back(node);
    }
    for (const FlowRemark &remark : doc.remarks) {
        if (parts.remarks.contains(remark.id))
            copies.remarks.push_back(remark);
    }
    return merged(doc, copies, BesideItself);
}

FlowDoc withTitle(const FlowDoc &doc, const FlowNodeId &id, const QString &title)
{
    return changedNode(doc, id, [&](FlowNode &node) { node.title = title; });
}

FlowDoc withNote(const FlowDoc &doc, const FlowNodeId &id, const QString &note)
{
    return changedNode(doc, id, [&](FlowNode &node) { node.note = note; });
}

FlowDoc withKind(const FlowDoc &doc, const FlowNodeId &id, const FlowNodeKind &kind)
{
    return changedNode(doc, id, [&](FlowNode &node) {
        node.is = kind;
        std::erase_if(node.to, [&](const auto &edge) { return !hasPort(node, edge.first); });
    });
}

FlowEdited withRemark(const FlowDoc &doc, const QPointF &at)
{
    FlowEdited result{doc, {}};
    FlowRemark remark;
    remark.id = FlowIds(doc).fresh(QStringLiteral("remark"));
    remark.at = at;
    result.now.remarks = {remark.id};
    result.doc.remarks.push_back(std::move(remark));
    return result;
}

FlowDoc withRemarkText(const FlowDoc &doc, const QString &id, const QString &text)
{
    FlowDoc result = doc;
    if (FlowRemark *remark = remarkOf(result, id))
        remark->text = text;
    return result;
}

FlowDoc withRemarkPlace(const FlowDoc &doc, const QString &id, const QPointF &at, const QSizeF &size)
{
    FlowDoc result = doc;
    if (FlowRemark *remark = remarkOf(result, id)) {
        remark->at = at;
        remark->size = size;
    }
    return result;
}

} // namespace perennial
