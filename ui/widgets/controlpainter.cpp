// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/controlpainter.h"

#include "ui/widgets/icon.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <QStringList>

#include <algorithm>

namespace perennial {

namespace {

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

bool showsFocus(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

constexpr int MenuSide = 10;

struct Paint
{
    QColor fill;
    QColor border;
};

Paint primaryPaint(const QStyleOption &option, const Tokens &tokens)
{
    if (!has(option, QStyle::State_Enabled))
        return {tokens.inset, {}};
    if (has(option, QStyle::State_Sunken))
        return {tokens.accentPressed(), {}};
    return {has(option, QStyle::State_MouseOver) ? tokens.accentHover() : tokens.accent, {}};
}

Paint plainPaint(const QStyleOption &option, Look look, const Tokens &tokens)
{
    const bool quiet = look == Look::Quiet;
    QColor border = look == Look::Danger ? tokens.danger : tokens.strongLine;
    if (!has(option, QStyle::State_Enabled))
        border = tokens.line;
    if (quiet)
        border = QColor();
    if (has(option, QStyle::State_On))
        return {tokens.accentSoft, quiet ? QColor() : tokens.accent};
    if (has(option, QStyle::State_Sunken))
        return {tokens.pressed(), border};
    if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled))
        return {tokens.hover(), border};
    return {quiet ? QColor() : tokens.card, border};
}

QColor indicatorBorder(const QStyleOption &option, const Tokens &tokens)
{
    return has(option, QStyle::State_Enabled) ? tokens.strongLine : tokens.line;
}

QColor labelColour(Look look, bool enabled)
{
    const Tokens &tokens = Tokens::current();
    if (!enabled)
        return blend(tokens.muted, tokens.window, 0.35);
    switch (look) {
    case Look::Primary:
        return tokens.onAccent;
    case Look::Danger:
        return tokens.danger;
    case Look::Secondary:
    case Look::Quiet:
        break;
    }
    return tokens.text;
}

QRectF squareIn(const QRect &rect)
{
    const int side = std::min(rect.width(), rect.height());
    return QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side);
}

} // namespace

bool showsFocus(const QWidget &widget)
{
    return widget.hasFocus() && widget.window()->testAttribute(Qt::WA_KeyboardFocusChange);
}

void paintRounded(QPainter &painter, const QRectF &rect, double radius, const QColor &fill, const QColor &border)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const double inset = border.isValid() ? 0.5 : 0.0;
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius);
    painter.restore();
}

void paintFocusRing(QPainter &painter, const QRectF &rect, double radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Tokens::current().accent, 2));
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius);
    painter.restore();
}

void paintButton(QPainter &painter, const QStyleOption &option, Look look)
{
    const Tokens &tokens = Tokens::current();
    const bool primary = look == Look::Primary;
    const Paint paint = primary ? primaryPaint(option, tokens) : plainPaint(option, look, tokens);
    const QRectF rect = option.rect;
    paintRounded(painter, rect, size::ControlRadius, paint.fill, paint.border);
    if (!showsFocus(option))
        return;
    if (primary)
        paintRounded(painter, rect.adjusted(2, 2, -2, -2), size::ControlRadius - 2, {}, tokens.onAccent);
    paintFocusRing(painter, rect, size::ControlRadius);
}

