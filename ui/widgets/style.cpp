// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/style.h"

#include "ui/widgets/controlpainter.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace perennial {

namespace {

constexpr char LookProperty[] = "perennialLook";

void paintMenuBarItem(QPainter &painter, const QStyleOptionMenuItem &option)
{
    const Tokens &tokens = Tokens::current();
    painter.fillRect(option.rect, tokens.window);
    if (option.state & (QStyle::State_Selected | QStyle::State_Sunken))
        paintRounded(painter, option.rect.adjusted(1, 2, -1, -2), size::Gap, blend(tokens.window, tokens.text, 0.08));
    painter.setPen(tokens.text);
    painter.drawText(option.rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
}

template <class Option>
const Option &as(const QStyleOption *option)
{
    return *static_cast<const Option *>(option);
}

QString arrowIcon(QStyle::PrimitiveElement element)
{
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorSpinUp:
        return QStringLiteral("chevron-up");
    case QStyle::PE_IndicatorArrowLeft:
        return QStringLiteral("chevron-left");
    case QStyle::PE_IndicatorArrowRight:
        return QStringLiteral("chevron-right");
    default:
        return QStringLiteral("chevron-down");
    }
}

void paintArrow(QPainter &painter, QStyle::PrimitiveElement element, const QStyleOption &option)
{
    QRectF box(0, 0, size::IconSmall, size::IconSmall);
    box.moveCenter(QRectF(option.rect).center());
    const bool enabled = option.state.testFlag(QStyle::State_Enabled);
    paintIcon(painter, arrowIcon(element), box, enabled ? Tokens::current().muted : Tokens::current().line);
}

bool paintIndicator(QPainter &painter, QStyle::PrimitiveElement element, const QStyleOption &option)
{
    switch (element) {
    case QStyle::PE_IndicatorCheckBox:
    case QStyle::PE_IndicatorItemViewItemCheck:
        paintCheck(painter, option);
        return true;
    case QStyle::PE_IndicatorRadioButton:
        paintRadio(painter, option);
        return true;
    case QStyle::PE_IndicatorArrowDown:
    case QStyle::PE_IndicatorArrowUp:
    case QStyle::PE_IndicatorArrowLeft:
    case QStyle::PE_IndicatorArrowRight:
    case QStyle::PE_IndicatorSpinUp:
    case QStyle::PE_IndicatorSpinDown:
        paintArrow(painter, element, option);
        return true;
    default:
        return false;
    }
}

void paintRow(QPainter &painter, const QStyleOptionViewItem &option)
{
    const Tokens &tokens = Tokens::current();
    if (option.backgroundBrush.style() != Qt::NoBrush)
        painter.fillRect(option.rect, option.backgroundBrush);
    if (option.state.testFlag(QStyle::State_Selected))
        painter.fillRect(option.rect, tokens.accentSoft);
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter.fillRect(option.rect, tokens.hover());
}

void paintSortArrow(QPainter &painter, const QStyleOptionHeader &option)
{
    const bool up = option.sortIndicator == QStyleOptionHeader::SortUp;
    paintArrow(painter, up ? QStyle::PE_IndicatorArrowUp : QStyle::PE_IndicatorArrowDown, option);
}

} // namespace

bool isInItemView(const QWidget *widget)
{
    const QWidget *parent = widget ? widget->parentWidget() : nullptr;
    return parent && qobject_cast<const QAbstractItemView *>(parent->parentWidget());
}

void setLook(QAbstractButton *button, Look look)
{
    button->setProperty(LookProperty, static_cast<int>(look));
    button->update();
}

Look lookOf(const QWidget *widget)
{
    return widget ? static_cast<Look>(widget->property(LookProperty).toInt()) : Look::Secondary;
}

