// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/panelparts.h"
#include "ui/segment/pickers/picklist.h"

namespace perennial {

// A personal field to put into a text: of the person, of what started the flow, of this journey.
class FieldPicker : public Picker
{
    Q_OBJECT

public:
    explicit FieldPicker(const PanelContext &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const QString &field); // "{{ first_name }}"

private:
    void fill(const std::vector<PropertyChoice> &ofTrigger);

    const PanelContext &m_context;
    PickList *m_list;
};

} // namespace perennial
