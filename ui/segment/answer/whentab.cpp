// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/whentab.h"

#include "ui/segment/answer/dayhandle.h"
#include "ui/segment/answer/movesview.h"
#include "ui/segment/answer/parts.h"
#include "ui/segment/figures/answerwords.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/momentpicker.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr qint64 FirstComparedMs = 28 * Instant::DayMs; // before the page's moment

} // namespace

WhenTab::WhenTab(QWidget *parent)
    : QWidget(parent)
    , m_zone(QTimeZone::utc())
    , m_chart(new HistoryChart(this))
    , m_zoneName(new Label({}, TextSize::Caption, Ink::Muted, this))
    , m_moves(new MovesView(this))
{
    auto *column = parts::column(this, size::Unit);
    m_zoneName->setObjectName(QStringLiteral("historyZone"));
    m_zoneName->setWordWrap(true);
    column->addWidget(makeTop());
    column->addWidget(makeReading());
    column->addWidget(m_chart, 3);
    column->addWidget(m_zoneName);
    column->addWidget(makeCompared());
    column->addWidget(m_moves);
    column->addStretch(1);
    m_comparedBox->hide();
    m_moves->hide();
    orderTabStops();
    connect(m_chart, &HistoryChart::moved, this, &WhenTab::move);
    connect(m_chart, &HistoryChart::readingChanged, this, &WhenTab::showReading);
    connect(m_moves, &MovesView::peopleWanted, this, &WhenTab::peopleWanted);
    clear();
}

void WhenTab::orderTabStops()
{
    setTabOrder(m_reach, m_compare);
    setTabOrder(m_compare, m_chart);
    setTabOrder(m_chart, m_chart->handle(HistoryChart::Handle::Page));
    setTabOrder(m_chart->handle(HistoryChart::Handle::Page), m_chart->handle(HistoryChart::Handle::Compared));
    setTabOrder(m_chart->handle(HistoryChart::Handle::Compared), m_comparedDay);
}

QWidget *WhenTab::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = new FlowLayout(top);
    row->setSpacing(size::Unit);
    m_reach = new QComboBox(top);
    m_reach->setObjectName(QStringLiteral("historyReach"));
    m_reach->setAccessibleName(tr("How far back"));
    m_reach->addItems({tr("3 months, by day"), tr("1 year, by week"), tr("2 years, by week")});
    m_reach->setCurrentIndex(static_cast<int>(HistoryReach::TwoYears));
    m_compare = new QPushButton(tr("Compare with …"), top);
    m_compare->setObjectName(QStringLiteral("compare"));
    m_compare->setToolTip(tr("Who came and who went between two days"));
    row->addWidget(m_reach);
    row->addWidget(m_compare);
    connect(m_reach, &QComboBox::currentIndexChanged, this, [this] {
        showAxis();
        Q_EMIT wishesChanged();
    });
    connect(m_compare, &QPushButton::clicked, this,
            [this] { compareWith(m_compared ? std::nullopt : std::optional(firstCompared())); });
    return top;
}

// Four weeks before the page's day, or where the axis has not begun then, after it.
ChosenMoment WhenTab::firstCompared() const
{
    const Instant now = Instant::now();
    const Instant page = m_asOf.value_or(now);
    const bool before = page.ms - FirstComparedMs >= momentsOf(reach(), now, m_zone).front().ms;
    const QDate day = localDay(page.ms + (before ? -FirstComparedMs : FirstComparedMs), m_zone);
    return {Instant{startOfDayMs(day.addDays(1), m_zone) - 1}};
}

QWidget *WhenTab::makeReading()
{
    auto *box = new QWidget(this);
    auto *column = parts::column(box, 0);
    m_day = new Label({}, TextSize::Caption, Ink::Muted, box);
    m_size = new NumberLabel(TextSize::Section, Ink::Text, box);
    m_change = new ElidedLabel({}, TextSize::Caption, Ink::Muted, box);
    m_day->setObjectName(QStringLiteral("readDay"));
    m_size->setObjectName(QStringLiteral("readSize"));
    m_change->setObjectName(QStringLiteral("readChange"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_day, m_size, m_change})
        column->addWidget(part);
    return box;
}

QWidget *WhenTab::makeCompared()
{
    m_comparedBox = new QWidget(this);
    auto *row = new QHBoxLayout(m_comparedBox);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_comparedDay = new PickerPill(
        tr("Compare with"), [this] { return makeDayPicker(); }, m_comparedBox);
    m_comparedDay->setObjectName(QStringLiteral("comparedDay"));
    row->addWidget(new Label(tr("Compared with"), TextSize::Body, Ink::Muted, m_comparedBox));
    row->addWidget(m_comparedDay);
    row->addStretch(1);
    return m_comparedBox;
}

