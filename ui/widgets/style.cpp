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
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

namespace perennial {

namespace {

constexpr char LookProperty[] = "perennialLook";
constexpr int Indicator = 18;
constexpr int FieldPadding = 10;
constexpr int ArrowWidth = 28;

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

QRect visualIn(const QStyleOption *option, const QRect &logical)
{
    return QStyle::visualRect(option->direction, option->rect, logical);
}

// Our scroll bars have no arrow buttons: the thumb owns the whole length.
QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const bool flat = option.orientation == Qt::Horizontal;
    const int length = flat ? option.rect.width() : option.rect.height();
    const qint64 range = static_cast<qint64>(option.maximum) - option.minimum;
    const auto share =
        static_cast<int>(static_cast<qint64>(option.pageStep) * length / qMax<qint64>(1, range + option.pageStep));
    const int thumb = range > 0 ? qBound(qMin(length, 32), share, length) : length;
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - thumb, option.upsideDown);
    const auto strip = [&](int from, int to) {
        const QRect logical =
            flat ? QRect(from, 0, to - from, option.rect.height()) : QRect(0, from, option.rect.width(), to - from);
        return logical.translated(option.rect.topLeft());
    };
    if (part == QStyle::SC_ScrollBarSlider)
        return strip(start, start + thumb);
    return part == QStyle::SC_ScrollBarSubPage ? strip(0, start) : strip(start + thumb, length);
}

bool isInItemView(const QWidget *widget)
{
    return widget && qobject_cast<const QAbstractItemView *>(
                         widget->parentWidget() ? widget->parentWidget()->parentWidget() : nullptr);
}

} // namespace

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

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return Indicator;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return size::Unit;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
        return size::IconSmall;
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuVMargin:
    case PM_MenuHMargin:
        return size::Gap;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_ToolTipLabelFrameWidth:
        return size::Unit;
    case PM_SliderThickness:
    case PM_SliderLength:
    case PM_SliderControlThickness:
        return 20;
    case PM_FocusFrameHMargin:
    case PM_HeaderMargin:
        return size::Unit;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return size::Unit;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_Widget_Animation_Duration:
        return reducedMotion() ? 0 : MotionMs;
    case SH_Widget_Animate:
        return reducedMotion() ? 0 : 1;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &contents,
                              const QWidget *widget) const
{
    QSize wanted = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const auto atLeastHigh = [&wanted](int height) { wanted.setHeight(qMax(wanted.height(), height)); };
    switch (type) {
    case CT_PushButton:
        wanted.setWidth(as<QStyleOptionButton>(option).text.isEmpty() ? qMax(contents.width(), size::Control)
                                                                      : contents.width() + 3 * size::Unit + 2);
        atLeastHigh(size::Control);
        break;
    case CT_ComboBox:
        wanted = contents + QSize(FieldPadding + ArrowWidth + size::Gap, 0);
        atLeastHigh(isInItemView(widget) ? 0 : size::Control);
        break;
    case CT_SpinBox:
        wanted = contents + QSize(FieldPadding + ArrowWidth, 0);
        atLeastHigh(isInItemView(widget) ? 0 : size::Control);
        break;
    case CT_LineEdit:
    case CT_ToolButton:
        atLeastHigh(isInItemView(widget) ? 0 : size::Control);
        break;
    case CT_MenuItem:
        wanted.rwidth() += 2 * size::Unit;
        atLeastHigh(as<QStyleOptionMenuItem>(option).menuItemType == QStyleOptionMenuItem::Separator ? 0 : 28);
        break;
    case CT_HeaderSection:
        atLeastHigh(size::Row);
        break;
    case CT_TabBarTab:
        wanted += QSize(size::Unit, 0);
        atLeastHigh(size::Control + size::Gap);
        break;
    case CT_MenuBarItem:
        wanted += QSize(size::Unit, 0);
        atLeastHigh(28);
        break;
    case CT_ItemViewItem:
        atLeastHigh(size::CompactRow);
        break;
    default:
        break;
    }
    return wanted;
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    switch (element) {
    case SE_PushButtonFocusRect:
        return option->rect;
    case SE_LineEditContents:
        if (!isInItemView(widget) && option->rect.height() >= size::Control - size::Gap &&
            as<QStyleOptionFrame>(option).lineWidth > 0)
            return option->rect.adjusted(FieldPadding - 2, 1, -(FieldPadding - 2), -1);
        break;
    default:
        break;
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    const QRect full = option->rect;
    if (control == CC_ComboBox && part == SC_ComboBoxArrow)
        return visualIn(option, {full.right() - ArrowWidth + 1, full.top(), ArrowWidth, full.height()});
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return visualIn(option, full.adjusted(FieldPadding, 1, -ArrowWidth, -1));
    if (control == CC_SpinBox && part == SC_SpinBoxEditField)
        return visualIn(option, full.adjusted(FieldPadding - 2, 1, -ArrowWidth, -1));
    if (control == CC_SpinBox && part == SC_SpinBoxUp)
        return visualIn(option, {full.right() - ArrowWidth + 1, full.top() + 1, ArrowWidth - 2, full.height() / 2 - 1});
    if (control == CC_SpinBox && part == SC_SpinBoxDown)
        return visualIn(option, {full.right() - ArrowWidth + 1, full.top() + full.height() / 2, ArrowWidth - 2,
                                 full.height() / 2 - 1});
    if (control == CC_ScrollBar && (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine))
        return {};
    if (control == CC_ScrollBar && part == SC_ScrollBarGroove)
        return full;
    if (control == CC_ScrollBar &&
        (part == SC_ScrollBarSlider || part == SC_ScrollBarSubPage || part == SC_ScrollBarAddPage))
        return visualIn(option, scrollBarPart(as<QStyleOptionSlider>(option), part));
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
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
        break;
    case PE_PanelScrollAreaCorner:
        painter->fillRect(option->rect, isInItemView(widget) ? tokens.card : tokens.window);
        break;
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView *>(widget) || option->state.testFlag(State_KeyboardFocusChange))
            paintFocusRing(*painter, option->rect, size::Gap);
        break;
    case PE_PanelLineEdit:
        if (as<QStyleOptionFrame>(option).lineWidth > 0)
            paintField(*painter, *option);
        break;
    case PE_FrameLineEdit:
        paintField(*painter, *option);
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        paintCheck(*painter, *option);
        break;
    case PE_IndicatorRadioButton:
        paintRadio(*painter, *option);
        break;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
    case PE_IndicatorSpinUp:
    case PE_IndicatorSpinDown:
        paintArrow(*painter, element, *option);
        break;
    case PE_PanelItemViewRow:
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
        arrow(PE_IndicatorSpinUp, part(SC_SpinBoxUp));
        arrow(PE_IndicatorSpinDown, part(SC_SpinBoxDown));
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
