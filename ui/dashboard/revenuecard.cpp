// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/revenuecard.h"

#include "ui/widgets/chart.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QStackedLayout>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int ChartHeight = 240;
constexpr double BarWidth = 0.7;
constexpr int LeastSlots = 12; // a shop two months old gets no giant bars

QString monthName(const MonthlyRevenue &month)
{
    return QLocale().toString(QDate(month.year, month.month, 1), QStringLiteral("MMM yyyy"));
}

// Ticks that tell months apart without crowding: every third, the year where it begins or where the axis does.
QString tickOf(const MonthlyRevenue &month, bool first)
{
    const QDate day(month.year, month.month, 1);
    return QLocale().toString(day, first || month.month <= 3 ? QStringLiteral("MMM yyyy") : QStringLiteral("MMM"));
}

} // namespace

RevenueCard::RevenueCard(QWidget *parent)
    : Card(parent)
    , m_kind(new QComboBox(this))
    , m_currency(new QComboBox(this))
    , m_total(new NumberLabel(TextSize::Section, Ink::Text, this))
    , m_note(new Label({}, TextSize::Caption, Ink::Muted, this))
    , m_face(new Label({}, TextSize::Body, Ink::Muted, this))
    , m_chart(new Chart(this))
    , m_stack(new QStackedLayout)
{
    setAccessibleName(tr("Revenue by month"));
    m_chart->setObjectName(QStringLiteral("revenueChart"));
    m_chart->setMinimumHeight(ChartHeight);
    m_chart->setReadout([this](double x) { return readoutAt(x); });
    m_face->setAlignment(Qt::AlignCenter);
    m_face->setWordWrap(true);
    m_face->setMinimumHeight(ChartHeight);
    m_note->setWordWrap(true);
    m_stack->addWidget(m_face);
    m_stack->addWidget(m_chart);
    body()->addWidget(makeSwitch());
    body()->addLayout(m_stack, 1);
    body()->addWidget(m_note);
    showLoading();
}

QWidget *RevenueCard::makeSwitch()
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Unit);
    m_kind->setObjectName(QStringLiteral("revenueKind"));
    m_kind->setAccessibleName(tr("Net or gross"));
    m_kind->addItems({tr("Net of refunds"), tr("Gross, before refunds")});
    m_currency->setObjectName(QStringLiteral("revenueCurrency"));
    m_currency->setAccessibleName(tr("Currency"));
    row->addWidget(new Label(tr("Revenue by month"), TextSize::Section, Ink::Text, line));
    row->addStretch();
    row->addWidget(m_total);
    row->addSpacing(size::Unit);
    row->addWidget(m_kind);
    row->addWidget(m_currency);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RevenueCard::redraw);
    connect(m_currency, &QComboBox::currentIndexChanged, this, [this] {
        showTotal();
        Q_EMIT currencyChosen();
    });
    return line;
}

void RevenueCard::setCurrencies(const QStringList &currencies, const QString &own)
{
    const QSignalBlocker quiet(m_currency);
    const QString before = m_currency->count() ? currency() : own;
    m_currency->clear();
    m_currency->addItems(currencies.isEmpty() ? QStringList{own} : currencies);
    m_currency->setCurrentIndex(std::max(0, m_currency->findText(m_currency->findText(before) >= 0 ? before : own)));
    m_currency->setEnabled(m_currency->count() > 1);
}

QString RevenueCard::currency() const
{
    return m_currency->currentText();
}

void RevenueCard::setZone(const QString &zoneName)
{
    m_zone = zoneName;
}

void RevenueCard::setTotals(const std::map<QString, Revenue> &totals)
{
    m_totals = totals;
    showTotal();
}

void RevenueCard::setMonths(std::vector<MonthlyRevenue> months)
{
    m_isCut = months.size() > MonthsShown;
    if (m_isCut)
        months.erase(months.begin(), months.end() - MonthsShown);
    m_months = std::move(months);
    redraw();
}

void RevenueCard::showLoading()
{
    if (!m_months.empty())
        return; // the last answer stays until the next one is there
    m_face->setText(tr("Adding up the orders…"));
    m_stack->setCurrentWidget(m_face);
}

void RevenueCard::showProblem(const QString &message)
{
    m_face->setText(message);
    m_stack->setCurrentWidget(m_face);
}

