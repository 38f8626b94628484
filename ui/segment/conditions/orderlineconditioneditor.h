// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"
#include "ui/segment/conditions/linecatalog.h"

namespace perennial {

class FilterPills;

// "Bought · where product contains Candle · at least 2 times · in their first order · this year".
class OrderLineConditionEditor : public KindEditor<OrderLineCondition>
{
    Q_OBJECT

public:
    explicit OrderLineConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] Picker *makeMeasurePicker();
    [[nodiscard]] Picker *makeTestPicker();
    [[nodiscard]] Picker *makeOrderPicker();
    [[nodiscard]] Picker *makeWindowPicker();

    LineCatalog m_lines;
    PickerPill *m_measure;
    Label *m_anything;
    FilterPills *m_filters;
    PickerPill *m_test;
    PickerPill *m_order;
    PickerPill *m_window;
};

} // namespace perennial
