// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

// Yes or no, by a condition.
class SplitEditor : public NodeKindEditor<SplitNode>
{
    Q_OBJECT

public:
    SplitEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override { m_when->show(flow, kind().when); }

    DefinitionBox *m_when;
};

// Yes or no, by the event that started the journey.
class TriggerSplitEditor : public NodeKindEditor<TriggerSplitNode>
{
    Q_OBJECT

public:
    TriggerSplitEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;

    Label *m_metric;
    FilterBox *m_filters;
};

} // namespace perennial
