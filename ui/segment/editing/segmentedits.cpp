// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/segmentedits.h"

#include <algorithm>

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

} // namespace

int childCount(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    const SegmentGroup *group = node ? node->group() : nullptr;
    return group ? static_cast<int>(group->children.size()) : 0;
}

Moved moved(const SegmentDoc &doc, const NodePath &from, const NodePath &before)
{
    const SegmentNode *node = nodeAt(doc, from);
    if (!node || from.isRoot() || before.isRoot() || startsWith(before, from))
        return {doc, from};
    if (static_cast<int>(before.steps().size()) + depthBelow(*node) > SegmentDoc::MaxDepth)
        return {doc, from};
    const NodePath to = afterRemoval(before, from);
    return {withInserted(withRemoved(doc, from), to, *node), to};
}

Moved movedUp(const SegmentDoc &doc, const NodePath &path)
{
    if (path.isRoot() || path.index() == 0)
        return {doc, path};
    return moved(doc, path, sibling(path, -1));
}

Moved movedDown(const SegmentDoc &doc, const NodePath &path)
{
    if (path.isRoot() || path.index() + 1 >= childCount(doc, path.parent()))
        return {doc, path};
    return moved(doc, path, sibling(path, 2));
}

Moved movedIn(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    if (!node || path.isRoot())
        return {doc, path};
    if (path.index() > 0 && nodeAt(doc, sibling(path, -1))->group())
        return moved(doc, path, sibling(path, -1).child(childCount(doc, sibling(path, -1))));
    if (static_cast<int>(path.steps().size()) + depthBelow(*node) >= SegmentDoc::MaxDepth)
        return {doc, path};
    SegmentGroup group{.match = GroupMatch::Any, .children = {*node}};
    return {withNode(doc, path, SegmentNode{.is = std::move(group)}), path.child(0)};
}

Moved movedOut(const SegmentDoc &doc, const NodePath &path)
{
    if (path.isRoot() || path.parent().isRoot())
        return {doc, path};
    return moved(doc, path, sibling(path.parent(), 1));
}

Moved duplicated(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    if (!node || path.isRoot())
        return {doc, path};
    return {withInserted(doc, sibling(path, 1), *node), sibling(path, 1)};
}

SegmentDoc ungrouped(const SegmentDoc &doc, const NodePath &path)
{
    const SegmentNode *node = nodeAt(doc, path);
    if (!node || !node->group() || path.isRoot())
        return doc;
    const std::vector<SegmentNode> children = node->group()->children;
    SegmentDoc result = withRemoved(doc, path);
    for (size_t i = 0; i < children.size(); ++i)
        result = withInserted(result, sibling(path, static_cast<int>(i)), children[i]);
    return result;
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

bool isEditable(const SegmentNode &node)
{
    const auto plain = [](const Window &w) {
        return w.weekdays.empty() && !w.fromHour && !w.toHour && w.kind != WindowKind::SinceEvent;
    };
    if (const auto *event = std::get_if<EventCondition>(&node.is))
        return !event->with && event->quantity.aggregate <= Aggregate::Median && plain(event->quantity.window) &&
               std::ranges::all_of(event->quantity.filters.of,
                                   [&](const PropertyFilter &filter) { return plain(filter.test.window); });
    if (const auto *property = std::get_if<PropertyCondition>(&node.is))
        return property->other.isEmpty() && plain(property->test.window);
    if (const auto *consent = std::get_if<ConsentCondition>(&node.is))
        return consent->method.isEmpty() && !consent->doubleOptIn && (!consent->since || plain(*consent->since));
    return node.group() != nullptr;
}

QString problemOf(const SegmentNode &node)
{
    SegmentDoc alone;
    alone.root.group()->children.push_back(node);
    const auto valid = validate(alone);
    return valid ? QString() : valid.error().message;
}

} // namespace perennial
