// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"

namespace perennial {

// "Random sample of · 10 % · drawn for autumn test".
class SampleConditionEditor : public KindEditor<SampleCondition>
{
    Q_OBJECT

public:
    explicit SampleConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] Picker *makePercentPicker();
    [[nodiscard]] Picker *makeSaltPicker();

    PickerPill *m_percent;
    PickerPill *m_salt;
};

} // namespace perennial
