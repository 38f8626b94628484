// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/style.h"
#include "ui/widgets/tokens.h"

#include <QRectF>

class QPainter;
class QStyleOptionMenuItem;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionHeader;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionTab;

namespace perennial {

// The shapes the style is made of. `rect`s are in device-independent pixels and lie on whole pixels.
void paintRounded(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &border = {});
// Two pixels of accent around a control, inside its rectangle, with a gap of ground between.
void paintFocusRing(QPainter &painter, const QRectF &rect, double radius);

// Whether a widget that paints itself shows its focus: only once the keyboard is used, as Qt's own controls do.
[[nodiscard]] bool showsFocus(const QWidget &widget);

void paintButton(QPainter &painter, const QStyleOption &option, Look look);
// Icon and text in the middle, in the look's colour; a menu's arrow at the end.
void paintButtonLabel(QPainter &painter, const QStyleOptionButton &option, Look look);
void paintField(QPainter &painter, const QStyleOption &option);
void paintCheck(QPainter &painter, const QStyleOption &option);
void paintRadio(QPainter &painter, const QStyleOption &option);
void paintMenuItem(QPainter &painter, const QStyleOptionMenuItem &option);
void paintHeader(QPainter &painter, const QStyleOptionHeader &option);
void paintTab(QPainter &painter, const QStyleOptionTab &option);
void paintProgress(QPainter &painter, const QStyleOptionProgressBar &option);
void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle);
void paintSlider(QPainter &painter, const QStyleOptionSlider &option, const QRect &groove, const QRect &handle);

} // namespace perennial
