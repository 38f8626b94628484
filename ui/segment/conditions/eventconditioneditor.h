// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"

class QToolButton;
class QAbstractButton;

namespace perennial {

class FilterChip;

// "Placed Order · at least 2 times · in the last 90 days · where Source is web".
class EventConditionEditor : public ConditionEditor
{
    Q_OBJECT

public:
    explicit EventConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);
    void setNode(const SegmentNode &node) override;

private:
    [[nodiscard]] Picker *makeMetricPicker();
    [[nodiscard]] Picker *makeQuantityPicker();
    [[nodiscard]] Picker *makeTestPicker();
    [[nodiscard]] Picker *makeWindowPicker();
    void chooseAggregate(Aggregate aggregate);
    void addFilter();
    void showFilters();
    FilterChip *insertChip(size_t index);
    void changeFilter(size_t index, const PropertyFilter &filter, const QString &key);
    void removeFilter(size_t index);
    void toggleFilterMatch();
    void change(const EventCondition &condition, const QString &what, const QString &key = {});

    SegmentNode m_node;
    EventCondition m_condition;
    PickerPill *m_metric;
    PickerPill *m_quantity;
    PickerPill *m_test;
    PickerPill *m_window;
    std::vector<FilterChip *> m_chips;
    QAbstractButton *m_addFilter;
};

} // namespace perennial
