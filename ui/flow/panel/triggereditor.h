// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

// What starts a journey: an event, joining, a date, a change of a product.
class TriggerEditor : public NodeKindEditor<TriggerNode>
{
    Q_OBJECT

public:
    TriggerEditor(const PanelContext &context, QWidget *parent);

private:
    void makeEvent();
    void makeJoin();
    void makeDate();
    void makeProduct();
    void show(const FlowDoc &flow) override;
    void showHappening(const EventTrigger &event);
    void showDate(const DateTrigger &date);
    void showProduct(const ProductTrigger &product);
    void chooseStart(int index);
    [[nodiscard]] Picker *makeJoinPicker();
    [[nodiscard]] Picker *makeDatePicker();

    // Changes the start where it is of this sort.
    template <class Start, class Change>
    void editStart(const QString &what, const QString &key, Change change);

    QComboBox *m_sort;
    PanelForm *m_event;
    PanelForm *m_join;
    PanelForm *m_date;
    PanelForm *m_product;
    PickerPill *m_metric;
    FilterBox *m_filters;
    PickerPill *m_joined;
    PickerPill *m_property;
    SpanField *m_offset;
    QComboBox *m_side;
    QTimeEdit *m_at;
    QComboBox *m_repeat;
    QComboBox *m_change;
    PickerPill *m_productMetric;
    NumberField *m_percent;
};

} // namespace perennial
