// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"

class QToolButton;
class QVBoxLayout;

namespace perennial {

class StepLine;

// One thing, then another, but not a third: a line for each step, and a window for those that happen.
class SequenceConditionEditor : public KindEditor<SequenceCondition>
{
    Q_OBJECT

public:
    explicit SequenceConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] QWidget *makeFoot();
    [[nodiscard]] Picker *makeWindowPicker();
    [[nodiscard]] StepLine *insertLine(size_t index);
    void addStep(size_t index);
    void removeStep(size_t index);
    void moveStep(size_t index, int by);

    QVBoxLayout *m_lines;
    std::vector<StepLine *> m_steps;
    QToolButton *m_add;
    PickerPill *m_window;
};

} // namespace perennial
