// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"

#include <functional>

namespace perennial {

struct SegmentDoc;

// The place of a node in its document: "0" is the root, "0.2.1" the second child of the root's third child.
class NodePath
{
public:
    NodePath() = default; // the root
    // Nothing where the text is no path.
    [[nodiscard]] static std::optional<NodePath> fromString(const QString &text);

    [[nodiscard]] QString toString() const;
    // As errors name it: "root.children[2].children[1]".
    [[nodiscard]] QString toJsonPath() const;
    [[nodiscard]] const std::vector<int> &steps() const { return m_steps; }
    [[nodiscard]] bool isRoot() const { return m_steps.empty(); }
    [[nodiscard]] NodePath child(int index) const;
    [[nodiscard]] NodePath parent() const;
    // Among its siblings; 0 for the root.
    [[nodiscard]] int index() const { return m_steps.empty() ? 0 : m_steps.back(); }

    friend auto operator<=>(const NodePath &, const NodePath &) = default;

private:
    std::vector<int> m_steps;
};

// Null where there is no such node.
[[nodiscard]] const SegmentNode *nodeAt(const SegmentDoc &doc, const NodePath &path);
[[nodiscard]] SegmentNode *nodeAt(SegmentDoc &doc, const NodePath &path);
// Edits yield a new document; an impossible one yields the document unchanged.
[[nodiscard]] SegmentDoc withNode(SegmentDoc doc, const NodePath &path, SegmentNode node);
// Puts `node` so that it stands at `path` afterwards.
[[nodiscard]] SegmentDoc withInserted(SegmentDoc doc, const NodePath &path, SegmentNode node);
[[nodiscard]] SegmentDoc withRemoved(SegmentDoc doc, const NodePath &path);
// Parents before children, in the order of the document.
void visitNodes(const SegmentDoc &doc, const std::function<void(const NodePath &, const SegmentNode &)> &visit);

} // namespace perennial
