// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasstate.h"

#include <QGraphicsItem>

namespace perennial {

class FlowScene;

enum CanvasItemType { NodeItemType = QGraphicsItem::UserType + 1, EdgeItemType, RemarkItemType };

// A node as it stands on the scene; it hears nothing itself. Its picture is kept by the scene as long as it is in use.
class NodeItem final : public QGraphicsItem
{
public:
    NodeItem(FlowScene &scene, const FlowNode &node, int key);

    [[nodiscard]] int type() const override { return NodeItemType; }
    [[nodiscard]] QRectF boundingRect() const override;
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    [[nodiscard]] const FlowNodeId &id() const { return m_id; }
    [[nodiscard]] int key() const { return m_key; }
    [[nodiscard]] const NodeShape &outline() const { return m_outline; } // where it is shown
    [[nodiscard]] const NodeLook &look() const;                          // words are looked up when first painted
    void setOutline(const NodeShape &outline);
    void setAccent(NodeFace::Accent accent) { m_accent = accent; }
    void forgetLook();

private:
    void paintPicture(QPainter &painter, const CanvasStyle &style, double scale);
    void paintMeanwhile(QPainter &painter, const CanvasStyle &style, double scale) const;
    [[nodiscard]] QPixmap drawnAnew(const CanvasStyle &style, double ratio) const;

    FlowScene &m_scene;
    FlowNodeId m_id;
    int m_key; // among obstacles
    NodeFace::Accent m_accent;
    NodeShape m_outline;
    mutable std::optional<NodeLook> m_look;
};

class EdgeItem final : public QGraphicsItem
{
public:
    EdgeItem(FlowScene &scene, FlowEdgeId id, FlowNodeId to);

    [[nodiscard]] int type() const override { return EdgeItemType; }
    [[nodiscard]] QRectF boundingRect() const override { return m_bounds; }
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    [[nodiscard]] const FlowEdgeId &id() const { return m_id; }
    [[nodiscard]] const FlowNodeId &to() const { return m_to; }
    [[nodiscard]] const QPolygonF &corners() const { return m_corners; }
    [[nodiscard]] QPointF tip() const { return m_corners.isEmpty() ? QPointF() : m_corners.last(); }
    [[nodiscard]] bool isNear(const QPointF &at, double tolerance) const;
    void setCorners(const QPolygonF &corners);
    void forgetLook();

private:
    void rebuild();

    FlowScene &m_scene;
    FlowEdgeId m_id;
    FlowNodeId m_to;
    QPolygonF m_corners;
    QPainterPath m_path;
    QRectF m_bounds;
    EdgeLook m_look;
};

class RemarkItem final : public QGraphicsItem
{
public:
    RemarkItem(FlowScene &scene, QString id);

    [[nodiscard]] int type() const override { return RemarkItemType; }
    [[nodiscard]] QRectF boundingRect() const override { return m_rect.adjusted(-8, -8, 8, 8); }
    [[nodiscard]] QPainterPath shape() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

    [[nodiscard]] const QString &id() const { return m_id; }
    [[nodiscard]] const QRectF &rect() const { return m_rect; }
    [[nodiscard]] const QString &text() const { return m_text; }
    void show(const QRectF &rect, const QString &text);

private:
    FlowScene &m_scene;
    QString m_id;
    QRectF m_rect;
    QString m_text;
};

} // namespace perennial
