// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/thresholdstrip.h"

#include "core/segment/document/phrases.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/format.h"

#include <QAccessibleWidget>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr int MostBins = 48;
constexpr int BarsHeight = 32;
constexpr int EndsHeight = 16;
constexpr int Side = 6; // room for half a handle
constexpr int HandleWidth = 9;
constexpr int Widest = 420;
constexpr int Narrowest = 120;
constexpr double StepsPerBar = 10;
constexpr double Faint = 0.55;

// 1, 2 or 5 times a power of ten, at most `size`.
double niceStep(double size)
{
    const double power = std::pow(10.0, std::floor(std::log10(size)));
    for (const double mantissa : {5.0, 2.0}) {
        if (mantissa * power <= size)
            return mantissa * power;
    }
    return power;
}

class AccessibleStrip final : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleStrip(ThresholdStrip *strip)
        : QAccessibleWidget(strip, QAccessible::Slider)
    {
    }

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ValueInterface ? static_cast<QAccessibleValueInterface *>(this)
                                                   : QAccessibleWidget::interface_cast(type);
    }
    [[nodiscard]] QVariant currentValue() const override
    {
        return strip()->values().empty() ? QVariant() : strip()->values().front();
    }
    void setCurrentValue(const QVariant &value) override { strip()->moveTo(value.toDouble()); }
    [[nodiscard]] QVariant maximumValue() const override { return {}; }
    [[nodiscard]] QVariant minimumValue() const override { return {}; }
    [[nodiscard]] QVariant minimumStepSize() const override { return strip()->step(); }
    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? strip()->valueWords() : QAccessibleWidget::text(kind);
    }

private:
    [[nodiscard]] ThresholdStrip *strip() const { return qobject_cast<ThresholdStrip *>(widget()); }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *strip = qobject_cast<ThresholdStrip *>(object);
    return strip ? new AccessibleStrip(strip) : nullptr;
}

} // namespace

ThresholdStrip::ThresholdStrip(QWidget *parent)
    : QWidget(parent)
{
    static const bool installed = [] {
        QAccessible::installFactory(makeAccessible);
        return true;
    }();
    Q_UNUSED(installed)
    setObjectName(QStringLiteral("threshold"));
    setAccessibleName(tr("Threshold"));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaximumWidth(Widest);
}

QSize ThresholdStrip::sizeHint() const
{
    return {Widest, BarsHeight + EndsHeight};
}

QSize ThresholdStrip::minimumSizeHint() const
{
    return {Narrowest, BarsHeight + EndsHeight};
}

bool ThresholdStrip::setDistribution(std::shared_ptr<const Distribution> distribution, const QString &currency)
{
    if (m_distribution == distribution && m_currency == currency)
        return false;
    m_distribution = std::move(distribution);
    m_currency = currency;
    m_bins = m_distribution ? m_distribution->bins(MostBins) : std::vector<DistributionBin>();
    m_most = 0;
    const auto isWhole = [](double number) { return number == std::floor(number); };
    m_whole = m_distribution && !m_distribution->isMoney() && isWhole(m_distribution->min().value_or(0)) &&
              isWhole(m_distribution->max().value_or(0)) && isWhole(2 * m_distribution->median().value_or(0));
    for (const DistributionBin &bin : m_bins) {
        m_most = std::max(m_most, bin.count);
        m_whole = m_whole && isWhole(bin.from) && isWhole(bin.to);
    }
    update();
    return true;
}

void ThresholdStrip::setTest(const Test &test)
{
    m_test = test;
    m_values.clear();
    for (const Operand &value : test.values) {
        if (const auto *number = std::get_if<double>(&value))
            m_values.push_back(*number);
    }
    std::ranges::sort(m_values);
    if (m_active >= m_values.size())
        m_active = 0;
    setToolTip(valueWords());
    update();
}

QRect ThresholdStrip::plot() const
{
    return {Side, 0, width() - 2 * Side, BarsHeight};
}

double ThresholdStrip::placeOf(double value) const
{
    for (size_t i = 0; i < m_bins.size(); ++i) {
        if (value < m_bins[i].from)
            return double(i);
        if (value < m_bins[i].to)
            return double(i) + (value - m_bins[i].from) / (m_bins[i].to - m_bins[i].from);
    }
    return double(m_bins.size());
}

double ThresholdStrip::valueAt(double place) const
{
    if (m_bins.empty())
        return 0;
    const size_t bar = std::min(m_bins.size() - 1, static_cast<size_t>(std::max(0.0, place)));
    const DistributionBin &bin = m_bins[bar];
    return bin.from + std::clamp(place - double(bar), 0.0, 1.0) * (bin.to - bin.from);
}

