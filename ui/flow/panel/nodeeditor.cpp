// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/messageeditor.h"
#include "ui/flow/panel/smalleditors.h"
#include "ui/flow/panel/spliteditors.h"
#include "ui/flow/panel/timeeditors.h"
#include "ui/flow/panel/triggereditor.h"
#include "ui/flow/panel/updateeditor.h"
#include "ui/flow/panel/wayseditors.h"

#include <QVBoxLayout>

#include <array>

namespace perennial {

namespace {

using Make = NodeEditor *(*)(const PanelContext &, QWidget *);

template <class Editor>
NodeEditor *make(const PanelContext &context, QWidget *parent)
{
    return new Editor(context, parent);
}

// In the order of the alternatives of FlowNodeKind.
constexpr std::array<Make, std::variant_size_v<FlowNodeKind>> Makers{
    make<TriggerEditor>,    make<DelayEditor>,       make<WaitEditor>,    make<SplitEditor>,  make<TriggerSplitEditor>,
    make<MultiSplitEditor>, make<RandomSplitEditor>, make<MessageEditor>, make<UpdateEditor>, make<ListEditor>,
    make<LadderEditor>,     make<GoalEditor>,        make<ExitEditor>,    make<UnreadEditor>,
};

} // namespace

NodeEditor::NodeEditor(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_form(new PanelForm(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
}

NodeEditor *makeNodeEditor(const FlowNodeKind &kind, const PanelContext &context, QWidget *parent)
{
    return Makers[kind.index()](context, parent);
}

} // namespace perennial
