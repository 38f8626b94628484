// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chart.h"

#include "ui/widgets/tokens.h"

#include <QKeyEvent>

#include <algorithm>

namespace perennial {

namespace {

constexpr double LineWidth = 2.0;
constexpr int FillAlpha = 38;

} // namespace

Chart::Chart(QWidget *parent)
    : QCustomPlot(parent)
    , m_cursor(new QCPItemStraightLine(this))
    , m_bubble(new QCPItemText(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setNoAntialiasingOnDrag(true);
    addLayer(QStringLiteral("readout"), layer(QStringLiteral("overlay")), limAbove);
    layer(QStringLiteral("readout"))->setMode(QCPLayer::lmBuffered);
    for (QCPAbstractItem *item : {static_cast<QCPAbstractItem *>(m_cursor), static_cast<QCPAbstractItem *>(m_bubble)})
        item->setLayer(QStringLiteral("readout"));
    m_bubble->setPadding(QMargins(size::Unit, size::Gap, size::Unit, size::Gap));
    m_bubble->position->setTypeX(QCPItemPosition::ptPlotCoords);
    m_bubble->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    hideReadout();
    restyle();
}

void Chart::setWords(const QString &name, const QString &description)
{
    setAccessibleName(name);
    setAccessibleDescription(description);
}

QCPGraph *Chart::addLine(const QVector<double> &x, const QVector<double> &y, const QString &name, bool filled)
{
    QCPGraph *line = addGraph();
    line->setName(name);
    line->setData(x, y, true);
    line->setProperty("filled", filled);
    restyle();
    return line;
}

QCPBars *Chart::addBars(const QVector<double> &x, const QVector<double> &y, const QString &name, double width)
{
    auto *bars = new QCPBars(xAxis, yAxis);
    bars->setName(name);
    bars->setWidth(width);
    bars->setData(x, y, true);
    restyle();
    return bars;
}

void Chart::setReadout(std::function<QString(double)> readout)
{
    m_readout = std::move(readout);
}

void Chart::restyle()
{
    const Tokens &tokens = Tokens::current();
    setBackground(QBrush(tokens.card));
    for (QCPAxis *axis : {xAxis, yAxis, xAxis2, yAxis2})
        styleAxis(axis);
    for (int index = 0; index < plottableCount(); ++index)
        stylePlottable(index);
    m_cursor->setPen(QPen(tokens.strongLine, 1));
    m_bubble->setFont(fontFor(TextSize::Caption));
    m_bubble->setColor(tokens.text);
    m_bubble->setBrush(tokens.card);
    m_bubble->setPen(QPen(tokens.strongLine, 1));
    legend->setFont(fontFor(TextSize::Caption));
    legend->setTextColor(tokens.muted);
    legend->setBrush(tokens.card);
    legend->setBorderPen(Qt::NoPen);
    replot(rpQueuedReplot);
}

void Chart::styleAxis(QCPAxis *axis) const
{
    const Tokens &tokens = Tokens::current();
    const bool upright = axis == yAxis || axis == yAxis2;
    axis->setTickLabelFont(fontFor(TextSize::Caption));
    axis->setLabelFont(fontFor(TextSize::Caption));
    axis->setTickLabelColor(tokens.muted);
    axis->setLabelColor(tokens.muted);
    axis->setBasePen(upright ? QPen(Qt::NoPen) : QPen(tokens.line, 1));
    axis->setTickPen(Qt::NoPen);
    axis->setSubTickPen(Qt::NoPen);
    axis->grid()->setVisible(upright);
    axis->grid()->setPen(QPen(tokens.line, 1));
    axis->grid()->setZeroLinePen(QPen(tokens.line, 1));
}

void Chart::stylePlottable(int index)
{
    QCPAbstractPlottable *plottable = this->plottable(index);
    const QColor colour = plottableCount() == 1 ? Tokens::current().accent : seriesColour(index);
    const bool isLine = qobject_cast<QCPGraph *>(plottable);
    plottable->setPen(isLine ? QPen(colour, LineWidth, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin) : QPen(Qt::NoPen));
    QColor ground = colour;
    if (isLine)
        ground.setAlpha(plottable->property("filled").toBool() ? FillAlpha : 0);
    plottable->setBrush(ground.alpha() > 0 ? QBrush(ground) : QBrush(Qt::NoBrush));
    plottable->setAntialiased(isLine);
}

void Chart::changeEvent(QEvent *event)
{
    QCustomPlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        restyle();
}

QVector<double> Chart::keys()
{
    QVector<double> keys;
    for (int index = 0; index < plottableCount(); ++index) {
        if (const auto *graph = qobject_cast<QCPGraph *>(plottable(index)))
            std::for_each(graph->data()->constBegin(), graph->data()->constEnd(),
                          [&](const auto &at) { keys << at.key; });
        else if (const auto *bars = qobject_cast<QCPBars *>(plottable(index)))
            std::for_each(bars->data()->constBegin(), bars->data()->constEnd(),
                          [&](const auto &at) { keys << at.key; });
    }
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

void Chart::showReadoutAt(double x)
{
    const QVector<double> at = keys();
    if (!m_readout || at.isEmpty())
        return;
    const double nearest =
        *std::min_element(at.begin(), at.end(), [x](double a, double b) { return std::abs(a - x) < std::abs(b - x); });
    const QString text = m_readout(nearest);
    if (text.isEmpty()) {
        hideReadout();
        return;
    }
    const bool rightHalf = nearest > xAxis->range().center();
    m_cursor->point1->setCoords(nearest, 0);
    m_cursor->point2->setCoords(nearest, 1);
    m_bubble->setText(text);
    m_bubble->setPositionAlignment(Qt::AlignTop | (rightHalf ? Qt::AlignRight : Qt::AlignLeft));
    m_bubble->position->setCoords(nearest, 0.02);
    m_cursor->setVisible(true);
    m_bubble->setVisible(true);
    m_cursor->setProperty("key", nearest);
    layer(QStringLiteral("readout"))->replot();
}

void Chart::hideReadout()
{
    m_cursor->setVisible(false);
    m_bubble->setVisible(false);
    layer(QStringLiteral("readout"))->replot();
}

void Chart::stepReadout(int direction)
{
    const QVector<double> at = keys();
    if (at.isEmpty())
        return;
    const double now = m_cursor->visible() ? m_cursor->property("key").toDouble() : at.last();
    const auto found = std::lower_bound(at.begin(), at.end(), now);
    const auto index = std::clamp<qsizetype>(found - at.begin() + direction, 0, at.size() - 1);
    showReadoutAt(at.at(index));
}

void Chart::mouseMoveEvent(QMouseEvent *event)
{
    QCustomPlot::mouseMoveEvent(event);
    if (axisRect()->rect().contains(event->position().toPoint()))
        showReadoutAt(xAxis->pixelToCoord(event->position().x()));
    else
        hideReadout();
}

void Chart::leaveEvent(QEvent *event)
{
    QCustomPlot::leaveEvent(event);
    hideReadout();
}

void Chart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        stepReadout(event->key() == Qt::Key_Right ? 1 : -1);
    else
        QCustomPlot::keyPressEvent(event);
}

void Chart::focusOutEvent(QFocusEvent *event)
{
    QCustomPlot::focusOutEvent(event);
    hideReadout();
}

} // namespace perennial
