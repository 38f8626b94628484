// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/controlpainter.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QStyleOption>

namespace perennial {

namespace {

constexpr int Indicator = 18;
constexpr int FieldPadding = 10;
constexpr int ArrowWidth = 28;

template <class Option>
const Option &as(const QStyleOption *option)
{
    return *static_cast<const Option *>(option);
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

} // namespace

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
    case PM_MenuButtonIndicator:
        return size::IconSmall;
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
    case SE_HeaderArrow: {
        const QRect full = option->rect;
        return visualIn(option, {full.right() - size::Gap - size::IconSmall,
                                 full.center().y() - size::IconSmall / 2 + 1, size::IconSmall, size::IconSmall});
    }
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

} // namespace perennial
