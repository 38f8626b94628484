// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/historychart.h"

#include "ui/segment/answer/dayhandle.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QAccessibleWidget>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int Sides = DayHandle::Side / 2;
constexpr int Above = 2 * size::Unit;
constexpr int Below = 5 * size::Unit; // the handles and the months
constexpr int Rungs = 3;
constexpr int MostHeight = 256;

// 1, 2 or 5 times a power of ten; of people at least one.
double niceStep(double most)
{
    const double raw = qMax(1.0, most / Rungs);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double lead = raw / power;
    return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
}

// A chart whose points are read one by one; the handles are its children.
QAccessibleInterface *makeChartFace(const QString &, QObject *object)
{
    auto *chart = qobject_cast<HistoryChart *>(object);
    return chart ? new QAccessibleWidget(chart, QAccessible::Chart) : nullptr;
}

} // namespace

HistoryChart::HistoryChart(QWidget *parent)
    : QWidget(parent)
    , m_zone(QTimeZone::utc())
    , m_page(new DayHandle(true, this))
    , m_compared(new DayHandle(false, this))
{
    static const bool installed = [] {
        QAccessible::installFactory(makeChartFace);
        return true;
    }();
    Q_UNUSED(installed)
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Expanding);
    setMaximumHeight(MostHeight);
    setObjectName(QStringLiteral("historyChart"));
    setAccessibleName(tr("Size of this segment over time"));
    m_page->setObjectName(QStringLiteral("pageDay"));
    m_page->setAccessibleName(tr("Day of the whole page"));
    m_compared->setObjectName(QStringLiteral("comparedHandle"));
    m_compared->setAccessibleName(tr("Day to compare with"));
    m_compared->hide();
    m_page->raise();
    connectHandle(Handle::Page);
    connectHandle(Handle::Compared);
}

void HistoryChart::connectHandle(Handle which)
{
    DayHandle *handle = this->handle(which);
    connect(handle, &DayHandle::draggedTo, this, [this, which](int x) { drag(which, x); });
    connect(handle, &QAbstractSlider::valueChanged, this, [this, which](int day) {
        placeHandles();
        Q_EMIT moved(which, momentOf(day));
    });
}

void HistoryChart::drag(Handle which, int x)
{
    handle(which)->setValue(dayOf({msAt(x)}));
}

void HistoryChart::setAxis(Instant from, Instant now, const QTimeZone &zone)
{
    const auto page = shownMoment(Handle::Page);
    const auto compared = shownMoment(Handle::Compared);
    m_from = from;
    m_now = now;
    m_zone = zone;
    for (DayHandle *handle : {m_page, m_compared}) {
        const QSignalBlocker quiet(handle);
        handle->setRange(0, lastDay());
    }
    setMoment(Handle::Page, page);
    setMoment(Handle::Compared, compared);
}

std::optional<ChosenMoment> HistoryChart::shownMoment(Handle which) const
{
    const DayHandle *handle = this->handle(which);
    if (handle->maximum() == 0 || (which == Handle::Compared && handle->isHidden()))
        return which == Handle::Page ? std::optional(ChosenMoment()) : std::nullopt;
    return momentOf(handle->value());
}

void HistoryChart::setPoints(std::vector<HistoryPoint> points)
{
    m_points = std::move(points);
    m_busy = false;
    if (m_read && *m_read >= m_points.size())
        m_read.reset();
    double most = 0;
    for (const HistoryPoint &point : m_points)
        most = qMax(most, double(point.count));
    m_step = niceStep(most);
    m_top = qMax(1.0, std::ceil(most / m_step)) * m_step;
    nameAgain();
    update();
    Q_EMIT readingChanged();
}

void HistoryChart::sayReading(const QString &words)
{
    setAccessibleDescription(m_read ? words : m_summary);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
}

void HistoryChart::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

void HistoryChart::setWords(const QString &words)
{
    m_words = words;
    m_points.clear();
    m_read.reset();
    nameAgain();
    update();
    Q_EMIT readingChanged();
}

void HistoryChart::setMoment(Handle which, const std::optional<ChosenMoment> &moment)
{
    DayHandle *handle = this->handle(which);
    handle->setVisible(moment.has_value());
    if (moment) {
        const QSignalBlocker quiet(handle);
        handle->setValue(moment->at ? dayOf(*moment->at) : lastDay());
    }
    placeHandles();
    update();
    if (which == Handle::Page)
        Q_EMIT readingChanged();
}

int HistoryChart::lastDay() const
{
    return static_cast<int>(localDay(m_from.ms, m_zone).daysTo(localDay(m_now.ms, m_zone)));
}

int HistoryChart::dayOf(Instant at) const
{
    const QDate first = localDay(m_from.ms, m_zone);
    if (lastDay() > 0 && at.ms > instantOf(lastDay() - 1).ms / 2 + m_now.ms / 2)
        return lastDay();
    // A day stands at its end: the nearest one is half a day around it.
    const auto day = first.daysTo(localDay(at.ms - Instant::DayMs / 2, m_zone));
    return static_cast<int>(std::clamp<qint64>(day, 0, lastDay()));
}

ChosenMoment HistoryChart::momentOf(int day) const
{
    return day >= lastDay() ? ChosenMoment{} : ChosenMoment{instantOf(day)};
}

Instant HistoryChart::instantOf(int day) const
{
    if (day >= lastDay())
        return m_now;
    return {startOfDayMs(localDay(m_from.ms, m_zone).addDays(day + 1), m_zone) - 1};
}

QRectF HistoryChart::plot() const
{
    return {double(Sides), double(Above), qMax(1.0, width() - 2.0 * Sides),
            qMax(1.0, height() - double(Above + Below))};
}

