// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

// How long, until when, on which days, by whose clock.
class DelayEditor : public NodeKindEditor<DelayNode>
{
    Q_OBJECT

public:
    DelayEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;
    void connectFields();

    SpanField *m_span;
    QCheckBox *m_hasUntil;
    QTimeEdit *m_until;
    WeekdayBox *m_days;
    QComboBox *m_clock;
    Label *m_words;
};

// Until what holds, and how long at most.
class WaitEditor : public NodeKindEditor<WaitNode>
{
    Q_OBJECT

public:
    WaitEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;

    DefinitionBox *m_until;
    QCheckBox *m_hasTimeout;
    SpanField *m_timeout;
    Label *m_hint;
};

} // namespace perennial
