// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/stattile.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/digits.h"
#include "ui/widgets/format.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>

#include <cmath>

namespace perennial {

StatTile::StatTile(const QString &caption, QWidget *parent)
    : QAbstractButton(parent)
    , m_caption(caption)
    , m_format(format::count)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    m_counting.setDuration(MotionMs);
    m_counting.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_counting, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_shown = value.toDouble();
        update();
    });
    nameAgain();
}

void StatTile::setCaption(const QString &caption)
{
    m_caption = caption;
    nameAgain();
}

void StatTile::setDetail(const QString &detail)
{
    m_detail = detail;
    nameAgain();
}

void StatTile::setValue(qint64 value)
{
    const bool first = !m_value;
    const bool same = m_value == value;
    m_value = value;
    m_busy = false;
    m_counting.stop();
    if (first || same || reducedMotion() || !isVisible()) {
        m_shown = static_cast<double>(value);
    } else {
        m_counting.setStartValue(m_shown);
        m_counting.setEndValue(static_cast<double>(value));
        m_counting.start();
    }
    nameAgain();
}

void StatTile::clearValue()
{
    m_counting.stop();
    m_value.reset();
    nameAgain();
}

void StatTile::setFormat(std::function<QString(qint64)> format)
{
    m_format = std::move(format);
    nameAgain();
}

void StatTile::setBusy(bool busy)
{
    m_busy = busy;
    nameAgain();
}

void StatTile::setCompact(bool compact)
{
    m_compact = compact;
    nameAgain();
}

void StatTile::nameAgain()
{
    const QString number = m_value ? m_format(*m_value) : tr("not known yet");
    setText(number);
    setAccessibleName(tr("%1: %2", "what is counted: its number").arg(m_caption, number));
    setAccessibleDescription(m_busy ? tr("Being worked out again. %1").arg(m_detail) : m_detail);
    updateGeometry();
    update();
}

QFont StatTile::numberFont() const
{
    return fontFor(m_compact ? TextSize::Title : TextSize::Number);
}

QString StatTile::shownNumber() const
{
    return m_value ? m_format(static_cast<qint64>(std::llround(m_shown))) : QStringLiteral("–");
}

QSize StatTile::sizeHint() const
{
    const QFontMetrics number(numberFont());
    const QFontMetrics small(fontFor(TextSize::Caption));
    const QFontMetrics body(fontFor(TextSize::Body));
    const QString text = m_value ? m_format(*m_value) : QStringLiteral("–");
    const int width =
        qMax(tabularWidth(number, text), qMax(body.horizontalAdvance(m_caption), small.horizontalAdvance(m_detail)));
    const int detail = m_detail.isEmpty() ? 0 : small.height() + size::Gap;
    return {width + 4 * size::Unit, body.height() + size::Gap + number.height() + detail + 3 * size::Unit};
}

QSize StatTile::minimumSizeHint() const
{
    const QString text = m_value ? m_format(*m_value) : QStringLiteral("–");
    return {tabularWidth(QFontMetrics(numberFont()), text) + 4 * size::Unit, sizeHint().height()};
}

void StatTile::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    const QColor ground = underMouse() || isDown() ? tokens.hover() : tokens.card;
    paintRounded(painter, rect(), size::Radius, ground, tokens.line);
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::Radius);
    const auto start = QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignTop);
    QRect area = rect().adjusted(2 * size::Unit, 3 * size::Unit / 2, -2 * size::Unit, -3 * size::Unit / 2);
    const auto line = [&](const QFont &font, const QColor &colour, const QString &text) {
        painter.setFont(font);
        painter.setPen(colour);
        drawTabular(painter, area, start, painter.fontMetrics().elidedText(text, Qt::ElideRight, area.width() + 1));
        area.setTop(area.top() + painter.fontMetrics().height() + size::Gap);
    };
    line(fontFor(TextSize::Body), tokens.muted, m_caption);
    line(numberFont(), m_busy || !m_value ? blend(tokens.muted, ground, 0.3) : tokens.text, shownNumber());
    line(fontFor(TextSize::Caption), tokens.muted, m_detail);
}

void StatTile::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace perennial
