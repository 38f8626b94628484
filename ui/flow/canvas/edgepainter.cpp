// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/edgepainter.h"

#include "ui/flow/canvas/edgeroute.h"

#include <QPainter>

namespace perennial {

namespace {

constexpr double Thin = 1.5;
constexpr double CornerRadius = 10;

double arrowLength(double width)
{
    return std::min(7 + width * 0.5, 13.0);
}

QColor colourOf(const EdgeLook &look, const Tokens &tokens)
{
    switch (look.tone) {
    case EdgeLook::Tone::Hovered:
        return blend(tokens.strongLine, tokens.accent, 0.6);
    case EdgeLook::Tone::Selected:
        return tokens.accent;
    case EdgeLook::Tone::Trail:
        return tokens.info;
    case EdgeLook::Tone::Dimmed:
        return tokens.line;
    case EdgeLook::Tone::Plain:
        break;
    }
    if (look.heat)
        return rampColour(tokens.isDark ? *look.heat : 1 - *look.heat);
    if (!look.hasTraffic)
        return tokens.strongLine;
    // Wide bands are as quiet as thin lines: the wider, the lighter.
    return blend(tokens.strongLine, tokens.line, 0.25 + 0.35 * look.share);
}

} // namespace

double widthOf(const EdgeLook &look)
{
    return look.hasTraffic ? Thin + (WidestEdge - Thin) * look.share : Thin;
}

QPainterPath edgePath(const QPolygonF &corners, double width)
{
    QPolygonF line = corners;
    if (line.size() >= 2)
        line.last().ry() -= std::min(arrowLength(width) - 1, line.last().y() - line[line.size() - 2].y());
    return roundedPath(line, CornerRadius + width / 4);
}

void paintEdge(QPainter &painter, const QPainterPath &path, const QPointF &tip, const EdgeLook &look,
               const CanvasStyle &style)
{
    const double width = widthOf(look);
    const bool isStrong = look.tone == EdgeLook::Tone::Selected || look.tone == EdgeLook::Tone::Trail;
    const QColor colour = colourOf(look, style.tokens);
    QPen pen(colour, style.atLeast(isStrong ? std::max(width, 2.5) : width, isStrong ? 2 : 1), Qt::SolidLine,
             Qt::FlatCap, Qt::RoundJoin);
    if (look.hasTraffic && !look.isTaken)
        pen.setDashPattern({3, 3});
    painter.setRenderHint(QPainter::Antialiasing);
    painter.strokePath(path, pen);
    const double length = style.atLeast(arrowLength(width), 4);
    const double half = std::max(length * 0.55, width / 2 + 3);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawPolygon(QPolygonF{tip, tip + QPointF(-half, -length), tip + QPointF(half, -length)});
}

QRectF gripRect(const QPointF &tip, const CanvasStyle &style)
{
    const double radius = style.atLeast(6, 6);
    return {tip.x() - radius, tip.y() - 2 * radius - 4, 2 * radius, 2 * radius};
}

void paintGrip(QPainter &painter, const QPointF &tip, const CanvasStyle &style)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(style.tokens.accent, style.atLeast(2, 2)));
    painter.setBrush(style.tokens.card);
    painter.drawEllipse(gripRect(tip, style));
}

} // namespace perennial
