// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/lifecycle/movementchart.h"

#include "ui/segment/lifecycle/stagemodel.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace perennial {

namespace {

constexpr int Head = 28; // for the names of the months
constexpr int Height = 132;
constexpr double HitReach = 3; // a band is hit this far beside it
constexpr int BandAlpha = 90;
constexpr int PointedAlpha = 200;
constexpr double Dimmed = 0.45;

} // namespace

QString moveWords(const QStringList &names, const StageMove &move)
{
    const auto name = [&](quint8 stage) {
        return stage < names.size() ? names.at(stage) : MovementChart::tr("New in the store");
    };
    return move.from == move.to ? MovementChart::tr("%1, stayed").arg(name(move.to))
                                : MovementChart::tr("%1 → %2").arg(name(move.from), name(move.to));
}

QString stepWords(const StageHistory &history, size_t step, const QTimeZone &zone)
{
    const QDate month = QDateTime::fromMSecsSinceEpoch(history.censuses[step].asOf.ms, zone).date();
    const QString name = QLocale().toString(month, QStringLiteral("MMMM yyyy"));
    return step + 1 == history.moves.size() ? MovementChart::tr("%1 so far").arg(name) : name;
}

MovementChart::MovementChart(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("movement"));
    setAccessibleName(tr("Movement between stages by month"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
}

QSize MovementChart::sizeHint() const
{
    return {LeastStepWidth * qMax(1, static_cast<int>(steps())), Height};
}

QSize MovementChart::minimumSizeHint() const
{
    return sizeHint();
}

void MovementChart::setHistory(std::shared_ptr<const StageHistory> history, const QTimeZone &zone)
{
    const bool first = !m_history && history;
    m_history = std::move(history);
    m_zone = zone;
    if (first || m_step >= steps())
        m_step = steps() > 0 ? steps() - 1 : 0;
    updateGeometry();
    layOut();
}

void MovementChart::setWithStays(bool withStays)
{
    m_withStays = withStays;
    layOut();
}

void MovementChart::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

void MovementChart::setStep(size_t step)
{
    if (step >= steps() || step == m_step)
        return;
    m_step = step;
    point({}, {});
    update();
    Q_EMIT stepChosen(step);
}

void MovementChart::layOut()
{
    m_band.reset();
    m_block.reset();
    m_picture = {};
    if (m_history) {
        const QRectF area = QRectF(rect()).adjusted(1, Head, -1, -size::Unit);
        m_picture = layOutMovement(m_history->moves, {.area = area, .withStays = m_withStays});
        if (isRightToLeft()) {
            const QTransform mirror(-1, 0, 0, 1, width(), 0);
            for (MovementBlock &block : m_picture.blocks)
                block.box = mirror.mapRect(block.box);
            for (MovementBand &band : m_picture.bands)
                band.path = mirror.map(band.path);
        }
    }
    point({}, {});
    update();
}

QRect MovementChart::boxOf(size_t step) const
{
    const double each = double(width()) / static_cast<double>(qMax<size_t>(1, steps()));
    const QRectF box(each * static_cast<double>(step), 0, each, height());
    return QStyle::visualRect(layoutDirection(), rect(), box.toAlignedRect());
}

std::optional<size_t> MovementChart::stepAt(const QPointF &at) const
{
    for (size_t step = 0; step < steps(); ++step) {
        if (boxOf(step).contains(at.toPoint()))
            return step;
    }
    return std::nullopt;
}

std::optional<size_t> MovementChart::blockAt(const QPointF &at) const
{
    for (size_t i = 0; i < m_picture.blocks.size(); ++i) {
        if (m_picture.blocks[i].box.adjusted(0, -1, 0, 1).contains(at))
            return i;
    }
    return std::nullopt;
}

// The thinnest of those that lie there, for that is the one which is hard to hit.
std::optional<size_t> MovementChart::bandAt(const QPointF &at) const
{
    const QRectF about(at.x() - 1, at.y() - HitReach, 2, 2 * HitReach);
    std::optional<size_t> best;
    for (size_t i = 0; i < m_picture.bands.size(); ++i) {
        const MovementBand &band = m_picture.bands[i];
        if (band.path.controlPointRect().intersects(about) && band.path.intersects(about) &&
            (!best || band.move.people < m_picture.bands[*best].move.people))
            best = i;
    }
    return best;
}

QString MovementChart::readingWords() const
{
    if (!m_band && !m_block)
        return {};
    const QStringList names = m_history->lifecycle.names();
    const size_t step = m_band ? m_picture.bands[*m_band].step : m_picture.blocks[*m_block].step;
    const QString month = stepWords(*m_history, step, m_zone);
    if (m_band) {
        const StageMove &move = m_picture.bands[*m_band].move;
        return tr("%1, %2: %3 people").arg(month, moveWords(names, move), format::count(move.people));
    }
    const MovementBlock &block = m_picture.blocks[*m_block];
    const QString name = block.stage < names.size() ? names.at(block.stage) : tr("New in the store");
    const QString people = format::count(block.people);
    if (!m_withStays)
        return (block.atEnd ? tr("%1: %3 people came to %2") : tr("%1: %3 people left %2")).arg(month, name, people);
    if (block.stage == StageCensus::NotKnown)
        return tr("%1: %2 people new in the store").arg(month, people);
    return (block.atEnd ? tr("End of %1: %3 people in %2") : tr("Start of %1: %3 people in %2"))
        .arg(month, name, people);
}

void MovementChart::point(std::optional<size_t> band, std::optional<size_t> block)
{
    m_band = band;
    m_block = block;
    const QString words = readingWords();
    setCursor(words.isEmpty() ? Qt::ArrowCursor : Qt::PointingHandCursor);
    setAccessibleDescription(words.isEmpty() && m_history && steps() > 0 ? stepWords(*m_history, m_step, m_zone)
                                                                         : words);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
    update();
    Q_EMIT reading(words);
}

void MovementChart::mouseMoveEvent(QMouseEvent *event)
{
    const auto block = blockAt(event->position());
    const auto band = block ? std::nullopt : bandAt(event->position());
    if (band != m_band || block != m_block)
        point(band, block);
}

void MovementChart::leaveEvent(QEvent *)
{
    point({}, {});
}

void MovementChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    mouseMoveEvent(event);
    const auto band = m_band, block = m_block;
    if (const auto step = stepAt(event->position()))
        setStep(*step);
    point(band, block);
    choose();
}