int ThresholdStrip::xAt(double place) const
{
    const double along = m_bins.empty() ? 0 : place / double(m_bins.size());
    const int x = plot().left() + qRound(along * plot().width());
    return layoutDirection() == Qt::RightToLeft ? width() - x : x;
}

double ThresholdStrip::placeAt(int x) const
{
    const int along = (layoutDirection() == Qt::RightToLeft ? width() - x : x) - plot().left();
    return std::clamp(double(along) / qMax(1, plot().width()), 0.0, 1.0) * double(m_bins.size());
}

// Whole numbers stand in the middle of their step: "at most 2" ends where 3 begins.
double ThresholdStrip::shiftOf(size_t handle) const
{
    if (!m_whole || !m_test.op)
        return 0;
    const Op op = *m_test.op;
    const bool upper = handle == 1 && (op == Op::Between || op == Op::NotBetween);
    return op == Op::AtMost || op == Op::More || upper ? 1 : 0;
}

int ThresholdStrip::xOf(double value) const
{
    return xAt(placeOf(value + shiftOf(m_values.size() == 2 && value == m_values.back() ? 1 : 0)));
}

double ThresholdStrip::stepAt(double place) const
{
    if (m_bins.empty())
        return 1;
    const DistributionBin &bin = m_bins[std::min(m_bins.size() - 1, static_cast<size_t>(std::max(0.0, place)))];
    const double nice = niceStep((bin.to - bin.from) / StepsPerBar);
    return m_whole ? std::max(1.0, nice) : m_distribution && m_distribution->isMoney() ? std::max(0.01, nice) : nice;
}

double ThresholdStrip::step() const
{
    return m_values.empty() ? 1 : stepAt(placeOf(m_values[m_active]));
}

double ThresholdStrip::snapped(double value, double stepSize) const
{
    const double steps = std::round(value / stepSize);
    // Small steps are divided by, not multiplied with, so that 0.3 is written as people do.
    return stepSize < 1 ? steps / std::round(1 / stepSize) : steps * stepSize;
}

void ThresholdStrip::moveTo(double value)
{
    if (m_values.empty() || value == m_values[m_active])
        return;
    m_values[m_active] = value;
    if (m_values.size() == 2 && m_values.front() > m_values.back()) {
        std::swap(m_values.front(), m_values.back());
        m_active = 1 - m_active;
    }
    tell();
}

void ThresholdStrip::tell()
{
    m_test.values.assign(m_values.begin(), m_values.end());
    update();
    setToolTip(valueWords());
    Q_EMIT dragged(std::vector<double>(m_values));
    QAccessibleValueChangeEvent changed(this, m_values.front());
    QAccessible::updateAccessibility(&changed);
}

void ThresholdStrip::dragTo(int x)
{
    const double place = placeAt(x);
    moveTo(snapped(valueAt(place), stepAt(place)) - shiftOf(m_active));
}

void ThresholdStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_values.empty())
        return QWidget::mousePressEvent(event);
    ++m_drag;
    if (m_values.size() == 2) {
        const int x = event->pos().x();
        m_active = std::abs(x - xOf(m_values[0])) <= std::abs(x - xOf(m_values[1])) ? 0 : 1;
    }
    dragTo(event->pos().x());
}

void ThresholdStrip::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && !m_values.empty())
        dragTo(event->pos().x());
}

void ThresholdStrip::stepBy(double steps)
{
    const double size = step();
    moveTo(snapped(m_values[m_active] + steps * size, size));
}

void ThresholdStrip::jumpBar(int bars)
{
    const double place = placeOf(m_values[m_active] + shiftOf(m_active));
    const double next = bars > 0 ? std::floor(place) + 1 : std::ceil(place) - 1;
    moveTo(valueAt(std::clamp(next, 0.0, double(m_bins.size()))) - shiftOf(m_active));
}

void ThresholdStrip::keyPressEvent(QKeyEvent *event)
{
    if (m_values.empty() || m_bins.empty() || event->modifiers() != Qt::NoModifier)
        return QWidget::keyPressEvent(event);
    const int ahead = layoutDirection() == Qt::RightToLeft ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Right:
        return stepBy(ahead);
    case Qt::Key_Left:
        return stepBy(-ahead);
    case Qt::Key_PageUp:
        return jumpBar(1);
    case Qt::Key_PageDown:
        return jumpBar(-1);
    case Qt::Key_Home:
        return moveTo(m_bins.front().from - shiftOf(m_active));
    case Qt::Key_End:
        return moveTo(m_bins.back().to - shiftOf(m_active));
    case Qt::Key_Space:
        m_active = m_values.size() == 2 ? 1 - m_active : 0;
        return update();
    default:
        QWidget::keyPressEvent(event);
    }
}