Picker *WhenTab::makeDayPicker()
{
    auto *picker = new MomentPicker(m_compared ? m_compared->at : std::nullopt, m_zone);
    connect(picker, &MomentPicker::chosen, this,
            [this](const std::optional<Instant> &moment) { compareWith(ChosenMoment{moment}); });
    return picker;
}

HistoryReach WhenTab::reach() const
{
    return static_cast<HistoryReach>(m_reach->currentIndex());
}

void WhenTab::setAsOf(const std::optional<Instant> &asOf, const QTimeZone &zone)
{
    const bool sameZone = m_zone == zone;
    m_asOf = asOf;
    m_zone = zone;
    m_zoneName->setText(tr("Ends of days, %1. Drag the filled knob to put the whole page at a day.", "Berlin time")
                            .arg(answerwords::zone(zone)));
    if (!sameZone)
        showAxis();
    m_chart->setMoment(HistoryChart::Handle::Page, ChosenMoment{asOf});
}

void WhenTab::showAxis()
{
    const auto moments = momentsOf(reach(), Instant::now(), m_zone);
    m_chart->setAxis(moments.front(), moments.back(), m_zone);
}

void WhenTab::setPoints(const std::vector<HistoryPoint> &points)
{
    m_chart->setAxis(points.front().asOf, points.back().asOf, m_zone);
    m_chart->setMoment(HistoryChart::Handle::Page, ChosenMoment{m_asOf});
    m_chart->setMoment(HistoryChart::Handle::Compared, m_compared);
    m_chart->setPoints(points);
}

void WhenTab::showReading()
{
    const auto shown = m_chart->shownPoint();
    const auto &points = m_chart->points();
    m_day->setText(shown ? answerwords::moment(
                               *shown + 1 < points.size() ? std::optional(points[*shown].asOf) : std::nullopt, m_zone)
                         : QString(QChar::Nbsp));
    if (!shown) {
        m_size->setText(QString(QChar::Nbsp));
        m_change->setText(QString(QChar::Nbsp));
        return;
    }
    const HistoryPoint &point = points[*shown];
    const double share = point.of > 0 ? double(point.count) / double(point.of) : 0;
    m_size->setText(tr("%1 · %2", "12,408 · 1.24 %").arg(format::count(point.count), format::share(share)));
    m_change->setText(*shown == 0 ? tr("the first point")
                                  : tr("%1 entered, %2 left since %3", "+312, −88, 3 Nov 2026")
                                        .arg(answerwords::entered(point.entered), answerwords::left(point.left),
                                             format::date(points[*shown - 1].asOf, m_zone)));
    m_chart->sayReading(QStringList{m_day->text(), m_size->text(), m_change->text()}.join(QStringLiteral(", ")));
}

void WhenTab::move(HistoryChart::Handle handle, const ChosenMoment &moment)
{
    if (handle == HistoryChart::Handle::Compared)
        return compareWith(moment);
    m_asOf = moment.at;
    showReading();
    Q_EMIT asOfChosen(moment.at);
}

void WhenTab::compareWith(const std::optional<ChosenMoment> &moment)
{
    const bool begins = moment && !m_compared;
    m_compared = moment;
    m_compare->setText(moment ? tr("Stop comparing") : tr("Compare with …"));
    m_comparedBox->setVisible(moment.has_value());
    m_moves->setVisible(moment.has_value());
    if (begins)
        m_moves->setFailure(tr("Comparing …"));
    if (moment)
        m_comparedDay->setValue(answerwords::moment(moment->at, m_zone));
    m_chart->setMoment(HistoryChart::Handle::Compared, moment);
    Q_EMIT wishesChanged();
}

QString WhenTab::spanOf(const Moves &moves) const
{
    const bool toNow = !m_asOf || (m_compared && !m_compared->at);
    const auto to = toNow ? std::nullopt : std::optional(moves.to);
    return tr("From %1 to %2, %3", "two moments, a time zone")
        .arg(answerwords::moment(moves.from, m_zone), answerwords::moment(to, m_zone), answerwords::zone(m_zone));
}

void WhenTab::setMoves(const Moves &moves, const SegmentDoc &doc)
{
    m_moves->setMoves(moves, doc, spanOf(moves));
}

void WhenTab::setHistoryFailure(const QString &message)
{
    m_chart->setWords(message);
}

void WhenTab::setMovesFailure(const QString &message)
{
    m_moves->setFailure(message);
}

void WhenTab::setHistoryBusy(bool busy)
{
    m_chart->setBusy(busy);
}

void WhenTab::setMovesBusy(bool busy)
{
    m_moves->setBusy(busy);
}

void WhenTab::clear()
{
    showAxis();
    m_chart->setWords(tr("Looking back …"));
    compareWith(std::nullopt);
}

} // namespace perennial
