// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/storebutton.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"

#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace perennial {

namespace {

constexpr int Height = 52;
constexpr int Inset = 12;

} // namespace

StoreButton::StoreButton(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    connect(this, &QAbstractButton::clicked, this, &StoreButton::openMenu);
    nameAgain();
}

void StoreButton::setMenu(QMenu *menu)
{
    m_menu = menu;
}

void StoreButton::setStore(const QString &name, const QString &age)
{
    m_name = name;
    m_age = age;
    nameAgain();
}

void StoreButton::setStale(bool stale)
{
    m_stale = stale;
    nameAgain();
}

void StoreButton::setFolded(bool folded)
{
    m_folded = folded;
    nameAgain();
}

void StoreButton::nameAgain()
{
    const QString shown = m_name.isEmpty() ? tr("No store open") : m_name;
    setText(shown);
    setAccessibleName(tr("Store: %1").arg(shown));
    setAccessibleDescription(m_age);
    setToolTip(m_age.isEmpty() ? shown : tr("%1, data %2", "store, age").arg(shown, m_age));
    update();
}

QSize StoreButton::sizeHint() const
{
    const int lines = fontMetrics().height() + QFontMetrics(fontFor(TextSize::Caption)).height();
    return {2 * Inset + size::Icon, qMax(Height, lines + 2 * size::Unit + size::Gap)};
}

void StoreButton::openMenu()
{
    if (!m_menu)
        return;
    const QSize wanted = m_menu->sizeHint();
    const bool rtl = layoutDirection() == Qt::RightToLeft;
    m_menu->popup(mapToGlobal(QPoint(rtl ? width() - wanted.width() : 0, -wanted.height() - size::Gap)));
}

void StoreButton::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Up || key == Qt::Key_Down)
        openMenu();
    else
        QAbstractButton::keyPressEvent(event);
}

void StoreButton::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = Tokens::current();
    QPainter painter(this);
    if (underMouse() || isDown())
        paintRounded(painter, rect(), size::ControlRadius, blend(tokens.window, tokens.text, isDown() ? 0.1 : 0.05));
    if (showsFocus(*this))
        paintFocusRing(painter, rect(), size::ControlRadius);
    const auto at = [this](int left, int top, int width, int height) {
        return QStyle::visualRect(layoutDirection(), rect(), {left, top, width, height});
    };
    const int middle = (height() - size::Icon) / 2;
    const QString mark = m_stale ? QStringLiteral("warning") : QStringLiteral("store");
    paintIcon(painter, mark, at(m_folded ? (width() - size::Icon) / 2 : Inset, middle, size::Icon, size::Icon),
              m_stale ? tokens.warn : tokens.muted);
    if (m_folded)
        return;
    const auto align = static_cast<int>(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter));
    const int left = 2 * Inset + size::Icon;
    const int room = width() - left - Inset - size::IconSmall;
    const QFont small = fontFor(TextSize::Caption);
    const int nameHeight = fontMetrics().height();
    const int ageHeight = m_age.isEmpty() ? 0 : QFontMetrics(small).height() + 2;
    const int top = (height() - nameHeight - ageHeight) / 2;
    painter.setFont(fontFor(TextSize::Body, TextWeight::Strong));
    painter.setPen(tokens.text);
    painter.drawText(at(left, top, room, nameHeight), align,
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, room));
    painter.setFont(small);
    painter.setPen(m_stale ? tokens.warn : tokens.muted);
    painter.drawText(at(left, top + nameHeight, room, ageHeight), align,
                     painter.fontMetrics().elidedText(m_age, Qt::ElideRight, room));
    paintIcon(
        painter, QStringLiteral("chevron-up"),
        at(width() - Inset - size::IconSmall + 4, (height() - size::IconSmall) / 2, size::IconSmall, size::IconSmall),
        tokens.muted);
}

} // namespace perennial
