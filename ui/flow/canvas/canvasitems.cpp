// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvasitems.h"

#include "ui/flow/canvas/flowscene.h"
#include "ui/flow/canvas/nodeface.h"
#include "ui/flow/canvas/remarkpainter.h"

#include <QPainter>
#include <QStyleOptionGraphicsItem>

#include <cmath>

namespace perennial {

namespace {

constexpr double Around = 16; // marks, corners and wide pills
constexpr double DimmedOpacity = 0.35;

double scaleOf(const QPainter &painter)
{
    const QTransform &transform = painter.worldTransform();
    return std::hypot(transform.m11(), transform.m12());
}

double distance(const QPointF &at, const QLineF &line)
{
    const QPointF along = line.p2() - line.p1();
    const double square = QPointF::dotProduct(along, along);
    const double share = square > 0 ? std::clamp(QPointF::dotProduct(at - line.p1(), along) / square, 0.0, 1.0) : 0;
    return QLineF(at, line.p1() + along * share).length();
}

} // namespace

NodeItem::NodeItem(FlowScene &scene, const FlowNode &node, int key)
    : m_scene(scene)
    , m_id(node.id)
    , m_key(key)
    , m_accent(accentOf(node))
{
    setZValue(2);
}

QRectF NodeItem::boundingRect() const
{
    return m_outline.card.adjusted(-Around, -Around, Around, canvas::Hanging);
}

QPainterPath NodeItem::shape() const
{
    QPainterPath path;
    path.addRect(m_outline.card);
    return path;
}

const NodeLook &NodeItem::look() const
{
    if (!m_look) {
        const FlowNode *node = m_scene.state().node(m_id);
        m_look = node ? m_scene.state().lookOf(*node) : NodeLook();
    }
    return *m_look;
}

void NodeItem::setOutline(const NodeShape &outline)
{
    if (m_outline == outline)
        return;
    if (m_outline.card.size() != outline.card.size() || m_outline.ports != outline.ports)
        forgetLook();
    prepareGeometryChange();
    m_outline = outline;
}

void NodeItem::forgetLook()
{
    m_look.reset();
    m_scene.pictures().outdate(m_key);
    update();
}

void NodeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const double scale = scaleOf(*painter);
    const CanvasStyle style = m_scene.style(scale);
    const bool dimmed = m_scene.isFaded(m_id);
    const double opacity = painter->opacity();
    if (dimmed)
        painter->setOpacity(opacity * DimmedOpacity);
    for (const NodeMark mark : m_scene.marksUnder(m_id))
        paintMark(*painter, m_outline.card, mark, style);
    if (style.isTiny())
        paintTinyNode(*painter, m_outline.card, m_accent, style);
    else
        paintPicture(*painter, style, scale);
    for (const NodeMark mark : m_scene.marksOver(m_id))
        paintMark(*painter, m_outline.card, mark, style);
    painter->setOpacity(opacity);
}

// From the kept picture, laid on whole pixels.
void NodeItem::paintPicture(QPainter &painter, const CanvasStyle &style, double scale)
{
    const QRectF area = boundingRect();
    const double ratio = painter.device()->devicePixelRatioF();
    const QPixmap *picture = m_scene.pictures().find(m_key, scale * ratio);
    if (!picture && !m_scene.mayDrawAnew()) {
        paintMeanwhile(painter, style, scale);
        return;
    }
    if (!picture)
        picture = m_scene.pictures().keep(m_key, scale * ratio, drawnAnew(style, ratio));
    const QPointF origin = painter.worldTransform().map(area.topLeft());
    const auto whole = [&](double at) { return std::round(at * ratio) / ratio; };
    painter.save();
    painter.resetTransform();
    painter.drawPixmap(QPointF(whole(origin.x()), whole(origin.y())), *picture);
    painter.restore();
}

QPixmap NodeItem::drawnAnew(const CanvasStyle &style, double ratio) const
{
    const QRectF area = boundingRect();
    QPixmap fresh(QSizeF(area.size() * style.zoom * ratio).toSize() + QSize(1, 1));
    fresh.setDevicePixelRatio(ratio);
    fresh.fill(Qt::transparent);
    QPainter into(&fresh);
    into.scale(style.zoom, style.zoom);
    into.translate(-area.topLeft());
    paintNode(into, m_outline, look(), style);
    return fresh;
}

