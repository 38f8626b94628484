// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/remarkpainter.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace perennial {

namespace {

constexpr double Ground = 0.14;
constexpr double TextSizeOfRemark = 13;

} // namespace

void paintRemark(QPainter &painter, const QRectF &rect, const QString &text, const CanvasStyle &style)
{
    const Tokens &tokens = style.tokens;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(blend(tokens.card, tokens.warn, 0.35), style.atLeast(1, 1)));
    painter.setBrush(blend(tokens.card, tokens.warn, Ground));
    painter.drawRoundedRect(rect, size::Radius, size::Radius);
    const double padding = RemarkPadding;
    const QRectF inside = rect.adjusted(padding, padding, -padding, -padding);
    if (style.isCompact() || text.isEmpty() || inside.isEmpty())
        return;
    painter.save();
    painter.setFont(style.font(TextSizeOfRemark, TextWeight::Regular));
    const double line = QFontMetricsF(painter.font()).lineSpacing(); // whole lines only
    const double height = std::max(1.0, std::floor(inside.height() / line)) * line;
    painter.setClipRect(QRectF(inside.topLeft(), QSizeF(inside.width(), height)).adjusted(-2, 0, 2, 0),
                        Qt::IntersectClip);
    painter.setPen(tokens.text);
    painter.drawText(inside, static_cast<int>(style.leading() | Qt::AlignTop | Qt::AlignAbsolute) | Qt::TextWordWrap,
                     text);
    painter.restore();
}

QRectF resizeGrip(const QRectF &remark, const CanvasStyle &style)
{
    const double side = style.atLeast(12, 12);
    return {remark.right() - side + 2, remark.bottom() - side + 2, side, side};
}

void paintResizeGrip(QPainter &painter, const QRectF &remark, const CanvasStyle &style)
{
    const QPointF corner = remark.bottomRight();
    painter.setPen(QPen(style.tokens.muted, style.atLeast(1.5, 1.5), Qt::SolidLine, Qt::RoundCap));
    for (const double at : {5.0, 9.0})
        painter.drawLine(corner - QPointF(at, 3), corner - QPointF(3, at));
}

} // namespace perennial
