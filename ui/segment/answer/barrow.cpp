// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/answer/barrow.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/tokens.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace perennial {

namespace {

constexpr int BarHeight = 4;
constexpr int MostLines = 6;
constexpr double Dimmed = 0.45;

} // namespace

BarRow::BarRow(QWidget *parent)
    : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void BarRow::setFact(const QString &label, qint64 count, double share)
{
    m_count = count;
    m_share = share;
    setEnabled(count > 0);
    showWords(label, format::count(count));
}

void BarRow::setFact(const QString &label, const QString &detail, const QString &note)
{
    m_share = -1;
    m_note = note;
    setEnabled(true);
    showWords(label, detail);
    setAccessibleDescription(note);
}

void BarRow::showWords(const QString &label, const QString &number)
{
    m_label = label;
    m_number = number;
    setText(label);
    setToolTip(label);
    const QString name = label.simplified();
    setAccessibleName(number.isEmpty() ? name : tr("%1: %2", "what is counted: its number").arg(name, number));
    updateGeometry();
    update();
}

void BarRow::setBusy(bool busy)
{
    m_busy = busy;
    update();
}

int BarRow::numberWidth() const
{
    return m_number.isEmpty() ? 0 : tabularWidth(QFontMetricsF(fontFor(TextSize::Body)), m_number) + size::Unit;
}

QRect BarRow::labelRect(int width) const
{
    const QFontMetrics metrics(fontFor(TextSize::Body));
    const int room = qMax(4 * size::Unit, width - numberWidth());
    const int wanted =
        metrics.boundingRect(QRect(0, 0, room, 10 * metrics.lineSpacing()), Qt::TextWordWrap, m_label).height();
    return {0, size::Gap, room, qMin(wanted, MostLines * metrics.lineSpacing())};
}

QRect BarRow::noteRect(int width) const
{
    const QRect label = labelRect(width);
    const int height = m_note.isEmpty() ? 0 : QFontMetrics(fontFor(TextSize::Caption)).height();
    return {0, label.bottom() + 1, width, height};
}

int BarRow::heightForWidth(int width) const
{
    const int text = noteRect(width).bottom() + 1 + size::Gap;
    return qMax(size::CompactRow, text + (m_share < 0 ? 0 : BarHeight + size::Gap));
}

QSize BarRow::sizeHint() const
{
    return {200, heightForWidth(width() > 0 ? width() : 200)};
}

QSize BarRow::minimumSizeHint() const
{
    return {numberWidth() + 4 * size::Unit, heightForWidth(width())};
}

void BarRow::resizeEvent(QResizeEvent *event)
{
    QAbstractButton::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void BarRow::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const bool hot = isEnabled() && (underMouse() || isDown());
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::Gap);
    painter.setOpacity(m_busy ? Dimmed : 1);
    painter.setFont(fontFor(TextSize::Body));
    painter.setPen(hot ? tokens.accent : isEnabled() ? tokens.text : tokens.muted);
    const QRect label = labelRect(width());
    const auto visual = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignTop);
    painter.drawText(visual(label), int(start) | Qt::TextWordWrap, m_label);
    const QRect number(width() - numberWidth(), label.top(), numberWidth(), painter.fontMetrics().height());
    const auto end = QStyle::visualAlignment(layoutDirection(), Qt::AlignRight | Qt::AlignTop);
    drawTabular(painter, visual(number), end, m_number);
    if (!m_note.isEmpty()) {
        painter.setFont(fontFor(TextSize::Caption));
        painter.setPen(tokens.muted);
        const QString note = painter.fontMetrics().elidedText(m_note, Qt::ElideRight, width());
        painter.drawText(visual(noteRect(width())), int(start), note);
    }
    if (m_share < 0)
        return;
    const QRect ground(0, label.bottom() + 1 + size::Gap, width(), BarHeight);
    paintRounded(painter, visual(ground), BarHeight / 2.0, tokens.inset);
    if (m_count == 0)
        return;
    const int length = qBound(BarHeight, qRound(ground.width() * m_share), ground.width());
    paintRounded(painter, visual({ground.topLeft(), QSize(length, BarHeight)}), BarHeight / 2.0, tokens.accent);
}

void BarRow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace perennial
