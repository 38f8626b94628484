// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

class RowList;

// What is written down of a person, or kept for the rest of the journey.
class UpdateEditor : public NodeKindEditor<UpdateNode>
{
    Q_OBJECT

public:
    UpdateEditor(const PanelContext &context, QWidget *parent);

private:
    class Row;

    void show(const FlowDoc &flow) override;
    void connectRow(Row *row, size_t index);
    [[nodiscard]] Picker *makePropertyPicker(size_t index);
    [[nodiscard]] Picker *makeTriggerPicker(size_t index);
    template <class Change>
    void editRow(size_t index, const QString &key, Change change);

    RowList *m_rows;
};

} // namespace perennial
