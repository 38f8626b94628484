// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/entrydelegate.h"

#include "ui/widgets/digits.h"
#include "ui/widgets/icon.h"

#include <QApplication>
#include <QPainter>

namespace perennial {

namespace {

constexpr int Margin = 3 * size::Unit / 2;

void paintGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    QStyleOptionViewItem ground = option;
    ground.text.clear();
    ground.icon = {};
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &ground, &painter, option.widget);
}

QString elided(const QPainter &painter, const QString &text, int width)
{
    return painter.fontMetrics().elidedText(text, Qt::ElideRight, width);
}

} // namespace

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const bool isHeading = index.data(EntryHeadingRole).toBool();
    const int body = QFontMetrics(fontFor(TextSize::Body)).height();
    const int small = QFontMetrics(fontFor(TextSize::Caption)).height();
    return {0, isHeading ? qMax<int>(HeadingHeight, body + 2 * size::Unit)
                         : qMax<int>(EntryHeight, body + small + 3 * size::Unit / 2)};
}

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem item = option;
    initStyleOption(&item, index);
    painter->save();
    painter->setClipRect(item.rect);
    paintGround(*painter, item);
    if (index.data(EntryHeadingRole).toBool())
        paintHeading(*painter, item, index);
    else
        paintEntry(*painter, item, index);
    painter->restore();
}

void EntryDelegate::paintHeading(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::current();
    painter.setFont(fontFor(TextSize::Body, TextWeight::Strong));
    painter.setPen(tokens.muted);
    const QRect area = option.rect.adjusted(Margin, 0, -Margin, -size::Gap);
    const auto start = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignBottom);
    painter.drawText(area, static_cast<int>(start) | Qt::TextSingleLine,
                     elided(painter, index.data().toString(), area.width()));
}

void EntryDelegate::paintEntry(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = Tokens::current();
    const auto visual = [&](const QRect &logical) {
        return QStyle::visualRect(option.direction, option.rect, logical);
    };
    const auto start = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
    const auto end = QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter);
    QRect area = option.rect.adjusted(Margin, 0, -Margin, 0);
    const QRect mark(area.left(), area.center().y() - size::Icon / 2 + 1, size::Icon, size::Icon);
    const auto ink = static_cast<Ink>(index.data(EntryInkRole).toInt());
    paintIcon(painter, index.data(EntryIconRole).toString(), visual(mark), tokens.ink(ink));
    area.setLeft(mark.right() + Margin);
    painter.setFont(fontFor(TextSize::Body));
    const QString side = index.data(EntrySideRole).toString();
    const int sideWidth = side.isEmpty() ? 0 : tabularWidth(painter.fontMetrics(), side);
    painter.setPen(tokens.muted);
    drawTabular(painter, visual(QRect(area.right() - sideWidth + 1, area.top(), sideWidth, area.height())), end, side);
    area.setRight(area.right() - sideWidth - (sideWidth ? 2 * size::Unit : 0));
    const QString detail = index.data(EntryDetailRole).toString();
    const int titleHeight = painter.fontMetrics().height();
    const int detailHeight = detail.isEmpty() ? 0 : QFontMetrics(fontFor(TextSize::Caption)).height();
    QRect line(area.left(), area.center().y() - (titleHeight + detailHeight) / 2, area.width(), titleHeight);
    painter.setPen(tokens.text);
    drawTabular(painter, visual(line), start, elided(painter, index.data().toString(), line.width()));
    line.setRect(line.left(), line.bottom() + 1, line.width(), detailHeight);
    painter.setFont(fontFor(TextSize::Caption));
    painter.setPen(tokens.muted);
    drawTabular(painter, visual(line), start, elided(painter, detail, line.width()));
}

} // namespace perennial
