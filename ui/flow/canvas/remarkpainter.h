// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/canvas/canvasstyle.h"

namespace perennial {

// A text on the ground: a quiet sheet of paper.
void paintRemark(QPainter &painter, const QRectF &rect, const QString &text, const CanvasStyle &style);
[[nodiscard]] QRectF resizeGrip(const QRectF &remark, const CanvasStyle &style);
void paintResizeGrip(QPainter &painter, const QRectF &remark, const CanvasStyle &style);
inline constexpr double RemarkPadding = 12;

} // namespace perennial
