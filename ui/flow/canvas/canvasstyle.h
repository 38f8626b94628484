// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QRectF>

#include <algorithm>

class QPainter;

namespace perennial {

// What the painters of the canvas draw with: on the screen, or on paper.
struct CanvasStyle
{
    static constexpr double SmallestText = 11; // pixels of the screen

    Tokens tokens = Tokens::current();
    double zoom = 1; // pixels of the screen a unit of the canvas
    bool rightToLeft = false;
    bool onPaper = false; // icons as drawings instead of pixels

    [[nodiscard]] bool isCompact() const { return zoom < 0.5 - 1e-6; }
    [[nodiscard]] bool isTiny() const { return zoom < 0.12; } // nodes are mere marks
    // A length that is never less than so much on the screen.
    [[nodiscard]] double atLeast(double length, double onScreen) const { return std::max(length, onScreen / zoom); }
    [[nodiscard]] QFont font(double pixels, TextWeight weight) const; // legible at this zoom
    // `rect` inside `whole`, mirrored where one reads from the right.
    [[nodiscard]] QRectF mirrored(const QRectF &rect, const QRectF &whole) const;
    [[nodiscard]] Qt::Alignment leading() const { return rightToLeft ? Qt::AlignRight : Qt::AlignLeft; }
    [[nodiscard]] Qt::Alignment trailing() const { return rightToLeft ? Qt::AlignLeft : Qt::AlignRight; }
};

// One line, cut with an ellipsis where it does not fit; the alignment is meant as it is said.
void drawLine(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);
// A number: its digits stand still while it changes; on paper it is one text.
void drawNumber(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text,
                const CanvasStyle &style);
[[nodiscard]] double numberWidth(const QString &text, const QFont &font);
void drawIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &colour,
              const CanvasStyle &style);

} // namespace perennial