QString ThresholdStrip::written(double value) const
{
    return m_distribution && m_distribution->isMoney() ? format::moneyShort(Money{qRound64(value * 100), m_currency})
                                                       : numberWords(value);
}

QString ThresholdStrip::valueWords() const
{
    if (!m_distribution || m_values.empty())
        return {};
    QStringList values;
    for (const double value : m_values)
        values.append(written(value));
    return tr("%1: %2 of %3 people pass", "200: 12,408 of 50,000 people pass")
        .arg(values.join(QStringLiteral(" – ")), format::count(m_distribution->countOf(m_test)),
             format::count(m_distribution->known()));
}

bool ThresholdStrip::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_bins.empty())
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const size_t bar = std::min(m_bins.size() - 1, static_cast<size_t>(placeAt(help->pos().x())));
    const DistributionBin &bin = m_bins[bar];
    const QString range = m_whole && bin.to - bin.from == 1
                              ? written(bin.from)
                              : tr("%1 to below %2", "50 to below 100").arg(written(bin.from), written(bin.to));
    QToolTip::showText(help->globalPos(),
                       tr("%1: %2 people").arg(range, format::count(bin.count)) + u'\n' + valueWords(), this);
    return true;
}

std::vector<ThresholdStrip::Span> ThresholdStrip::passing() const
{
    if (m_values.empty() || !m_test.op)
        return {};
    const double end = double(m_bins.size());
    const double one = m_whole ? 1 : 0;
    const double low = placeOf(m_values.front() + shiftOf(0));
    const double high = placeOf(m_values.back() + shiftOf(m_values.size() - 1));
    switch (*m_test.op) {
    case Op::Less:
    case Op::AtMost:
        return {{0, low}};
    case Op::More:
    case Op::AtLeast:
        return {{low, end}};
    case Op::Between:
        return {{low, high}};
    case Op::NotBetween:
        return {{0, low}, {high, end}};
    case Op::Equals:
        return {{low, placeOf(m_values.front() + one)}};
    case Op::NotEquals:
        return {{0, low}, {placeOf(m_values.front() + one), end}};
    default:
        return {};
    }
}

void ThresholdStrip::paintBars(QPainter &painter, const QColor &colour) const
{
    for (size_t i = 0; i < m_bins.size(); ++i) {
        if (m_bins[i].count == 0)
            continue;
        const double share = std::sqrt(double(m_bins[i].count) / double(m_most));
        const int height = qMax(2, qRound(share * (BarsHeight - 2)));
        const int from = xAt(double(i)), to = xAt(double(i + 1));
        painter.fillRect(QRect(qMin(from, to), BarsHeight - height, qMax(1, std::abs(to - from) - 1), height), colour);
    }
}

void ThresholdStrip::paintHandles(QPainter &painter) const
{
    const Tokens &tokens = Tokens::current();
    for (size_t i = 0; i < m_values.size(); ++i) {
        const int x = xAt(placeOf(m_values[i] + shiftOf(i)));
        const bool active = hasFocus() && i == m_active;
        painter.fillRect(QRect(x - 1, 0, 2, BarsHeight), tokens.text);
        const QRect knob(x - HandleWidth / 2, BarsHeight - HandleWidth / 2, HandleWidth, HandleWidth);
        paintRounded(painter, knob, HandleWidth / 2.0, active ? tokens.accent : tokens.card, tokens.text);
    }
}

void ThresholdStrip::paintEnds(QPainter &painter) const
{
    painter.setFont(fontFor(TextSize::Caption));
    painter.setPen(Tokens::current().muted);
    const QRect line(Side, BarsHeight, width() - 2 * Side, EndsHeight);
    const auto end = [&](Qt::Alignment side, double value) {
        painter.drawText(line, int(QStyle::visualAlignment(layoutDirection(), side) | Qt::AlignVCenter),
                         written(value));
    };
    end(Qt::AlignLeft, m_bins.front().from);
    end(Qt::AlignRight, m_whole ? m_bins.back().to - 1 : m_bins.back().to);
}

void ThresholdStrip::paintEvent(QPaintEvent *)
{
    if (m_bins.empty())
        return;
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    painter.fillRect(QRect(plot().left(), BarsHeight - 1, plot().width(), 1), tokens.line);
    paintBars(painter, blend(tokens.strongLine, tokens.card, Faint));
    for (const auto &[from, to] : passing()) {
        const int a = xAt(from), b = xAt(to);
        painter.save();
        painter.setClipRect(QRect(qMin(a, b), 0, std::abs(b - a), BarsHeight));
        paintBars(painter, tokens.accent);
        painter.restore();
    }
    paintHandles(painter);
    paintEnds(painter);
    if (hasFocus() && showsFocus(*this))
        paintFocusRing(painter, rect(), size::ControlRadius);
}

} // namespace perennial
