// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"

namespace perennial {

class FilterPills;

// "Placed Order · regularly · in 3 of the last 6 months", "Placed Order · overdue · by more than 1.5 × their usual
// gap".
class RhythmConditionEditor : public KindEditor<RhythmCondition>
{
    Q_OBJECT

public:
    explicit RhythmConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] Picker *makeMetricPicker();
    [[nodiscard]] Picker *makePatternPicker();
    [[nodiscard]] Picker *makePeriodsPicker();
    [[nodiscard]] Picker *makePausePicker();
    [[nodiscard]] Picker *makeFactorPicker();
    [[nodiscard]] Picker *makeWindowPicker();

    PickerPill *m_metric;
    PickerPill *m_pattern;
    PickerPill *m_periods;
    PickerPill *m_window;
    PickerPill *m_pause;
    PickerPill *m_factor;
    FilterPills *m_filters;
};

// "for the first time"
[[nodiscard]] QString rhythmWords(Rhythm pattern);
// A condition of this pattern with sensible lengths of time; what the pattern has no use for is gone.
[[nodiscard]] RhythmCondition withPattern(RhythmCondition condition, Rhythm pattern);

} // namespace perennial
