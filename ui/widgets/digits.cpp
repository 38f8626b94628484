// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/digits.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

double cellWidth(const QFontMetricsF &metrics)
{
    double widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

// Calls `set(piece, x, width)` for each run of digits' cells and each run of other text.
template <class Set>
double layOut(const QFontMetricsF &metrics, const QString &text, Set set)
{
    const double cell = cellWidth(metrics);
    double x = 0;
    for (qsizetype at = 0; at < text.size();) {
        qsizetype end = at + 1;
        const bool digit = text.at(at).isDigit();
        while (!digit && end < text.size() && !text.at(end).isDigit())
            ++end;
        const QString piece = text.mid(at, end - at);
        const double advance = metrics.horizontalAdvance(piece);
        const double width = digit ? std::max(cell, advance) : advance;
        set(piece, x + (width - advance) / 2, width);
        x += width;
        at = end;
    }
    return x;
}

bool readsRightToLeft(const QString &text)
{
    return std::any_of(text.begin(), text.end(),
                       [](QChar c) { return c.direction() == QChar::DirR || c.direction() == QChar::DirAL; });
}

} // namespace

int tabularWidth(const QFontMetricsF &metrics, const QString &text)
{
    return static_cast<int>(std::ceil(layOut(metrics, text, [](const QString &, double, double) {})));
}

void drawTabular(QPainter &painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    if (readsRightToLeft(text)) {
        painter.drawText(rect, static_cast<int>(alignment), text);
        return;
    }
    const QFontMetricsF metrics(painter.font(), painter.device());
    const double width = layOut(metrics, text, [](const QString &, double, double) {});
    double left = rect.left();
    if (alignment & Qt::AlignRight)
        left = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        left = rect.center().x() - width / 2;
    double base = rect.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    if (alignment & Qt::AlignTop)
        base = rect.top() + metrics.ascent();
    else if (alignment & Qt::AlignBottom)
        base = rect.bottom() - metrics.descent();
    // The pieces are placed by us, from left to right; the window's direction must not reorder the spaces in them.
    const Qt::LayoutDirection direction = painter.layoutDirection();
    painter.setLayoutDirection(Qt::LeftToRight);
    layOut(metrics, text,
           [&](const QString &piece, double x, double) { painter.drawText(QPointF(left + x, base), piece); });
    painter.setLayoutDirection(direction);
}

NumberLabel::NumberLabel(TextSize size, Ink ink, QWidget *parent)
    : Label({}, size, ink, parent)
{
}

QSize NumberLabel::sizeHint() const
{
    const QFontMetricsF metrics(font());
    return {tabularWidth(metrics, text()) + 2 * margin(), static_cast<int>(std::ceil(metrics.height())) + 2 * margin()};
}

void NumberLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    drawTabular(painter, contentsRect(), QStyle::visualAlignment(layoutDirection(), alignment()), text());
}

void NumberDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    const QString text = item.text;
    item.text.clear();
    const QStyle *style = item.widget ? item.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &item, item.widget) + 1;
    painter->save();
    painter->setFont(item.font);
    painter->setClipRect(item.rect);
    painter->setPen(
        item.palette.color(item.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled,
                           item.state & QStyle::State_Selected ? QPalette::HighlightedText : QPalette::Text));
    const auto align = QStyle::visualAlignment(item.direction, Qt::AlignRight | Qt::AlignVCenter);
    drawTabular(*painter, item.rect.adjusted(margin, 0, -margin, 0), align, text);
    painter->restore();
}

} // namespace perennial
