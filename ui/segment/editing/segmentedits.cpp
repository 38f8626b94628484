// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/segmentedits.h"

#include <algorithm>
#include <ranges>

namespace perennial {

namespace {

bool startsWith(const NodePath &path, const NodePath &prefix)
{
    const auto &a = path.steps(), &b = prefix.steps();
    return a.size() >= b.size() && std::equal(b.begin(), b.end(), a.begin());
}

// Where `path` points once the node at `removed` is gone.
NodePath afterRemoval(const NodePath &path, const NodePath &removed)
{
    const size_t level = removed.steps().size() - 1;
    if (path.steps().size() <= level || !startsWith(path, removed.parent()) || path.steps()[level] <= removed.index())
        return path;
    NodePath shifted;
    for (size_t i = 0; i < path.steps().size(); ++i)
        shifted = shifted.child(path.steps()[i] - (i == level ? 1 : 0));
    return shifted;
}

NodePath sibling(const NodePath &path, int by)
{
    return path.parent().child(path.index() + by);
}

int depthBelow(const SegmentNode &node)
{
    int deepest = 0;
    if (const SegmentGroup *group = node.group()) {
        for (const SegmentNode &child : group->children)
            deepest = std::max(deepest, depthBelow(child));
        return deepest + 1;
    }
    return deepest;
}

// Whether the nodes may stand at `before` without making the document too deep.
bool fits(const NodePath &before, const std::vector<SegmentNode> &nodes)
{
    const int depth = static_cast<int>(before.steps().size());
    return std::ranges::all_of(
        nodes, [&](const SegmentNode &node) { return depth + depthBelow(node) <= SegmentDoc::MaxDepth; });
}

bool exist(const SegmentDoc &doc, const Selection &nodes)
{
    return !nodes.empty() && std::ranges::all_of(nodes, [&](const NodePath &path) {
        return !path.isRoot() && nodeAt(doc, path) != nullptr;
    });
}

// The document without the nodes; `place` is kept pointing where it did.
SegmentDoc without(const SegmentDoc &doc, const Selection &nodes, NodePath &place)
{
    SegmentDoc result = doc;
    for (const NodePath &path : nodes | std::views::reverse) {
        result = withRemoved(std::move(result), path);
        place = afterRemoval(place, path);
    }
    return result;
}

SegmentNode groupOf(GroupMatch match, std::vector<SegmentNode> children)
{
    return {.is = SegmentGroup{.match = match, .children = std::move(children)}};
}

// The node for everybody whom the given one does not hold.
SegmentNode opposite(const SegmentNode &node)
{
    const SegmentGroup *group = node.group();
    if (!group)
        return groupOf(GroupMatch::None, {node});
    const bool single = group->children.size() == 1;
    switch (group->match) {
    case GroupMatch::None:
        return single ? group->children.front() : groupOf(GroupMatch::Any, group->children);
    case GroupMatch::Any:
        return groupOf(GroupMatch::None, group->children);
    case GroupMatch::All:
        break;
    }
    return groupOf(GroupMatch::None, single ? group->children : std::vector<SegmentNode>{node});
}

} // namespace

Selection selectionOf(std::vector<NodePath> nodes)
{
    std::ranges::sort(nodes);
    Selection topmost;
    for (const NodePath &node : nodes) {
        if (!node.isRoot() && (topmost.empty() || !startsWith(node, topmost.back())))
            topmost.push_back(node);
    }
    return topmost;
}

int childCount(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    const SegmentGroup *group = node ? node->group() : nullptr;
    return group ? static_cast<int>(group->children.size()) : 0;
}

std::vector<SegmentNode> copyOf(const SegmentDoc &doc, const Selection &nodes)
{
    std::vector<SegmentNode> copies;
    for (const NodePath &path : nodes) {
        if (const SegmentNode *node = nodeAt(doc, path))
            copies.push_back(*node);
    }
    return copies;
}

Moved inserted(const SegmentDoc &doc, const NodePath &before, const std::vector<SegmentNode> &nodes)
{
    if (nodes.empty() || before.isRoot() || !fits(before, nodes))
        return {doc, {}};
    Moved result{doc, {}};
    for (size_t i = 0; i < nodes.size(); ++i) {
        const NodePath to = sibling(before, static_cast<int>(i));
        result.doc = withInserted(std::move(result.doc), to, nodes[i]);
        result.now.push_back(to);
    }
    return result;
}

Moved moved(const SegmentDoc &doc, const Selection &nodes, const NodePath &before)
{
    const auto holds = [&](const NodePath &node) { return startsWith(before, node) && before != node; };
    if (!exist(doc, nodes) || before.isRoot() || std::ranges::any_of(nodes, holds))
        return {doc, nodes};
    const std::vector<SegmentNode> copies = copyOf(doc, nodes);
    if (!fits(before, copies))
        return {doc, nodes};
    NodePath to = before;
    return inserted(without(doc, nodes, to), to, copies);
}

Moved movedUp(const SegmentDoc &doc, const Selection &nodes)
{
    if (nodes.empty() || nodes.front().index() == 0)
        return {doc, nodes};
    return moved(doc, nodes, sibling(nodes.front(), -1));
}

Moved movedDown(const SegmentDoc &doc, const Selection &nodes)
{
    if (nodes.empty() || nodes.back().index() + 1 >= childCount(doc, nodes.back().parent()))
        return {doc, nodes};
    return moved(doc, nodes, sibling(nodes.back(), 2));
}

Moved movedIn(const SegmentDoc &doc, const Selection &nodes)
{
    if (!exist(doc, nodes))
        return {doc, nodes};
    const NodePath &first = nodes.front();
    if (first.index() > 0 && nodeAt(doc, sibling(first, -1))->group())
        return moved(doc, nodes, sibling(first, -1).child(childCount(doc, sibling(first, -1))));
    Moved result = grouped(doc, nodes);
    if (result.doc == doc)
        return result;
    const NodePath group = result.now.front();
    result.now.clear();
    for (size_t i = 0; i < nodes.size(); ++i)
        result.now.push_back(group.child(static_cast<int>(i)));
    return result;
}

Moved movedOut(const SegmentDoc &doc, const Selection &nodes)
{
    if (nodes.empty() || nodes.front().parent().isRoot())
        return {doc, nodes};
    return moved(doc, nodes, sibling(nodes.front().parent(), 1));
}

Moved duplicated(const SegmentDoc &doc, const Selection &nodes)
{
    if (!exist(doc, nodes))
        return {doc, nodes};
    return inserted(doc, sibling(nodes.back(), 1), copyOf(doc, nodes));
}

Moved grouped(const SegmentDoc &doc, const Selection &nodes)
{
    if (!exist(doc, nodes))
        return {doc, nodes};
    const NodePath &first = nodes.front();
    const bool amongAll = nodeAt(doc, first.parent())->group()->match == GroupMatch::All;
    SegmentGroup group{.match = amongAll ? GroupMatch::Any : GroupMatch::All, .children = copyOf(doc, nodes)};
    const std::vector<SegmentNode> wrapped{SegmentNode{.is = std::move(group)}};
    if (!fits(first, wrapped))
        return {doc, nodes};
    NodePath to = first;
    return inserted(without(doc, nodes, to), to, wrapped);
}

Moved ungrouped(const SegmentDoc &doc, const Selection &nodes)
{
    Moved result{doc, {}};
    for (const NodePath &path : nodes | std::views::reverse) {
        const SegmentNode *node = nodeAt(result.doc, path);
        if (!node || !node->group())
            continue;
        const std::vector<SegmentNode> children = node->group()->children;
        NodePath to = path;
        result = inserted(without(result.doc, {path}, to), to, children);
    }
    if (result.now.empty())
        result.now = {nodes.empty() ? NodePath() : nodes.front()};
    return result;
}

Moved negated(const SegmentDoc &doc, const Selection &nodes)
{
    Moved result{doc, nodes};
    for (const NodePath &path : nodes) {
        const SegmentNode *node = nodeAt(doc, path);
        if (!node)
            continue;
        SegmentNode denied = opposite(*node);
        if (fits(path, {denied}))
            result.doc = withNode(std::move(result.doc), path, std::move(denied));
    }
    return result;
}

Moved removed(const SegmentDoc &doc, const Selection &nodes)
{
    if (!exist(doc, nodes))
        return {doc, nodes};
    NodePath next = nodes.front();
    SegmentDoc left = without(doc, nodes, next);
    const int siblings = childCount(left, next.parent());
    if (siblings == 0)
        next = next.parent();
    else if (next.index() >= siblings)
        next = next.parent().child(siblings - 1);
    return {std::move(left), {next}};
}

SegmentDoc withMatch(const SegmentDoc &doc, const NodePath &path, GroupMatch match)
{
    SegmentDoc result = doc;
    if (SegmentNode *node = nodeAt(result, path); node && node->group())
        node->group()->match = match;
    return result;
}

std::optional<NodePath> nodeNamed(const SegmentDoc &doc, const QString &jsonPath)
{
    std::optional<NodePath> found;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &) {
        const QString own = path.toJsonPath();
        if (jsonPath == own || jsonPath.startsWith(own + u'.'))
            found = path;
    });
    return found;
}

QString problemOf(const SegmentNode &node, AskedIn in)
{
    SegmentDoc alone;
    alone.root.group()->children.push_back(node);
    const auto valid = validate(alone, in);
    return valid ? QString() : valid.error().message;
}

} // namespace perennial
