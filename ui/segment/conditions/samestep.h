// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/condition.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/pickers/picklist.h"

class QComboBox;
class QPushButton;

namespace perennial {

class SegmentCatalog;
struct BuilderContext;

// "same order as step 1", "same Product as step 2"
[[nodiscard]] QString sameStepWords(const SameProperty &same);

// What of a step is the same as at earlier ones that happen: the order, and any property of its events.
class SameStepPicker : public Picker
{
    Q_OBJECT

public:
    SameStepPicker(SegmentCatalog &catalog, const SequenceCondition &sequence, size_t index, QWidget *parent = nullptr);

Q_SIGNALS:
    void edited(const std::vector<perennial::SameProperty> &same);

private:
    void offer(const QStringList &properties);

    SequenceCondition m_sequence;
    size_t m_index;
    std::vector<SameProperty> m_offered; // an item's id is its place here
    PickList *m_list;
};

// "same Product as what started the flow", "same cart_id (id there) as what started the flow"
[[nodiscard]] QString sameAsTriggerWords(const std::vector<SameAsTrigger> &same);

// What of an event is the same as of the one that started the flow: the order, any property that both have, and any two
// that mean the same and are called otherwise.
class SameAsTriggerPicker : public Picker
{
    Q_OBJECT

public:
    SameAsTriggerPicker(const BuilderContext &context, const EventQuantity &quantity, QWidget *parent = nullptr);

Q_SIGNALS:
    void edited(const std::vector<perennial::SameAsTrigger> &same);

private:
    [[nodiscard]] QWidget *makeOtherNames();
    void fillOtherNames();
    void offer();
    void suggestThere();
    void showAddable();
    void addOther();
    [[nodiscard]] SameAsTrigger other() const; // what the fields for other names say

    QString m_triggerMetric;
    std::vector<SameAsTrigger> m_now;
    std::vector<SameAsTrigger> m_offered; // an item's id is its place here
    QStringList m_ofEvent;                // the names of its properties
    QStringList m_ofTrigger;
    PickList *m_list;
    QWidget *m_otherNames;
    QComboBox *m_here;
    QComboBox *m_there;
    QPushButton *m_add;
};

} // namespace perennial
