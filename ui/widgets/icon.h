// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QIcon>
#include <QStringList>

class QPainter;
class QRectF;

namespace perennial {

// One of our own icons (resources/icons/NAME.svg) in a token's colour, sharp at any scale. It follows the theme by
// itself: the colour is looked up at every paint. Disabled icons are muted, selected ones take the colour of selected
// text.
[[nodiscard]] QIcon icon(const QString &name, Ink ink = Ink::Text);

// Paints an icon straight into `rect`, for delegates and custom widgets.
void paintIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &colour);

[[nodiscard]] QStringList iconNames();

} // namespace perennial