double HistoryChart::placeOf(qint64 ms) const
{
    const QRectF area = plot();
    const double share = m_now.ms > m_from.ms ? double(ms - m_from.ms) / double(m_now.ms - m_from.ms) : 1;
    const double along = qBound(0.0, share, 1.0) * area.width();
    return isRightToLeft() ? area.right() - along : area.left() + along;
}

int HistoryChart::xOf(Instant at) const
{
    return qRound(placeOf(at.ms));
}

qint64 HistoryChart::msAt(int x) const
{
    const QRectF area = plot();
    const double along = isRightToLeft() ? area.right() - x : x - area.left();
    return m_from.ms + qRound64(along / area.width() * double(m_now.ms - m_from.ms));
}

double HistoryChart::heightOf(quint32 count) const
{
    const QRectF area = plot();
    return area.bottom() - area.height() * count / m_top;
}

void HistoryChart::placeHandles()
{
    const auto xOfHandle = [this](const DayHandle *handle) { return xOf(instantOf(handle->value())); };
    const int page = xOfHandle(m_page), compared = xOfHandle(m_compared);
    const bool pageIsRight = page != compared ? page > compared : !isRightToLeft();
    DayHandle *left = pageIsRight ? m_compared : m_page, *right = pageIsRight ? m_page : m_compared;
    placeSideBySide(*left, qMin(page, compared), *right, qMax(page, compared));
    for (DayHandle *handle : {m_page, m_compared})
        handle->setWords(answerwords::moment(momentOf(handle->value()).at, m_zone));
    update();
}

// At their places; where those are too close together, far enough apart that each can be grabbed.
void HistoryChart::placeSideBySide(DayHandle &left, int leftPlace, DayHandle &right, int rightPlace)
{
    const int lacking = m_compared->isHidden() ? 0 : qMax(0, DayHandle::Knob + 2 - (rightPlace - leftPlace));
    const int most = width() - Sides;
    int first = qMax(Sides, leftPlace - lacking / 2);
    int second = qMin(most, rightPlace + lacking - lacking / 2);
    if (lacking > 0 && second - first < DayHandle::Knob + 2) { // at an end of the axis
        first = qMax(Sides, qMin(first, second - DayHandle::Knob - 2));
        second = qMin(most, first + DayHandle::Knob + 2);
    }
    const int top = qRound(plot().bottom()) - DayHandle::Side / 2;
    left.move(first - DayHandle::Side / 2, top);
    right.move(second - DayHandle::Side / 2, top);
    left.setAside(first - leftPlace);
    right.setAside(second - rightPlace);
}

std::optional<size_t> HistoryChart::shownPoint() const
{
    if (m_points.empty() || m_read)
        return m_read;
    const Instant page = instantOf(m_page->value());
    const auto after = std::ranges::upper_bound(m_points, page, {}, &HistoryPoint::asOf);
    return static_cast<size_t>(qMax<std::ptrdiff_t>(0, after - m_points.begin() - 1));
}

void HistoryChart::nameAgain()
{
    if (m_points.empty()) {
        m_summary = m_words;
        return setAccessibleDescription(m_words);
    }
    const auto day = [this](const HistoryPoint &point) { return format::date(point.asOf, m_zone); };
    const auto [least, most] = std::ranges::minmax_element(m_points, {}, &HistoryPoint::count);
    m_summary = tr("%1 to %2, %3. First %4, last %5; fewest %6 on %7, most %8 on %9. Left and Right read each point.")
                    .arg(day(m_points.front()), day(m_points.back()), answerwords::zone(m_zone),
                         format::count(m_points.front().count), format::count(m_points.back().count),
                         format::count(least->count), day(*least), format::count(most->count), day(*most));
    setAccessibleDescription(m_summary);
}

void HistoryChart::read(std::optional<size_t> point)
{
    if (m_read == point)
        return;
    m_read = point;
    update();
    Q_EMIT readingChanged();
}

void HistoryChart::step(int by)
{
    const auto shown = shownPoint();
    if (!shown)
        return;
    const auto last = static_cast<qint64>(m_points.size()) - 1;
    const auto now = static_cast<qint64>(*shown);
    read(static_cast<size_t>(std::clamp<qint64>(m_read ? now + by : now, 0, last)));
}

void HistoryChart::mousePressEvent(QMouseEvent *event)
{
    setFocus(Qt::MouseFocusReason);
    if (event->button() == Qt::LeftButton && event->position().y() > plot().bottom())
        drag(Handle::Page, event->position().toPoint().x());
}

void HistoryChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_points.empty() || event->position().y() > plot().bottom())
        return read(std::nullopt);
    const qint64 at = msAt(event->position().toPoint().x());
    const auto nearest = std::ranges::min_element(
        m_points, {}, [at](const HistoryPoint &point) { return std::abs(point.asOf.ms - at); });
    read(static_cast<size_t>(nearest - m_points.begin()));
}

void HistoryChart::leaveEvent(QEvent *)
{
    if (!hasFocus())
        read(std::nullopt);
}

void HistoryChart::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    read(std::nullopt);
}

void HistoryChart::keyPressEvent(QKeyEvent *event)
{
    const int forward = isRightToLeft() ? -1 : 1;
    const int all = static_cast<int>(m_points.size());
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-forward);
    case Qt::Key_Right:
        return step(forward);
    case Qt::Key_Home:
        return step(-all);
    case Qt::Key_End:
        return step(all);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_read)
            m_page->setValue(dayOf(m_points[*m_read].asOf));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void HistoryChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeHandles();
}

void HistoryChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LayoutDirectionChange)
        placeHandles();
}

} // namespace perennial
