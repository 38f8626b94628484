// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/flow/panel/panelform.h"
#include "ui/flow/panel/panelparts.h"

namespace perennial {

// The settings of one node.
class NodeEditor : public QWidget
{
    Q_OBJECT

public:
    explicit NodeEditor(const PanelContext &context, QWidget *parent = nullptr);

    virtual void setNode(const FlowDoc &flow, const FlowNode &node) = 0;

Q_SIGNALS:
    // `what` names the step of undo; edits with the same key that follow each other are one step.
    void edited(const perennial::FlowNodeKind &kind, const QString &what, const QString &key);

protected:
    [[nodiscard]] const PanelContext &context() const { return m_context; }
    [[nodiscard]] PanelForm &form() const { return *m_form; }

private:
    const PanelContext &m_context;
    PanelForm *m_form;
};

// The editor of nodes of one kind: it holds the node that is shown and tells what becomes of it.
template <class Kind>
class NodeKindEditor : public NodeEditor
{
public:
    using NodeEditor::NodeEditor;

    void setNode(const FlowDoc &flow, const FlowNode &node) final
    {
        m_kind = *node.as<Kind>();
        show(flow);
    }

protected:
    [[nodiscard]] const Kind &kind() const { return m_kind; }
    virtual void show(const FlowDoc &flow) = 0;

    // `change` is done to a copy; what stays the same is not told.
    template <class Change>
    void edit(const QString &what, const QString &key, Change change)
    {
        Kind changed = m_kind;
        std::move(change)(changed);
        if (changed == m_kind)
            return;
        m_kind = changed;
        Q_EMIT edited(changed, what, key);
    }

private:
    Kind m_kind;
};

[[nodiscard]] NodeEditor *makeNodeEditor(const FlowNodeKind &kind, const PanelContext &context, QWidget *parent);

} // namespace perennial
