// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/nodeeditor.h"

namespace perennial {

// Onto a list or off it.
class ListEditor : public NodeKindEditor<ListNode>
{
    Q_OBJECT

public:
    ListEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;
    [[nodiscard]] Picker *makeListPicker();

    QComboBox *m_add;
    PickerPill *m_list;
};

// The rungs of a discount, and where the journey keeps it.
class LadderEditor : public NodeKindEditor<LadderNode>
{
    Q_OBJECT

public:
    LadderEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;
    void readRungs(const QString &text);

    QLineEdit *m_rungs;
    Label *m_problem;
    QComboBox *m_unit;
    QLineEdit *m_variable;
    Label *m_hint;
};

class GoalEditor : public NodeKindEditor<GoalNode>
{
    Q_OBJECT

public:
    GoalEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &) override { setField(m_name, kind().name); }

    QLineEdit *m_name;
};

class ExitEditor : public NodeKindEditor<ExitNode>
{
    Q_OBJECT

public:
    ExitEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &) override { setField(m_reason, kind().reason); }

    QLineEdit *m_reason;
};

// Says why a node cannot be read, and shows it as it stands in the file.
class UnreadEditor : public NodeKindEditor<UnreadNode>
{
    Q_OBJECT

public:
    UnreadEditor(const PanelContext &context, QWidget *parent);

private:
    void show(const FlowDoc &flow) override;

    Label *m_why;
    QPlainTextEdit *m_json;
};

} // namespace perennial
