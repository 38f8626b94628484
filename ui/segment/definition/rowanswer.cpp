// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/rowanswer.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QPainter>
#include <QStyle>

namespace perennial {

namespace {

constexpr int LeastNumber = 28;
constexpr int MostNumber = 58; // also until it is known how many people there are
constexpr int BarWidth = 48;
constexpr int BarHeight = 8;
constexpr double Dimmed = 0.45;

} // namespace

RowAnswer::RowAnswer(QWidget *parent)
    : QWidget(parent)
    , m_numberWidth(MostNumber)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize RowAnswer::sizeHint() const
{
    return {2 * m_numberWidth + BarWidth + 2 * size::Unit, 28};
}

bool RowAnswer::setAnswer(const std::optional<NodeFigures> &count, const AnswerScale &scale)
{
    setBusy(false);
    if (count == m_count && scale == m_scale)
        return false;
    const bool otherWidth = scale.people != m_scale.people;
    m_count = count;
    m_scale = scale;
    setToolTip(words());
    update();
    if (!otherWidth)
        return true;
    const int wanted = tabularWidth(QFontMetricsF(font()), format::count(scale.people));
    m_numberWidth = scale.people > 0 ? qMax(LeastNumber, wanted) : MostNumber;
    updateGeometry();
    return true;
}

void RowAnswer::setBusy(bool busy)
{
    if (m_busy != busy)
        update();
    m_busy = busy;
}

QString RowAnswer::words() const
{
    if (!m_count)
        return {};
    return tr("%1 people alone, %2 remain").arg(format::count(m_count->alone), format::count(m_count->running));
}

void RowAnswer::paintEvent(QPaintEvent *)
{
    if (!m_count)
        return;
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    painter.setOpacity(m_busy ? Dimmed : 1);
    const auto place = [this](int x, int width, int height) {
        return QStyle::visualRect(layoutDirection(), rect(), QRect(x, (this->height() - height) / 2, width, height));
    };
    const Qt::Alignment end = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter);
    painter.setFont(font());
    painter.setPen(tokens.muted);
    drawTabular(painter, place(0, m_numberWidth, height()), end, format::count(m_count->alone));
    const int barAt = m_numberWidth + size::Unit;
    paintRounded(painter, place(barAt, BarWidth, BarHeight), BarHeight / 2.0, tokens.inset);
    if (m_scale.most > 0 && m_count->running > 0) {
        const double share = double(m_count->running) / double(m_scale.most);
        const int length = qBound(BarHeight / 2, qRound(BarWidth * share), BarWidth);
        paintRounded(painter, place(barAt, length, BarHeight), qMin(BarHeight, length) / 2.0, tokens.accent);
    }
    painter.setPen(tokens.text);
    drawTabular(painter, place(barAt + BarWidth + size::Unit, m_numberWidth, height()), end,
                format::count(m_count->running));
}

} // namespace perennial
