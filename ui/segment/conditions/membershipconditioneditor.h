// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"

namespace perennial {

// "is not in · segment Win back · left in the last 7 days", "is in · flow Welcome · at the step Second e-mail".
class MembershipConditionEditor : public KindEditor<MembershipCondition>
{
    Q_OBJECT

public:
    explicit MembershipConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] Picker *makeInPicker();
    [[nodiscard]] Picker *makeNamePicker();
    [[nodiscard]] Picker *makeStepPicker();
    [[nodiscard]] Picker *makeSincePicker();

    PickerPill *m_in;
    PickerPill *m_name;
    PickerPill *m_step;
    PickerPill *m_since;
};

// Every segment, list and flow there is, with what its condition names it by.
struct MembershipChoice
{
    MemberOf of = MemberOf::Segment;
    QString name;
    std::optional<qint64> people;
    QString refusal; // why it cannot be chosen
};

[[nodiscard]] std::vector<MembershipChoice> membershipChoices(const BuilderContext &context);
// "segment Win back"
[[nodiscard]] QString membershipWords(MemberOf of, const QString &name);

} // namespace perennial
