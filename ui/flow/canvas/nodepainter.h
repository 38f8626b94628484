// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasgeometry.h"
#include "ui/flow/canvas/canvasstyle.h"

namespace perennial {

struct PortLook
{
    QString name{};  // where there are several
    QString count{}; // empty: no pill
    bool leads = false;
    bool offersNext = false; // a plus, where nothing follows

    friend bool operator==(const PortLook &, const PortLook &) = default;
};

// What is drawn of a node.
struct NodeLook
{
    NodeFace face;
    std::vector<PortLook> ports{}; // as the shape's
    QString count{};               // who came in
    QString waiting{};
    std::optional<FlowSeverity> problem{};
    std::optional<double> heat{}; // 0 … 1
    bool hasNote = false;

    friend bool operator==(const NodeLook &, const NodeLook &) = default;
};

[[nodiscard]] QColor accentColour(NodeFace::Accent accent, const Tokens &tokens);
void paintNode(QPainter &painter, const NodeShape &shape, const NodeLook &look, const CanvasStyle &style);

// As a mark, where nothing could be read; quick.
void paintTinyNode(QPainter &painter, const QRectF &card, NodeFace::Accent accent, const CanvasStyle &style);

// What surrounds a node for a while.
enum class NodeMark { Found, Lit, Selected, Current, Step };
void paintMark(QPainter &painter, const QRectF &card, NodeMark mark, const CanvasStyle &style);

// Where the parts lie that can be clicked.
[[nodiscard]] QRectF pillRect(const QPointF &port, const QString &count, const CanvasStyle &style);
[[nodiscard]] QRectF plusRect(const QPointF &port, const PortLook &look, const CanvasStyle &style);
[[nodiscard]] QRectF countRect(const QRectF &card, const NodeLook &look, const CanvasStyle &style);
[[nodiscard]] QRectF waitingRect(const QRectF &card, const NodeLook &look, const CanvasStyle &style);

// A small rounded label on the ground of a card.
void paintPill(QPainter &painter, const QRectF &rect, const QString &text, const CanvasStyle &style, bool isHovered);

} // namespace perennial
