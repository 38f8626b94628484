// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palettedelegate.h"

#include "ui/shell/commandpalette.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"

#include <QPainter>

namespace perennial {

namespace {

constexpr int LineHeight = 36;
constexpr int Side = 12;

} // namespace

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), qMax(LineHeight, option.fontMetrics.height() + 2 * size::Unit)};
}

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::current();
    painter->save();
    if (option.state & QStyle::State_Selected)
        paintRounded(*painter, option.rect, size::ControlRadius, tokens.accentSoft);
    else if (option.state & QStyle::State_MouseOver)
        paintRounded(*painter, option.rect, size::ControlRadius, tokens.hover());
    int left = option.rect.left() + Side;
    int right = option.rect.right() - Side;
    const auto place = [&](int from, int width) {
        return QStyle::visualRect(option.direction, option.rect,
                                  {from, option.rect.top(), width, option.rect.height()});
    };
    const auto align = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    const auto write = [&](const QFont &font, const QColor &colour, int from, int width, const QString &text) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(place(from, width), static_cast<int>(align),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, width));
    };
    const QRect mark = place(left, size::Icon);
    paintIcon(*painter, index.data(PaletteModel::IconRole).toString(),
              QRectF(mark.left(), mark.center().y() - size::Icon / 2 + 1, size::Icon, size::Icon), tokens.muted);
    left += size::Icon + Side;

    const QFont small = fontFor(TextSize::Caption);
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const QString end = shortcut.isEmpty() ? index.data(PaletteModel::KindRole).toString() : shortcut;
    const int endWidth = QFontMetrics(small).horizontalAdvance(end) + 1;
    write(small, tokens.muted, right - endWidth, endWidth, end);
    right -= endWidth + Side;

    const QString title = index.data(Qt::DisplayRole).toString();
    const int titleWidth = qMin(right - left, option.fontMetrics.horizontalAdvance(title) + 1);
    write(option.font, tokens.text, left, titleWidth, title);
    left += titleWidth + Side;
    if (left < right)
        write(option.font, tokens.muted, left, right - left, index.data(PaletteModel::DetailRole).toString());
    painter->restore();
}

} // namespace perennial