void MovementChart::choose()
{
    if (m_band) {
        const MovementBand band = m_picture.bands[*m_band];
        Q_EMIT moveChosen(band.step, band.move);
    } else if (m_block) {
        const MovementBlock block = m_picture.blocks[*m_block];
        Q_EMIT stageChosen(block.step, block.atEnd, block.stage);
    }
}

// To the next smaller or larger band of the step.
void MovementChart::walk(int by)
{
    std::vector<size_t> order;
    for (size_t i = 0; i < m_picture.bands.size(); ++i) {
        if (m_picture.bands[i].step == m_step)
            order.push_back(i);
    }
    if (order.empty())
        return;
    std::ranges::stable_sort(order, std::greater(), [&](size_t i) { return m_picture.bands[i].move.people; });
    const auto now = m_band ? std::ranges::find(order, *m_band) : order.end();
    const auto last = static_cast<ptrdiff_t>(order.size()) - 1;
    const ptrdiff_t place = now == order.end() ? (by > 0 ? 0 : last) : now - order.begin() + by;
    point(order[static_cast<size_t>(std::clamp<ptrdiff_t>(place, 0, last))], {});
}

void MovementChart::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? Qt::Key_Left : Qt::Key_Right;
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return setStep(event->key() == forward ? m_step + 1 : m_step - qMin<size_t>(1, m_step));
    case Qt::Key_Home:
        return setStep(0);
    case Qt::Key_End:
        return setStep(steps() - qMin<size_t>(1, steps()));
    case Qt::Key_Up:
        return walk(-1);
    case Qt::Key_Down:
        return walk(1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return choose();
    default:
        QWidget::keyPressEvent(event);
    }
}

void MovementChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
}

void MovementChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        layOut();
    else if (event->type() == QEvent::PaletteChange)
        update();
}

QColor MovementChart::colourOf(quint8 stage) const
{
    return stageColour(stage, m_history->lifecycle.stages.size());
}

void MovementChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_history)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    paintSteps(painter);
    painter.setOpacity(m_busy ? Dimmed : 1);
    paintBands(painter);
    paintBlocks(painter);
    if (showsFocus(*this)) {
        painter.setOpacity(1);
        paintFocusRing(painter, boxOf(m_step), size::ControlRadius);
    }
}

void MovementChart::paintSteps(QPainter &painter) const
{
    const Tokens &tokens = Tokens::current();
    for (size_t step = 0; step < steps(); ++step) {
        const QRect box = boxOf(step);
        if (step == m_step) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(tokens.inset);
            painter.drawRoundedRect(box, size::ControlRadius, size::ControlRadius);
        }
        const QDate month = QDateTime::fromMSecsSinceEpoch(m_history->censuses[step].asOf.ms, m_zone).date();
        const bool withYear = month.month() == 1 || step == 0;
        const QString name = QLocale().toString(month, withYear ? QStringLiteral("MMM yyyy") : QStringLiteral("MMM"));
        painter.setFont(fontFor(TextSize::Caption, step == m_step ? TextWeight::Strong : TextWeight::Regular));
        painter.setPen(step == m_step ? tokens.text : tokens.muted);
        painter.drawText(QRect(box.left(), 0, box.width(), Head), Qt::AlignCenter, name);
    }
}

void MovementChart::paintBands(QPainter &painter) const
{
    painter.setPen(Qt::NoPen);
    for (size_t i = 0; i < m_picture.bands.size(); ++i) {
        const MovementBand &band = m_picture.bands[i];
        QColor colour = colourOf(band.move.to);
        colour.setAlpha(m_band == i ? PointedAlpha : BandAlpha);
        painter.fillPath(band.path, colour);
    }
}

void MovementChart::paintBlocks(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (size_t i = 0; i < m_picture.blocks.size(); ++i) {
        const MovementBlock &block = m_picture.blocks[i];
        painter.fillRect(block.box, colourOf(block.stage));
        if (m_block == i) {
            painter.setPen(QPen(Tokens::current().text, 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(block.box.adjusted(0, 0, -1, -1));
        }
    }
}

} // namespace perennial
