// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/overlap/combinationbar.h"

#include "ui/segment/overlap/overlapwords.h"
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace perennial {

namespace {

constexpr int BarWidth = 24;
constexpr int BarLeast = 2;
constexpr int BarsLeast = 48;
constexpr int NumberHeight = 20;
constexpr int Dot = 12;
constexpr int Thin = 4; // the bar of a set
constexpr double Dimmed = 0.45;

} // namespace

CombinationBar::CombinationBar(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::ClickFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
}

void CombinationBar::setFact(size_t combination, int sets, quint32 count, double share, const QString &spoken)
{
    m_combination = combination;
    m_sets = sets;
    m_count = count;
    m_share = share;
    setObjectName(QStringLiteral("combination-%1").arg(combination));
    setAccessibleName(spoken);
    setToolTip(spoken);
    updateGeometry();
    update();
}

void CombinationBar::setCurrent(bool current)
{
    m_current = current;
    // Tab comes to one of the bars; arrows go on from there.
    setFocusPolicy(current ? Qt::StrongFocus : Qt::ClickFocus);
    update();
}

void CombinationBar::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

QSize CombinationBar::sizeHint() const
{
    return {Width, NumberHeight + BarsLeast + size::Unit + m_sets * size::CompactRow};
}

void CombinationBar::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const int dots = m_sets * size::CompactRow;
    const QRect below(0, height() - dots, width(), dots);
    for (int set = 0; set < m_sets; set += 2)
        painter.fillRect(QRect(0, below.top() + set * size::CompactRow, width(), size::CompactRow), tokens.inset);
    if (m_current)
        paintRounded(painter, rect().adjusted(2, 0, -2, 0), size::ControlRadius, tokens.accentSoft);
    else if (underMouse())
        paintRounded(painter, rect().adjusted(2, 0, -2, 0), size::ControlRadius, tokens.hover());
    painter.setOpacity(m_busy ? Dimmed : 1);
    paintBar(painter, QRect(0, 0, width(), height() - dots - size::Unit));
    paintDots(painter, below);
    painter.setOpacity(1);
    if (showsFocus(*this))
        paintFocusRing(painter, rect().adjusted(2, 0, -2, 0), size::ControlRadius);
}

void CombinationBar::paintBar(QPainter &painter, const QRect &area) const
{
    const Tokens &tokens = Tokens::current();
    const int most = area.height() - NumberHeight;
    const int high = m_count == 0 ? 0 : std::max(BarLeast, qRound(most * m_share));
    const QRect bar((width() - BarWidth) / 2, area.bottom() + 1 - high, BarWidth, high);
    painter.fillRect(bar, tokens.accent);
    painter.fillRect(QRect(0, area.bottom() + 1, width(), 1), tokens.line);
    painter.setFont(fontFor(TextSize::Caption));
    painter.setPen(m_count == 0 ? tokens.muted : tokens.text);
    drawTabular(painter, QRect(0, bar.top() - NumberHeight, width(), NumberHeight), Qt::AlignCenter,
                overlapwords::shortCount(m_count));
}

void CombinationBar::paintDots(QPainter &painter, const QRect &area) const
{
    const Tokens &tokens = Tokens::current();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto centre = [&](int set) {
        return QPointF(area.left() + width() / 2.0, area.top() + (set + 0.5) * size::CompactRow);
    };
    int first = -1, last = -1;
    for (int set = 0; set < m_sets; ++set) {
        const bool in = m_combination >> set & 1;
        painter.setPen(in ? QPen(tokens.text) : QPen(tokens.strongLine));
        painter.setBrush(in ? tokens.text : tokens.card);
        const double radius = in ? Dot / 2.0 : Dot / 3.0;
        painter.drawEllipse(centre(set), radius, radius);
        first = in && first < 0 ? set : first;
        last = in ? set : last;
    }
    if (last > first) {
        painter.setPen(QPen(tokens.text, 2));
        painter.drawLine(centre(first), centre(last));
    }
    painter.restore();
}

void CombinationBar::keyPressEvent(QKeyEvent *event)
{
    constexpr int Far = 1 << 8;
    const int forward = isRightToLeft() ? -1 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        return Q_EMIT moved(-forward);
    case Qt::Key_Right:
        return Q_EMIT moved(forward);
    case Qt::Key_Home:
        return Q_EMIT moved(-Far);
    case Qt::Key_End:
        return Q_EMIT moved(Far);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return Q_EMIT peopleWanted();
    default:
        QAbstractButton::keyPressEvent(event);
    }
}

void CombinationBar::mouseDoubleClickEvent(QMouseEvent *)
{
    Q_EMIT peopleWanted();
}

void CombinationBar::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    click();
    Q_EMIT menuWanted(byKey ? mapToGlobal(rect().center()) : event->globalPos());
}

CombinedSetRow::CombinedSetRow(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void CombinedSetRow::setFact(const QString &name, quint32 count, double share, bool striped)
{
    setText(name);
    m_count = count;
    m_share = share;
    m_striped = striped;
    const QString spoken = tr("%1: %2", "a segment, its people").arg(name, overlapwords::people(count));
    setAccessibleName(spoken);
    setToolTip(spoken);
    setEnabled(count > 0);
    update();
}

void CombinedSetRow::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

QSize CombinedSetRow::sizeHint() const
{
    return {30 * size::Unit, size::CompactRow};
}

void CombinedSetRow::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    if (m_striped)
        painter.fillRect(rect(), tokens.inset);
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::Gap);
    painter.setOpacity(m_busy ? Dimmed : 1);
    painter.setFont(fontFor(TextSize::Body));
    const auto visual = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    const QRect line = rect().adjusted(size::Unit, 0, -size::Unit, -Thin - 2);
    const QString number = format::count(m_count);
    const int side = tabularWidth(painter.fontMetrics(), number) + size::Unit;
    painter.setPen(isEnabled() && underMouse() ? tokens.accent : tokens.text);
    painter.setLayoutDirection(text().isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
    const QRect name = line.adjusted(0, 0, -side, 0);
    painter.drawText(visual(name),
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, name.width()));
    painter.setPen(isEnabled() ? tokens.accent : tokens.muted);
    drawTabular(painter, visual(line), QStyle::visualAlignment(layoutDirection(), Qt::AlignRight | Qt::AlignVCenter),
                number);
    const QRect ground(line.left(), height() - Thin - 1, line.width(), Thin);
    const int length = m_count == 0 ? 0 : std::max(Thin, qRound(ground.width() * m_share));
    paintRounded(painter, visual({ground.topLeft(), QSize(length, Thin)}), Thin / 2.0, tokens.accent);
}

void CombinedSetRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace perennial
