// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/nodepath.h"

#include "core/segment/document/segmentdoc.h"

#include <QStringList>

namespace perennial {

namespace {

template <class Node>
Node *descend(Node &root, const std::vector<int> &steps)
{
    Node *node = &root;
    for (const int step : steps) {
        auto *group = node->group();
        if (!group || step < 0 || step >= static_cast<int>(group->children.size()))
            return nullptr;
        node = &group->children[static_cast<size_t>(step)];
    }
    return node;
}

SegmentGroup *parentGroup(SegmentDoc &doc, const NodePath &path)
{
    if (path.isRoot())
        return nullptr;
    SegmentNode *parent = nodeAt(doc, path.parent());
    return parent ? parent->group() : nullptr;
}

void visitBelow(const NodePath &path, const SegmentNode &node,
                const std::function<void(const NodePath &, const SegmentNode &)> &visit)
{
    visit(path, node);
    const SegmentGroup *group = node.group();
    for (size_t i = 0; group && i < group->children.size(); ++i)
        visitBelow(path.child(static_cast<int>(i)), group->children[i], visit);
}

} // namespace

std::optional<NodePath> NodePath::fromString(const QString &text)
{
    const QStringList parts = text.split(u'.');
    if (parts.first() != QLatin1String("0"))
        return std::nullopt;
    NodePath path;
    for (const QString &part : parts.mid(1)) {
        bool fine = false;
        const int step = part.toInt(&fine);
        if (!fine || step < 0)
            return std::nullopt;
        path.m_steps.push_back(step);
    }
    return path;
}

QString NodePath::toString() const
{
    QString text = QStringLiteral("0");
    for (const int step : m_steps)
        text += u'.' + QString::number(step);
    return text;
}

QString NodePath::toJsonPath() const
{
    QString text = QStringLiteral("root");
    for (const int step : m_steps)
        text += QStringLiteral(".children[%1]").arg(step);
    return text;
}

NodePath NodePath::child(int index) const
{
    NodePath path = *this;
    path.m_steps.push_back(index);
    return path;
}

NodePath NodePath::parent() const
{
    NodePath path = *this;
    if (!path.m_steps.empty())
        path.m_steps.pop_back();
    return path;
}

const SegmentNode *nodeAt(const SegmentDoc &doc, const NodePath &path)
{
    return descend(doc.root, path.steps());
}

SegmentNode *nodeAt(SegmentDoc &doc, const NodePath &path)
{
    return descend(doc.root, path.steps());
}

SegmentDoc withNode(SegmentDoc doc, const NodePath &path, SegmentNode node)
{
    if (SegmentNode *place = nodeAt(doc, path))
        *place = std::move(node);
    return doc;
}

SegmentDoc withInserted(SegmentDoc doc, const NodePath &path, SegmentNode node)
{
    SegmentGroup *group = parentGroup(doc, path);
    if (group && path.index() >= 0 && path.index() <= static_cast<int>(group->children.size()))
        group->children.insert(group->children.begin() + path.index(), std::move(node));
    return doc;
}

SegmentDoc withRemoved(SegmentDoc doc, const NodePath &path)
{
    SegmentGroup *group = parentGroup(doc, path);
    if (group && path.index() >= 0 && path.index() < static_cast<int>(group->children.size()))
        group->children.erase(group->children.begin() + path.index());
    return doc;
}

void visitNodes(const SegmentDoc &doc, const std::function<void(const NodePath &, const SegmentNode &)> &visit)
{
    visitBelow(NodePath(), doc.root, visit);
}

} // namespace perennial
