// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/portfolio/sparkline.h"

#include "ui/segment/portfolio/figuredelegate.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace perennial {

namespace {

constexpr double LineWidth = 1.5;
constexpr double DotRadius = 2.5;
constexpr int FillAlpha = 34;
constexpr double Dimmed = 0.45;
constexpr double LeastMove = 0.2; // of its most: less than this does not fill the box

QPolygonF curveOf(const QRectF &box, const std::vector<HistoryPoint> &points, Qt::LayoutDirection direction)
{
    const auto [least, most] = std::ranges::minmax(points, {}, &HistoryPoint::count);
    const double span = qMax(double(most.count - least.count), qMax(1.0, LeastMove * most.count));
    // What does not fill the box lies in its middle, but for what is nothing at all.
    const double bottom = qMax(0.0, (double(most.count) + least.count - span) / 2);
    const double from = double(points.front().asOf.ms), time = qMax(1.0, double(points.back().asOf.ms) - from);
    QPolygonF curve;
    for (const HistoryPoint &point : points) {
        const double along = (double(point.asOf.ms) - from) / time * box.width();
        const double x = direction == Qt::RightToLeft ? box.right() - along : box.left() + along;
        curve.append({x, box.bottom() - (point.count - bottom) / span * box.height()});
    }
    return curve;
}

} // namespace

void paintSparkline(QPainter &painter, const QRectF &box, const SizeHistory &history, Qt::LayoutDirection direction)
{
    if (!history.isKnown())
        return;
    const QColor line = Tokens::current().accent;
    QColor soft = line;
    soft.setAlpha(FillAlpha);
    const QPolygonF curve =
        curveOf(box.adjusted(DotRadius, DotRadius, -DotRadius, -DotRadius), history.points, direction);
    QPainterPath ground;
    ground.moveTo(curve.front().x(), box.bottom());
    for (const QPointF &at : curve)
        ground.lineTo(at);
    ground.lineTo(curve.back().x(), box.bottom());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(ground, soft);
    painter.setPen(QPen(line, LineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(curve);
    painter.setPen(Qt::NoPen);
    painter.setBrush(line);
    painter.drawEllipse(curve.back(), DotRadius, DotRadius);
    painter.restore();
}

QString sparklineWords(const SizeHistory &history)
{
    if (!history.isKnown())
        return history.problem;
    return QCoreApplication::translate("perennial", "From %1 to %2 in two years")
        .arg(format::count(history.first()), format::count(history.last()));
}

void SparklineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    paintCellGround(*painter, ground);
    const QRect box = option.rect.adjusted(size::Unit, 3 * size::Unit / 2, -size::Unit, -3 * size::Unit / 2);
    if (index.data(FigureDelegate::PendingRole).toBool())
        return paintPending(*painter, box, box.width(), Qt::AlignCenter);
    const auto history = index.data(HistoryRole).value<std::shared_ptr<const SizeHistory>>();
    if (!history)
        return;
    painter->save();
    painter->setOpacity(index.data(StaleRole).toBool() ? Dimmed : 1);
    paintSparkline(*painter, box, *history, option.direction);
    painter->restore();
}

} // namespace perennial