void paintButtonLabel(QPainter &painter, const QStyleOptionButton &option, Look look)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const QRect rect = option.rect.adjusted(size::Unit, 0, -size::Unit, 0);
    const int icon = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = icon > 0 && !option.text.isEmpty() ? size::Unit - 2 : 0;
    const int arrow = menu ? size::IconSmall : 0;
    const int room = rect.width() - icon - gap - arrow;
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, room + 2, Qt::TextShowMnemonic);
    const int words = option.text.isEmpty() ? 0 : option.fontMetrics.size(Qt::TextShowMnemonic, text).width();
    int left = rect.left() + (rect.width() - icon - gap - words - arrow) / 2;
    const auto take = [&](int width) {
        const QRect box = QStyle::visualRect(option.direction, option.rect, {left, rect.top(), width, rect.height()});
        left += width;
        return box;
    };
    if (icon > 0)
        option.icon.paint(&painter, take(icon), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    left += gap;
    painter.setPen(labelColour(look, enabled));
    painter.drawText(take(words), Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine | Qt::TextDontClip, text);
    const QRect end = take(arrow);
    if (menu)
        paintIcon(painter, QStringLiteral("chevron-down"),
                  QRectF(end.left(), end.center().y() - size::IconSmall / 2 + 1, arrow, arrow),
                  labelColour(look, enabled));
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const Tokens &tokens = Tokens::current();
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool readOnly = has(option, QStyle::State_ReadOnly);
    const QColor border = enabled && !readOnly ? tokens.strongLine : tokens.line;
    paintRounded(painter, option.rect, size::ControlRadius, enabled && !readOnly ? tokens.card : tokens.inset, border);
    if (has(option, QStyle::State_HasFocus))
        paintFocusRing(painter, option.rect, size::ControlRadius);
}

void paintCheck(QPainter &painter, const QStyleOption &option)
{
    const Tokens &tokens = Tokens::current();
    const bool on = has(option, QStyle::State_On);
    const bool partly = has(option, QStyle::State_NoChange);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QRectF box = squareIn(option.rect).adjusted(1, 1, -1, -1);
    const bool filled = (on || partly) && enabled;
    const QColor ground = has(option, QStyle::State_MouseOver) ? tokens.hover() : tokens.card;
    paintRounded(painter, box, size::Gap, filled ? tokens.accent : ground,
                 filled ? tokens.accent : indicatorBorder(option, tokens));
    if (on || partly) {
        const QString mark = partly ? QStringLiteral("minus") : QStringLiteral("check");
        paintIcon(painter, mark, box.adjusted(1, 1, -1, -1), enabled ? tokens.onAccent : tokens.muted);
    }
}

void paintRadio(QPainter &painter, const QStyleOption &option)
{
    const Tokens &tokens = Tokens::current();
    const bool on = has(option, QStyle::State_On);
    const QRectF ring = squareIn(option.rect).adjusted(1, 1, -1, -1);
    const QColor mark = has(option, QStyle::State_Enabled) ? tokens.accent : tokens.muted;
    paintRounded(painter, ring, ring.width() / 2, tokens.card, on ? mark : indicatorBorder(option, tokens));
    if (on)
        paintRounded(painter, ring.adjusted(4, 4, -4, -4), ring.width() / 2 - 4, mark);
}

// Icon or tick, text, shortcut, arrow: each in its own column, in the direction of reading.
void paintMenuItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Tokens &tokens = Tokens::current();
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(rect.left() + size::Unit, rect.center().y(), rect.width() - 2 * size::Unit, 1),
                         tokens.line);
        return;
    }
    const bool enabled = has(option, QStyle::State_Enabled);
    if (has(option, QStyle::State_Selected) && enabled)
        paintRounded(painter, rect, size::Gap, tokens.accentSoft);
    const auto at = [&](int left, int width) {
        return QStyle::visualRect(option.direction, rect, {left, rect.top(), width, rect.height()});
    };
    const auto box = [&](int left) {
        return QRectF(at(left, size::IconSmall).left(), rect.top() + (rect.height() - size::IconSmall) / 2.0,
                      size::IconSmall, size::IconSmall);
    };
    const QIcon::Mode mode = enabled ? QIcon::Normal : QIcon::Disabled;
    if (option.checked)
        paintIcon(painter, QStringLiteral("check"), box(rect.left() + MenuSide), tokens.accent);
    else if (!option.icon.isNull() && option.checkType == QStyleOptionMenuItem::NotCheckable)
        option.icon.paint(&painter, box(rect.left() + MenuSide).toRect(), Qt::AlignCenter, mode);
    const int left = rect.left() + 2 * MenuSide + size::IconSmall;
    const int right = rect.right() - MenuSide;
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const auto align = [&](Qt::Alignment side) {
        return static_cast<int>(QStyle::visualAlignment(option.direction, side | Qt::AlignVCenter)) |
               Qt::TextShowMnemonic | Qt::TextSingleLine;
    };
    painter.setFont(option.font);
    painter.setPen(enabled ? tokens.text : option.palette.color(QPalette::Disabled, QPalette::Text));
    painter.drawText(at(left, right - left), align(Qt::AlignLeft), parts.value(0));
    painter.setPen(enabled ? tokens.muted : option.palette.color(QPalette::Disabled, QPalette::Text));
    painter.drawText(at(left, right - left), align(Qt::AlignRight), parts.value(1));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintIcon(painter, QStringLiteral("chevron-right"), box(right - size::IconSmall + size::Gap), tokens.muted);
}

