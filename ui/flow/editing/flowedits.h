// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <set>

namespace perennial {

// Edits of a flow: each makes a new document, an impossible one yields the same document.

struct FlowParts
{
    std::set<FlowNodeId> nodes;
    std::set<QString> remarks;

    [[nodiscard]] bool isEmpty() const { return nodes.empty() && remarks.empty(); }
    friend bool operator==(const FlowParts &, const FlowParts &) = default;
};

struct FlowEdited
{
    FlowDoc doc;
    FlowParts now; // what is to be looked at afterwards
};

// Where an edge leaves.
struct FlowPlug
{
    FlowNodeId node;
    FlowPort port;

    friend bool operator==(const FlowPlug &, const FlowPlug &) = default;
};

enum class GapRule { Close, Leave }; // whether what led to a deleted node leads on to what followed it

[[nodiscard]] FlowEdited added(const FlowDoc &doc, const FlowNodeKind &kind, const QPointF &at);
// Behind a port; where that led somewhere, the new node leads there now, by its first port.
[[nodiscard]] FlowEdited addedAfter(const FlowDoc &doc, const FlowNodeKind &kind, const FlowPlug &plug);

// Why no edge can go from the plug to the node; empty: it can.
[[nodiscard]] QString whyNotConnected(const FlowDoc &doc, const FlowPlug &plug, const FlowNodeId &to);
[[nodiscard]] FlowDoc connected(const FlowDoc &doc, const FlowPlug &plug, const FlowNodeId &to);
[[nodiscard]] FlowDoc disconnected(const FlowDoc &doc, const FlowPlug &plug);

[[nodiscard]] FlowEdited removed(const FlowDoc &doc, const FlowParts &parts, GapRule gap);
[[nodiscard]] FlowEdited duplicated(const FlowDoc &doc, const FlowParts &parts);

[[nodiscard]] FlowDoc withTitle(const FlowDoc &doc, const FlowNodeId &id, const QString &title);
[[nodiscard]] FlowDoc withNote(const FlowDoc &doc, const FlowNodeId &id, const QString &note);
// Edges of ports that are no more go.
[[nodiscard]] FlowDoc withKind(const FlowDoc &doc, const FlowNodeId &id, const FlowNodeKind &kind);

[[nodiscard]] FlowEdited withRemark(const FlowDoc &doc, const QPointF &at);
[[nodiscard]] FlowDoc withRemarkText(const FlowDoc &doc, const QString &id, const QString &text);
[[nodiscard]] FlowDoc withRemarkPlace(const FlowDoc &doc, const QString &id, const QPointF &at, const QSizeF &size);

} // namespace perennial
