// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/editing/flowedits.h"
#include "ui/flow/panel/panelparts.h"

class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace perennial {

class FlowSettings;
class IconLabel;
class Label;
class NodeEditor;

// The properties of what is selected: of a step, of a remark, of nothing those of the whole flow.
class FlowPanel : public QWidget
{
    Q_OBJECT

public:
    FlowPanel(SegmentCatalog &catalog, PreviewPeople *people, QWidget *parent = nullptr);

    void setFlow(const FlowDoc &flow);
    void setSelection(const FlowParts &parts);
    // Of everything; those of what is selected are shown.
    void setProblems(const std::vector<FlowProblem> &problems);
    // The first field that asks for something.
    void enter();
    void editTitle();
    [[nodiscard]] const FlowNodeId &node() const { return m_node; }

Q_SIGNALS:
    void edited(const perennial::FlowDoc &flow, const QString &what, const QString &key);
    void fixWanted(const perennial::FlowProblem &problem);
    void left(); // by Esc

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHead();
    void refresh();
    void showNode(const FlowNode &node);
    void showSettings();
    void showMany(size_t count);
    void showProblems();
    void dropEditor();
    void keepFocusOf(const QWidget *part);

    FlowDoc m_flow;
    FlowScope m_scope;
    PanelContext m_context;
    FlowParts m_parts;
    FlowNodeId m_node; // empty: not one step
    std::vector<FlowProblem> m_problems;
    IconLabel *m_icon;
    Label *m_kind;
    QLineEdit *m_title;
    QLineEdit *m_note;
    QScrollArea *m_area;
    QVBoxLayout *m_body;
    QVBoxLayout *m_problemLines;
    NodeEditor *m_editor = nullptr;
    std::optional<size_t> m_editorKind;
    FlowNodeId m_editorNode;
    FlowSettings *m_settings = nullptr; // from the first time it is shown
};

} // namespace perennial
