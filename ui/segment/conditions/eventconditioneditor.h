// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"

namespace perennial {

class QuantityPills;

// "Placed Order · at least 2 times · in the last 90 days · where Source is web", or
// "Placed Order · sum of value · in the last 30 days · is more than · that of …" another quantity.
class EventConditionEditor : public ConditionEditor
{
    Q_OBJECT

public:
    explicit EventConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);
    void setNode(const SegmentNode &node) override;

private:
    void makeOther();
    void showOther();
    void placeTest();
    [[nodiscard]] Picker *makeTestPicker();
    [[nodiscard]] TestOffer testOffer();
    void chooseAggregate(Aggregate aggregate);
    void takeQuantity(const EventQuantity &quantity, const QString &what, const QString &key,
                      std::optional<ValueType> type);
    void compareWithOther();
    void compareWithValue();
    void openLater();
    void change(const EventCondition &condition, const QString &what, const QString &key = {});

    SegmentNode m_node;
    EventCondition m_condition;
    // Of the property that was picked last.
    std::pair<QString, std::optional<ValueType>> m_typeOfProperty;
    QuantityPills *m_quantity;
    PickerPill *m_test;
    QWidget *m_other = nullptr; // from the first time that there is another quantity
    QuantityPills *m_otherQuantity = nullptr;
};

} // namespace perennial
