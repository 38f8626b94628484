// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/figuredelegate.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"

#include <QPainter>
#include <QStyle>
#include <QWidget>

namespace perennial {

namespace {

constexpr int PendingHeight = 8;
constexpr int PendingWidth = 40;

} // namespace

void paintCellGround(QPainter &painter, const QStyleOptionViewItem &option)
{
    QStyleOptionViewItem ground = option;
    ground.text.clear();
    ground.features.setFlag(QStyleOptionViewItem::HasDisplay, false);
    option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &ground, &painter, option.widget);
}

void paintPending(QPainter &painter, const QRect &box, int width, Qt::Alignment alignment)
{
    const QSize bar(qMin(width, box.width()), PendingHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    paintRounded(painter, QStyle::alignedRect(Qt::LeftToRight, alignment, bar, box), PendingHeight / 2.0,
                 Tokens::current().inset);
    painter.restore();
}

FigureDelegate::FigureDelegate(Ink ink, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_ink(ink)
{
}

void FigureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    paintCellGround(*painter, option);
    const QRect box = option.rect.adjusted(size::Unit, size::Unit, -size::Unit, -size::Unit);
    const auto end = QStyle::visualAlignment(option.direction, Qt::AlignRight | Qt::AlignVCenter);
    if (index.data(PendingRole).toBool())
        return paintPending(*painter, box, PendingWidth, end);
    const QString detail = index.data(DetailRole).toString();
    const int half = detail.isEmpty() ? 0 : box.height() / 2;
    const auto write = [&](const QRect &line, const QColor &colour, const QString &text) {
        const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width() + size::Gap);
        painter->setPen(colour);
        drawTabular(*painter, line, end, shown);
    };
    painter->save();
    painter->setClipRect(option.rect);
    painter->setFont(fontFor(TextSize::Body));
    write(box.adjusted(0, 0, 0, -half), Tokens::current().ink(m_ink), index.data().toString());
    write(box.adjusted(0, half, 0, 0), Tokens::current().muted, detail);
    painter->restore();
}

} // namespace perennial
