// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/cellmark.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/tokens.h"

namespace perennial {

void paintCellMark(QPainter &painter, const QRect &cell, QStyle::State state)
{
    const Tokens &tokens = Tokens::current();
    if (state.testFlag(QStyle::State_Selected)) {
        paintRounded(painter, cell, size::Gap, {}, tokens.text);
        if (state.testFlag(QStyle::State_HasFocus))
            paintRounded(painter, cell.adjusted(1, 1, -1, -1), size::Gap - 1, {}, tokens.text);
    } else if (state.testFlag(QStyle::State_MouseOver)) {
        paintRounded(painter, cell, size::Gap, {}, tokens.strongLine);
    }
}

} // namespace perennial
