// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/flow/canvas/canvasstate.h"

class QPainter;

namespace perennial {

enum class FlowPictureKind { Png, Svg, Pdf };

struct FlowPictureOptions
{
    bool isDark = false;
    bool rightToLeft = false;
    double scale = 2; // of a PNG: pixels a unit of the canvas
};

// The flow as it is drawn, without anything that only the screen has. `state` holds the words, counts and problems.
[[nodiscard]] QRectF pictureBounds(const CanvasState &state);
// As large as it fits into `target`, in its middle; not beyond its own size.
void paintFlow(QPainter &painter, const QRectF &target, const CanvasState &state,
               const FlowPictureOptions &options = {});

[[nodiscard]] Result<QByteArray> pictureOf(const CanvasState &state, FlowPictureKind kind,
                                           const FlowPictureOptions &options = {});
// A whole file or none.
[[nodiscard]] Result<void> exportPicture(const CanvasState &state, const QString &path, FlowPictureKind kind,
                                         const FlowPictureOptions &options = {});

} // namespace perennial