Style::Style()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QTabBar *>(widget) || qobject_cast<QHeaderView *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *header = qobject_cast<QHeaderView *>(widget); header && header->orientation() == Qt::Horizontal)
        header->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    if (paintIndicator(*painter, element, *option))
        return;
    const Tokens &tokens = Tokens::current();
    switch (element) {
    case PE_PanelButtonCommand:
        paintButton(*painter, *option, lookOf(widget));
        break;
    case PE_PanelButtonTool:
        paintButton(*painter, *option, Look::Quiet);
        break;
    case PE_FrameDefaultButton:
    case PE_FrameButtonTool:
    case PE_FrameStatusBarItem:
    case PE_PanelMenuBar:
    case PE_PanelItemViewRow:
        break;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, isInItemView(widget) ? tokens.card : tokens.window);
        break;
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange))
            paintFocusRing(*painter, option->rect, size::Gap);
        break;
    case PE_PanelLineEdit:
        if (as<QStyleOptionFrame>(option).lineWidth > 0)
            paintField(*painter, *option);
        break;
    case PE_FrameLineEdit:
        paintField(*painter, *option);
        break;
    case PE_IndicatorHeaderArrow:
        paintSortArrow(*painter, as<QStyleOptionHeader>(option));
        break;
    case PE_PanelItemViewItem:
        paintRow(*painter, as<QStyleOptionViewItem>(option));
        break;
    case PE_PanelMenu:
        painter->fillRect(option->rect, tokens.card);
        break;
    case PE_FrameMenu:
        paintRounded(*painter, option->rect, 0, {}, tokens.strongLine);
        break;
    case PE_PanelTipLabel:
        painter->fillRect(option->rect, tokens.strongLine);
        painter->fillRect(option->rect.adjusted(1, 1, -1, -1), tokens.card);
        break;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget)) {
            paintField(*painter, *option);
            break;
        }
        paintRounded(*painter, option->rect, size::ControlRadius, {}, tokens.line);
        break;
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.top(), option->rect.width(), 1), tokens.line);
        break;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        drawControl(CE_PushButtonBevel, option, painter, widget);
        drawControl(CE_PushButtonLabel, option, painter, widget);
        break;
    case CE_PushButtonBevel: // the label has a menu's arrow
        drawPrimitive(PE_PanelButtonCommand, option, painter, widget);
        break;
    case CE_PushButtonLabel:
        paintButtonLabel(*painter, as<QStyleOptionButton>(option), lookOf(widget));
        break;
    case CE_HeaderSection:
        paintHeader(*painter, as<QStyleOptionHeader>(option));
        break;
    case CE_HeaderLabel: {
        QStyleOptionHeader header = as<QStyleOptionHeader>(option);
        header.palette.setColor(QPalette::ButtonText, Tokens::current().muted);
        QProxyStyle::drawControl(element, &header, painter, widget);
        break;
    }
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, Tokens::current().card);
        break;
    case CE_TabBarTabShape:
        paintTab(*painter, as<QStyleOptionTab>(option));
        break;
    case CE_ProgressBar:
        paintProgress(*painter, as<QStyleOptionProgressBar>(option));
        break;
    case CE_MenuItem:
        paintMenuItem(*painter, as<QStyleOptionMenuItem>(option));
        break;
    case CE_MenuBarItem:
        paintMenuBarItem(*painter, as<QStyleOptionMenuItem>(option));
        break;
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, Tokens::current().window);
        break;
    default:
        QProxyStyle::drawControl(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const auto part = [&](SubControl sub) { return subControlRect(control, option, sub, widget); };
    const auto arrow = [&](PrimitiveElement element, const QRect &rect) {
        QStyleOption inner = *option;
        inner.rect = rect;
        paintArrow(*painter, element, inner);
    };
    switch (control) {
    case CC_ComboBox:
        paintButton(*painter, *option, Look::Secondary);
        arrow(PE_IndicatorArrowDown, part(SC_ComboBoxArrow));
        break;
    case CC_SpinBox:
        paintField(*painter, *option);
        if (as<QStyleOptionSpinBox>(option).buttonSymbols != QAbstractSpinBox::NoButtons) {
            arrow(PE_IndicatorSpinUp, part(SC_SpinBoxUp));
            arrow(PE_IndicatorSpinDown, part(SC_SpinBoxDown));
        }
        break;
    case CC_ScrollBar:
        if (isInItemView(widget))
            painter->fillRect(option->rect, Tokens::current().card);
        paintScrollBar(*painter, as<QStyleOptionSlider>(option), part(SC_ScrollBarSlider));
        break;
    case CC_Slider:
        paintSlider(*painter, as<QStyleOptionSlider>(option), part(SC_SliderGroove), part(SC_SliderHandle));
        break;
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace perennial
