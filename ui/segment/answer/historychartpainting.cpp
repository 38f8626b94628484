// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/dayhandle.h"
#include "ui/segment/answer/historychart.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QStyle>

namespace perennial {

namespace {

constexpr double LineWidth = 2;
constexpr int FillAlpha = 38;
constexpr double Dimmed = 0.45;
constexpr int MonthRoom = 60; // a label with air around it

QPointF snapped(double x, double y)
{
    return {std::floor(x) + 0.5, std::floor(y) + 0.5};
}

} // namespace

void HistoryChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(fontFor(TextSize::Caption));
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::ControlRadius);
    paintGrid(painter);
    paintMonths(painter);
    if (m_points.empty()) {
        painter.setPen(Tokens::current().muted);
        painter.setFont(fontFor(TextSize::Body));
        painter.drawText(plot(), int(Qt::AlignCenter) | Qt::TextWordWrap, m_words);
    } else {
        paintCurve(painter);
    }
    paintMoments(painter);
    paintReading(painter);
}

// Each line's number stands on it, at the start: there is no room to spare beside the curve.
void HistoryChart::paintGrid(QPainter &painter) const
{
    const Tokens &tokens = Tokens::current();
    const QRectF area = plot();
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignBottom);
    const double text = painter.fontMetrics().height();
    for (double value = 0; value <= m_top && !m_points.empty(); value += m_step) {
        const double y = area.bottom() - area.height() * value / m_top;
        painter.setPen(QPen(value > 0 ? tokens.line : tokens.strongLine, 1));
        painter.drawLine(snapped(area.left(), y), snapped(area.right(), y));
        painter.setPen(tokens.muted);
        if (value > 0)
            drawTabular(painter, {area.left(), y - text - 1, area.width(), text}, start,
                        format::count(qRound64(value)));
    }
}

void HistoryChart::paintMonths(QPainter &painter) const
{
    const QRectF area = plot();
    const QDate first = localDay(m_from.ms, m_zone);
    const QDate last = localDay(m_now.ms, m_zone);
    const int months = qMax(1, (last.year() - first.year()) * 12 + last.month() - first.month());
    int every = 1;
    for (const int step : {1, 2, 3, 4, 6, 12}) {
        every = step;
        if (area.width() * step / months >= MonthRoom)
            break;
    }
    painter.setPen(Tokens::current().muted);
    const double top = area.bottom() + DayHandle::Side / 2.0 + size::Gap;
    for (QDate month(first.year(), first.month(), 1); month <= last; month = month.addMonths(1)) {
        if (month <= first || (month.month() - 1) % every != 0)
            continue;
        const bool withYear = month.month() <= every;
        const QString words = QLocale().toString(month, withYear ? QStringLiteral("MMM yyyy") : QStringLiteral("MMM"));
        const double half = painter.fontMetrics().horizontalAdvance(words) / 2.0 + 1;
        const double x = qBound(half, placeOf(startOfDayMs(month, m_zone)), width() - half);
        painter.drawText(QRectF(x - half, top, 2 * half, painter.fontMetrics().height()), Qt::AlignCenter, words);
    }
}

void HistoryChart::paintCurve(QPainter &painter) const
{
    const Tokens &tokens = Tokens::current();
    painter.save();
    painter.setOpacity(m_busy ? Dimmed : 1);
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF line;
    for (const HistoryPoint &point : m_points)
        line.append({placeOf(point.asOf.ms), heightOf(point.count)});
    QPainterPath ground;
    ground.moveTo(line.front().x(), plot().bottom());
    for (const QPointF &at : line)
        ground.lineTo(at);
    ground.lineTo(line.back().x(), plot().bottom());
    QColor soft = tokens.accent;
    soft.setAlpha(FillAlpha);
    painter.fillPath(ground, soft);
    painter.setPen(QPen(tokens.accent, LineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(line);
    painter.restore();
}

void HistoryChart::paintMoments(QPainter &painter) const
{
    const Tokens &tokens = Tokens::current();
    const QRectF area = plot();
    for (const DayHandle *handle : {m_compared, m_page}) {
        if (handle->isHidden())
            continue;
        const double x = placeOf(instantOf(handle->value()).ms);
        painter.setPen(QPen(handle == m_page ? tokens.accent : tokens.strongLine, 1, Qt::DashLine));
        painter.drawLine(snapped(x, area.top()), snapped(x, area.bottom()));
    }
}

void HistoryChart::paintReading(QPainter &painter) const
{
    const auto shown = shownPoint();
    if (!shown || m_points.empty())
        return;
    const Tokens &tokens = Tokens::current();
    const HistoryPoint &point = m_points[*shown];
    const double x = placeOf(point.asOf.ms);
    if (m_read) {
        painter.setPen(QPen(tokens.strongLine, 1));
        painter.drawLine(snapped(x, plot().top()), snapped(x, plot().bottom()));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(tokens.window, 2));
    painter.setBrush(tokens.accent);
    painter.drawEllipse(QPointF(x, heightOf(point.count)), 4, 4);
}

} // namespace perennial
