// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/canvas/canvasstyle.h"

#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"

#include <QFile>
#include <QFontMetricsF>
#include <QPainter>
#include <QSvgRenderer>

#include <cmath>

namespace perennial {

QFont CanvasStyle::font(double pixels, TextWeight weight) const
{
    QFont font = fontFor(TextSize::Body, weight);
    font.setPixelSize(static_cast<int>(std::ceil(atLeast(pixels, SmallestText))));
    return font;
}

QRectF CanvasStyle::mirrored(const QRectF &rect, const QRectF &whole) const
{
    if (!rightToLeft)
        return rect;
    return {whole.right() - (rect.right() - whole.left()), rect.top(), rect.width(), rect.height()};
}

void drawLine(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QString line = QFontMetricsF(painter.font()).elidedText(text, Qt::ElideRight, rect.width());
    painter.drawText(rect, static_cast<int>(alignment | Qt::AlignAbsolute) | Qt::TextSingleLine | Qt::TextDontClip,
                     line);
}

void drawNumber(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text,
                const CanvasStyle &style)
{
    if (style.onPaper)
        drawLine(painter, rect, alignment, text);
    else
        drawTabular(painter, rect, alignment, text);
}

double numberWidth(const QString &text, const QFont &font)
{
    return text.isEmpty() ? 0 : tabularWidth(QFontMetricsF(font), text);
}

void drawIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &colour,
              const CanvasStyle &style)
{
    if (!style.onPaper) {
        // On whole pixels of the screen, whatever the zoom.
        const QRectF there = painter.worldTransform().mapRect(rect);
        const double side = std::round(there.width());
        painter.save();
        painter.resetTransform();
        paintIcon(painter, name, QRectF(std::round(there.left()), std::round(there.top()), side, side), colour);
        painter.restore();
        return;
    }
    static const QStringList known = iconNames(); // asking for them loads them
    if (!known.contains(name))
        return;
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return;
    QSvgRenderer renderer(file.readAll().replace("#000", colour.name().toLatin1()));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter, rect);
}

} // namespace perennial