// Until its turn comes.
void NodeItem::paintMeanwhile(QPainter &painter, const CanvasStyle &style, double scale) const
{
    const QPixmap *old = m_scene.pictures().old(m_key);
    if (!old) {
        paintTinyNode(painter, m_outline.card, m_accent, style);
        return;
    }
    const QRectF area = boundingRect();
    const double ratio = painter.device()->devicePixelRatioF();
    const QSizeF drawn = old->deviceIndependentSize();
    const QSizeF bare(drawn.width() - 1 / ratio, drawn.height() - 1 / ratio);
    const double share = area.width() * scale / bare.width();
    painter.save();
    painter.translate(area.topLeft());
    painter.scale(share / scale, share / scale);
    painter.drawPixmap(QPointF(), *old);
    painter.restore();
}

EdgeItem::EdgeItem(FlowScene &scene, FlowEdgeId id, FlowNodeId to)
    : m_scene(scene)
    , m_id(std::move(id))
    , m_to(std::move(to))
{
    setZValue(1);
}

QPainterPath EdgeItem::shape() const
{
    QPainterPathStroker stroker;
    stroker.setWidth(widthOf(m_look) + 8);
    return stroker.createStroke(m_path);
}

void EdgeItem::setCorners(const QPolygonF &corners)
{
    if (m_corners == corners)
        return;
    m_corners = corners;
    rebuild();
}

void EdgeItem::forgetLook()
{
    const EdgeLook look = m_scene.lookOf(*this);
    if (look == m_look)
        return;
    const bool isSame = widthOf(look) == widthOf(m_look);
    m_look = look;
    setZValue(look.tone == EdgeLook::Tone::Plain || look.tone == EdgeLook::Tone::Dimmed ? 1 : 1.5);
    if (isSame)
        update();
    else
        rebuild();
}

void EdgeItem::rebuild()
{
    prepareGeometryChange();
    m_path = edgePath(m_corners, widthOf(m_look));
    const double out = WidestEdge / 2 + 6;
    m_bounds = m_corners.boundingRect().adjusted(-out, -out, out, out);
    update();
}

bool EdgeItem::isNear(const QPointF &at, double tolerance) const
{
    const double most = std::max(tolerance, widthOf(m_look) / 2);
    for (int i = 1; i < m_corners.size(); ++i)
        if (distance(at, {m_corners[i - 1], m_corners[i]}) <= most)
            return true;
    return false;
}

void EdgeItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const CanvasStyle style = m_scene.style(scaleOf(*painter));
    if (style.isTiny() && m_look.tone == EdgeLook::Tone::Plain) {
        painter->setRenderHint(QPainter::Antialiasing, false);
        painter->setPen(QPen(blend(style.tokens.window, style.tokens.strongLine, 0.7), 0));
        painter->drawPolyline(m_corners);
        return;
    }
    paintEdge(*painter, m_path, tip(), m_look, style);
    if (m_look.tone == EdgeLook::Tone::Selected && !m_scene.state().readOnly)
        paintGrip(*painter, tip(), style);
}

RemarkItem::RemarkItem(FlowScene &scene, QString id)
    : m_scene(scene)
    , m_id(std::move(id))
{
    setZValue(0);
}

QPainterPath RemarkItem::shape() const
{
    QPainterPath path;
    path.addRect(m_rect);
    return path;
}

void RemarkItem::show(const QRectF &rect, const QString &text)
{
    if (m_rect == rect && m_text == text)
        return;
    prepareGeometryChange();
    m_rect = rect;
    m_text = text;
    update();
}

void RemarkItem::paint(QPainter *painter, const QStyleOptionGraphicsItem *, QWidget *)
{
    const CanvasStyle style = m_scene.style(scaleOf(*painter));
    paintRemark(*painter, m_rect, m_scene.isEdited(m_id) ? QString() : m_text, style);
    if (!m_scene.selection().remarks.contains(m_id))
        return;
    paintMark(*painter, m_rect, NodeMark::Selected, style);
    if (!m_scene.state().readOnly)
        paintResizeGrip(*painter, m_rect, style);
}

} // namespace perennial
