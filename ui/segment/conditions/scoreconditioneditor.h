// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"
#include "ui/segment/pickers/picklist.h"

namespace perennial {

// "predicted CLV · percentile · is at least 90 (the top 10 %) · among people of the same Country".
class ScoreConditionEditor : public KindEditor<ScoreCondition>
{
    Q_OBJECT

public:
    explicit ScoreConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] ValueType typeOfTest() const;
    [[nodiscard]] ValueType typeOf(const QString &score) const;
    [[nodiscard]] Picker *makeScorePicker();
    [[nodiscard]] Picker *makeScalePicker();
    [[nodiscard]] Picker *makeTestPicker();
    [[nodiscard]] Picker *makeWithinPicker();
    void takeScore(const QString &score);

    PickerPill *m_score;
    PickerPill *m_scale;
    PickerPill *m_test;
    PickerPill *m_within;
};

// The scores that Perennial has a name for, those with values first; `id` is what a condition names them by.
[[nodiscard]] std::vector<PickItem> scoreItems(const SegmentCatalog &catalog, const QString &section);

} // namespace perennial
