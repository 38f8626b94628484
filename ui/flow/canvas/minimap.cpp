// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/minimap.h"

#include "ui/flow/canvas/flowcanvas.h"
#include "ui/flow/canvas/flowscene.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/widgets/controlpainter.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

namespace perennial {

namespace {

constexpr double Inner = 8;

const FlowScene &sceneOf(const FlowCanvas &canvas)
{
    return *static_cast<const FlowScene *>(canvas.scene());
}

} // namespace

Minimap::Minimap(FlowCanvas &canvas)
    : QWidget(&canvas)
    , m_canvas(canvas)
{
    setObjectName(QStringLiteral("minimap"));
    setAccessibleName(tr("Map of the flow"));
    setFocusPolicy(Qt::NoFocus);
    setCursor(Qt::PointingHandCursor);
}

void Minimap::flowChanged()
{
    m_bounds = sceneOf(m_canvas).bounds();
    m_picture = {};
    update();
}

QTransform Minimap::toMap() const
{
    const QRectF inside = QRectF(rect()).adjusted(Inner, Inner, -Inner, -Inner);
    const double scale = std::min(
        {inside.width() / std::max(1.0, m_bounds.width()), inside.height() / std::max(1.0, m_bounds.height()), 0.2});
    QTransform transform;
    transform.translate(inside.center().x(), inside.center().y());
    transform.scale(scale, scale);
    transform.translate(-m_bounds.center().x(), -m_bounds.center().y());
    return transform;
}

void Minimap::paintFlow(QPainter &painter) const
{
    const Tokens &tokens = Tokens::current();
    const FlowScene &scene = sceneOf(m_canvas);
    const QTransform map = toMap();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const FlowRemark &remark : scene.state().flow.remarks)
        painter.fillRect(map.mapRect(rectOf(remark)), blend(tokens.card, tokens.warn, 0.2));
    painter.setPen(QPen(tokens.line, 1));
    for (const FlowNode &node : scene.state().flow.nodes)
        for (const auto &[port, to] : node.to)
            if (const EdgeItem *edge = scene.edge({node.id, port}))
                painter.drawPolyline(map.map(edge->corners()));
    painter.setPen(Qt::NoPen);
    for (const FlowNode &node : scene.state().flow.nodes) {
        const NodeItem *item = scene.node(node.id);
        QRectF card = map.mapRect(item->outline().card);
        card.setSize(card.size().expandedTo({2, 2}));
        painter.fillRect(card, accentColour(accentOf(node), tokens));
    }
}

void Minimap::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    const double ratio = devicePixelRatioF();
    if (m_picture.isNull() || m_picture.size() != size() * ratio) {
        m_picture = QPixmap(size() * ratio);
        m_picture.setDevicePixelRatio(ratio);
        m_picture.fill(Qt::transparent);
        QPainter into(&m_picture);
        into.setRenderHint(QPainter::Antialiasing);
        paintRounded(into, QRectF(rect()), size::Radius, tokens.card, tokens.line);
        paintFlow(into);
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_picture);
    const QRectF seen = toMap().mapRect(m_canvas.mapToScene(m_canvas.viewport()->rect()).boundingRect());
    QColor ground = tokens.accent;
    ground.setAlphaF(0.10F);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    painter.setPen(QPen(tokens.accent, 1.5));
    painter.setBrush(ground);
    painter.drawRoundedRect(seen, 3, 3);
}

void Minimap::moveView(const QPointF &to)
{
    m_canvas.centerOn(toMap().inverted().map(to));
}

void Minimap::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        moveView(event->position());
}

void Minimap::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        moveView(event->position());
}

void Minimap::wheelEvent(QWheelEvent *event)
{
    event->accept();
}

} // namespace perennial
