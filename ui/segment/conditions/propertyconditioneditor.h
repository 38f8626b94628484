// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"
#include "ui/segment/pickers/picklist.h"

#include <QHash>

namespace perennial {

// "Country · is one of DE, AT", or "Shipping Country · is not · their · Country"; inside a flow also "Product of what
// started the flow · is Mug".
class PropertyConditionEditor : public ConditionEditor
{
    Q_OBJECT

public:
    explicit PropertyConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);
    void setNode(const SegmentNode &node) override;

private:
    void makeOther();
    [[nodiscard]] Picker *makePropertyPicker();
    [[nodiscard]] Picker *makeFlowPropertyPicker();
    [[nodiscard]] std::vector<PickItem> ownItems() const;
    [[nodiscard]] std::optional<ValueType> typeOf(PropertyOf of, const QString &name) const;
    void takeProperty(PropertyOf of, const QString &name, std::optional<ValueType> type);
    [[nodiscard]] Picker *makeTestPicker();
    [[nodiscard]] Picker *makeOtherPicker();
    [[nodiscard]] TestOffer testOffer() const;
    [[nodiscard]] TestOffer flowTestOffer() const;
    void compareWithOther();
    void compareWithValue();
    void change(const PropertyCondition &condition, const QString &what, const QString &key = {});

    SegmentNode m_node;
    PropertyCondition m_condition;
    QHash<QString, ValueType> m_typesOfTrigger; // as found last
    bool m_wantsOther = false;                  // the other is still to be chosen
    PickerPill *m_property;
    PickerPill *m_test;
    QWidget *m_otherBox;
    PickerPill *m_other = nullptr;
};

} // namespace perennial
