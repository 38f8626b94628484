// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navbutton.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"

#include <QPainter>

namespace perennial {

namespace {

constexpr int Height = 36;
constexpr int Inset = 12;

} // namespace

NavButton::NavButton(const QString &iconName, const QString &name, QWidget *parent)
    : QAbstractButton(parent)
    , m_icon(iconName)
{
    setText(name);
    setAccessibleName(name);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
}

void NavButton::setFolded(bool folded)
{
    m_folded = folded;
    setToolTip(folded ? (m_hint.isEmpty() ? text() : tr("%1 (%2)", "page (shortcut)").arg(text(), m_hint)) : m_hint);
    update();
}

void NavButton::setHint(const QString &hint)
{
    m_hint = hint;
    setFolded(m_folded);
}

QSize NavButton::sizeHint() const
{
    const int text =
        m_folded ? 0
                 : Inset + QFontMetrics(fontFor(TextSize::Body, TextWeight::Strong)).horizontalAdvance(this->text());
    return {2 * Inset + size::Icon + text, qMax(Height, fontMetrics().height() + 2 * size::Unit)};
}

void NavButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    if (isChecked())
        paintRounded(painter, rect(), size::ControlRadius, tokens.accentSoft);
    else if (underMouse() || isDown())
        paintRounded(painter, rect(), size::ControlRadius, blend(tokens.window, tokens.text, isDown() ? 0.1 : 0.05));
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::ControlRadius);
    const QRect mark = QStyle::visualRect(
        layoutDirection(), rect(),
        {m_folded ? (width() - size::Icon) / 2 : Inset, (height() - size::Icon) / 2, size::Icon, size::Icon});
    paintIcon(painter, m_icon, mark, isChecked() ? tokens.accent : tokens.muted);
    if (m_folded)
        return;
    painter.setFont(fontFor(TextSize::Body, isChecked() ? TextWeight::Strong : TextWeight::Regular));
    painter.setPen(isEnabled() ? tokens.text : tokens.muted);
    const int left = 2 * Inset + size::Icon;
    const QRect words = QStyle::visualRect(layoutDirection(), rect(), {left, 0, width() - left - size::Gap, height()});
    painter.drawText(words,
                     static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
}

} // namespace perennial
