// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/conditioneditor.h"

class QAction;
class QToolButton;

namespace perennial {

// "is subscribed to · e-mail · by “Web form” · with double opt-in · in the last 30 days".
class ConsentConditionEditor : public ConditionEditor
{
    Q_OBJECT

public:
    explicit ConsentConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);
    void setNode(const SegmentNode &node) override;

private:
    void fillAddButton();
    void openDetail(PickerPill *pill);
    void showDetails();
    [[nodiscard]] Picker *makeStatePicker();
    [[nodiscard]] Picker *makeChannelPicker();
    [[nodiscard]] Picker *makeMethodPicker();
    [[nodiscard]] Picker *makeOptInPicker();
    [[nodiscard]] Picker *makeSincePicker();
    void change(const ConsentCondition &condition, const QString &what, const QString &key = {});

    SegmentNode m_node;
    ConsentCondition m_condition;
    PickerPill *m_state;
    PickerPill *m_channel;
    PickerPill *m_method;
    PickerPill *m_optIn;
    PickerPill *m_since;
    QToolButton *m_add;
    QAction *m_addMethod = nullptr;
    QAction *m_addOptIn = nullptr;
    QAction *m_addSince = nullptr;
};

} // namespace perennial
