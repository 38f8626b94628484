// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/pickerpill.h"

namespace perennial {

class ChoiceList;
class Label;
class NumberField;
class PickList;

// What is made of events: how many, or the sum, the average, the second … of one of their properties.
class QuantityEditor : public Picker
{
    Q_OBJECT

public:
    using FindProperties = std::function<void(QObject *context, SegmentCatalog::Done<PropertyChoice>)>;

    QuantityEditor(const EventQuantity &quantity, const FindProperties &find, QWidget *parent = nullptr);

Q_SIGNALS:
    // `type` is that of a property that was just picked.
    void edited(const perennial::EventQuantity &quantity, std::optional<perennial::ValueType> type);

private:
    void fillSide();
    [[nodiscard]] QWidget *makeNth();
    void fillProperties(const std::vector<PropertyChoice> &properties);
    void chooseAggregate(Aggregate aggregate);
    void pickProperty(const QString &name);
    void readNth();
    void showAggregate();
    void confirm();
    [[nodiscard]] bool needsProperty() const;

    EventQuantity m_quantity;
    std::vector<PropertyChoice> m_known;
    ChoiceList *m_aggregates;
    QWidget *m_side;
    QWidget *m_nthRow = nullptr;
    NumberField *m_nth = nullptr;
    Label *m_nthWords = nullptr;
    PickList *m_properties = nullptr;
};

} // namespace perennial
