// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/saved/sqltemplate.h"
#include "ui/segment/conditions/kindeditor.h"

namespace perennial {

class FormPicker;

// "found by the query · Big spenders · cents: 80,000", and below it what the query's note says.
class SqlConditionEditor : public KindEditor<SqlCondition>
{
    Q_OBJECT

public:
    explicit SqlConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    void showParameters(const std::vector<TemplateParameter> &parameters);
    void showNote(const std::optional<SqlTemplate> &query);
    [[nodiscard]] PickerPill *makeParameterPill(size_t index);
    [[nodiscard]] Picker *makeQueryPicker();
    [[nodiscard]] Picker *makeParameterPicker(const TemplateParameter &parameter);
    void addDate(FormPicker &form, const QString &parameter, const QString &now);
    void give(const QString &parameter, std::optional<Operand> value);

    FlowLayout *m_pills;
    PickerPill *m_query;
    std::vector<TemplateParameter> m_parameters;
    std::vector<PickerPill *> m_parameterPills;
    Label *m_note;
};

} // namespace perennial