bool RevenueCard::isNet() const
{
    return m_kind->currentIndex() == 0;
}

std::vector<qint64> RevenueCard::bars() const
{
    std::vector<qint64> heights;
    std::transform(m_months.begin(), m_months.end(), std::back_inserter(heights),
                   [this](const MonthlyRevenue &month) { return valueOf(month.revenue); });
    return heights;
}

qint64 RevenueCard::valueOf(const Revenue &revenue) const
{
    return isNet() ? revenue.net : revenue.gross;
}

QString RevenueCard::moneyText(qint64 minor) const
{
    return format::money({minor, currency()});
}

void RevenueCard::showTotal()
{
    const auto found = m_totals.find(currency());
    m_total->setText(found == m_totals.end() ? QString() : tr("%1 in all").arg(moneyText(valueOf(found->second))));
}

void RevenueCard::redraw()
{
    showTotal();
    const QString words = m_isCut
                              ? tr("The last %1 months in %2 time, %3. Without cancelled and test orders.")
                                    .arg(QString::number(MonthsShown), m_zone, currency())
                              : tr("Months in %1 time, %2. Without cancelled and test orders.").arg(m_zone, currency());
    m_note->setText(words);
    if (m_months.empty()) {
        m_face->setText(tr("No orders in %1 yet.").arg(currency()));
        m_stack->setCurrentWidget(m_face);
        return;
    }
    QVector<double> at;
    QVector<double> heights;
    const double unit = std::pow(10.0, minorDigits(currency()));
    for (const MonthlyRevenue &month : m_months) {
        at << static_cast<double>(at.size());
        heights << static_cast<double>(valueOf(month.revenue)) / unit;
    }
    m_chart->clearPlottables();
    m_chart->addBars(at, heights, tr("Revenue"), BarWidth);
    drawAxes(heights);
    m_chart->setWords(tr("Revenue by month"), inWords());
    m_stack->setCurrentWidget(m_chart);
}

void RevenueCard::drawAxes(const QVector<double> &heights)
{
    const auto months = QSharedPointer<QCPAxisTickerText>::create();
    const auto count = static_cast<int>(m_months.size());
    const int step = count <= 8 ? 1 : 3;
    for (int month = 0; month < count; month += step)
        months->addTick(month, tickOf(m_months[static_cast<size_t>(month)], month == 0));
    m_chart->xAxis->setTicker(months);
    m_chart->xAxis->setRange(-0.7, std::max(count, LeastSlots) - 0.3);
    const double most = *std::max_element(heights.begin(), heights.end());
    const double least = std::min(0.0, *std::min_element(heights.begin(), heights.end()));
    const double top = most > 0 ? most * 1.1 : 1;
    const auto money = QSharedPointer<QCPAxisTickerText>::create();
    const double raw = top / 4;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    const double lead = raw / power;
    const double distance = power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 5 ? 5 : 10);
    const double unit = std::pow(10.0, minorDigits(currency()));
    for (double value = std::ceil(least / distance) * distance; value <= top; value += distance)
        money->addTick(value, format::moneyShort({std::llround(value * unit), currency()}));
    m_chart->yAxis->setTicker(money);
    m_chart->yAxis->setRange(least * 1.1, top);
}

QString RevenueCard::readoutAt(double x) const
{
    const auto index = static_cast<size_t>(std::llround(x));
    if (x < 0 || index >= m_months.size())
        return {};
    const MonthlyRevenue &month = m_months[index];
    return tr("%1\n%2 %3\n%n order(s)", nullptr, static_cast<int>(month.orders))
        .arg(monthName(month), moneyText(valueOf(month.revenue)), isNet() ? tr("net") : tr("gross"));
}

QString RevenueCard::inWords() const
{
    const auto best = std::max_element(m_months.begin(), m_months.end(), [this](const auto &a, const auto &b) {
        return valueOf(a.revenue) < valueOf(b.revenue);
    });
    const MonthlyRevenue &last = m_months.back();
    return tr("%1 to %2, %3. Most in %4: %5. Last month: %6. Left and Right read each month.")
        .arg(monthName(m_months.front()), monthName(last), isNet() ? tr("net") : tr("gross"), monthName(*best),
             moneyText(valueOf(best->revenue)), moneyText(valueOf(last.revenue)));
}

} // namespace perennial