void paintHeader(QPainter &painter, const QStyleOptionHeader &option)
{
    const Tokens &tokens = Tokens::current();
    const bool touched = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    painter.fillRect(option.rect, touched ? tokens.hover() : tokens.card);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), tokens.line);
}

void paintTab(QPainter &painter, const QStyleOptionTab &option)
{
    const Tokens &tokens = Tokens::current();
    const QRectF rect = option.rect;
    if (has(option, QStyle::State_MouseOver) && !has(option, QStyle::State_Selected))
        paintRounded(painter, rect.adjusted(0, 2, 0, -4), size::ControlRadius, tokens.hover());
    if (has(option, QStyle::State_Selected))
        paintRounded(painter, QRectF(rect.left() + 8, rect.bottom() - 2, rect.width() - 16, 2), 1, tokens.accent);
    if (showsFocus(option))
        paintFocusRing(painter, rect.adjusted(1, 2, -1, -4), size::ControlRadius);
}

void paintProgress(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const Tokens &tokens = Tokens::current();
    const QRectF full = option.rect;
    const QRectF bar(full.left(), full.center().y() - 3, full.width(), 6);
    paintRounded(painter, bar, 3, tokens.line);
    if (option.maximum <= option.minimum) {
        // It works, and nobody knows how long: three marks, no share.
        for (const double at : {0.2, 0.5, 0.8})
            paintRounded(painter, QRectF(bar.left() + at * bar.width() - 10, bar.top(), 20, bar.height()), 3,
                         tokens.accent);
        return;
    }
    const double share =
        static_cast<double>(option.progress - option.minimum) / static_cast<double>(option.maximum - option.minimum);
    const double width = std::clamp(share, 0.0, 1.0) * bar.width();
    if (width < 1)
        return;
    const bool fromRight = option.direction == Qt::RightToLeft;
    const double left = fromRight ? bar.right() - width : bar.left();
    paintRounded(painter, QRectF(left, bar.top(), width, bar.height()), 3, tokens.accent);
}

void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle)
{
    const Tokens &tokens = Tokens::current();
    if (option.maximum <= option.minimum)
        return;
    const bool lively = has(option, QStyle::State_MouseOver) || option.activeSubControls != QStyle::SC_None;
    const double inset = lively ? 2 : 3;
    const QRectF thumb = QRectF(handle).adjusted(inset, inset, -inset, -inset);
    paintRounded(painter, thumb, std::min(thumb.width(), thumb.height()) / 2,
                 lively ? tokens.strongLine : blend(tokens.line, tokens.strongLine, 0.45));
}

void paintSlider(QPainter &painter, const QStyleOptionSlider &option, const QRect &groove, const QRect &handle)
{
    const Tokens &tokens = Tokens::current();
    const bool flat = option.orientation == Qt::Horizontal;
    const QPointF centre = QRectF(groove).center();
    const QRectF rail = flat ? QRectF(groove.left(), centre.y() - 2, groove.width(), 4)
                             : QRectF(centre.x() - 2, groove.top(), 4, groove.height());
    paintRounded(painter, rail, 2, tokens.strongLine);
    QRectF knob(0, 0, 16, 16);
    knob.moveCenter(QRectF(handle).center());
    const QColor colour = has(option, QStyle::State_Enabled) ? tokens.accent : tokens.muted;
    paintRounded(painter, knob, 8, tokens.card, colour);
    paintRounded(painter, knob.adjusted(4, 4, -4, -4), 4, colour);
    if (has(option, QStyle::State_HasFocus))
        paintFocusRing(painter, knob.adjusted(-2, -2, 2, 2), 10);
}

} // namespace perennial
