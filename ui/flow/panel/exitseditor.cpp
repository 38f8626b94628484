// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/exitseditor.h"

#include "ui/flow/editing/flowlists.h"
#include "ui/flow/panel/rowlist.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

enum Sort { Leaves, GoalAndLeaves, GoalAndStays };

Sort sortOf(const FlowExit &exit)
{
    return !exit.isGoal ? Leaves : exit.leaves ? GoalAndLeaves : GoalAndStays;
}

} // namespace

class ExitsEditor::Row final : public PanelForm
{
public:
    Row(const PanelContext &context, size_t index, QWidget *parent)
        : PanelForm(parent)
        , name(addLine(tr("Name"), "exitName", tr("Bought something")))
        , sort(addChoice(tr("What it is"), "exitSort",
                         {{Leaves, tr("an exit: people leave")},
                          {GoalAndLeaves, tr("a goal: reached, people leave")},
                          {GoalAndStays, tr("a goal: reached, people stay")}}))
        , when(new DefinitionBox(context, tr("When: exit %1").arg(index + 1), "exitWhen", this))
    {
        addPart(when);
    }

    QLineEdit *name;
    QComboBox *sort;
    DefinitionBox *when;
};

ExitsEditor::ExitsEditor(const PanelContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_rows(new RowList(
          tr("exit"), [this](size_t index, QWidget *row) { return makeRow(index, row); }, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_rows);
    connect(m_rows->addAdder(tr("+ exit"), "addExit"), &QToolButton::clicked, this, [this] { add(false); });
    connect(m_rows->addAdder(tr("+ goal"), "addGoal"), &QToolButton::clicked, this, [this] { add(true); });
    connect(m_rows, &RowList::removeWanted, this, [this](size_t index) {
        edit(tr("Remove exit"), {}, [&](FlowDoc &flow) { flow.exits = withoutRow(flow.exits, index); });
    });
    connect(m_rows, &RowList::moveWanted, this, [this](size_t index, int by) {
        edit(tr("Move exit"), {}, [&](FlowDoc &flow) { flow.exits = withRowMoved(flow.exits, index, by); });
    });
}

template <class Change>
void ExitsEditor::edit(const QString &what, const QString &key, Change change)
{
    FlowDoc flow = m_flow;
    change(flow);
    if (flow == m_flow)
        return;
    m_flow = flow;
    Q_EMIT edited(flow, what, key);
}

void ExitsEditor::add(bool isGoal)
{
    FlowExit exit;
    exit.isGoal = isGoal;
    edit(isGoal ? tr("Add goal") : tr("Add exit"), {}, [&](FlowDoc &flow) { flow = withExit(flow, exit); });
}

QWidget *ExitsEditor::makeRow(size_t index, QWidget *parent)
{
    auto *row = new Row(m_context, index, parent);
    const QString key = QStringLiteral("exit%1").arg(index);
    connect(row->name, &QLineEdit::textEdited, this, [this, index, key](const QString &text) {
        edit(tr("Rename exit"), key, [&](FlowDoc &flow) { flow.exits[index].name = text; });
    });
    connect(row->sort, &QComboBox::activated, this, [this, row, index] {
        edit(tr("Change exit"), {}, [&](FlowDoc &flow) {
            flow.exits[index].isGoal = valueOf(row->sort) != Leaves;
            flow.exits[index].leaves = valueOf(row->sort) != GoalAndStays;
        });
    });
    connect(row->when, &DefinitionBox::edited, this,
            [this, index, key](const SegmentNode &root, const QString &what, const QString &inner) {
                edit(what, inner.isEmpty() ? QString() : key + inner,
                     [&](FlowDoc &flow) { flow.exits[index].when = root; });
            });
    return row;
}

void ExitsEditor::show(const FlowDoc &flow)
{
    m_flow = flow;
    m_rows->setCount(flow.exits.size());
    for (size_t i = 0; i < flow.exits.size(); ++i) {
        auto *row = static_cast<Row *>(m_rows->row(i));
        setField(row->name, flow.exits[i].name);
        setField(row->sort, sortOf(flow.exits[i]));
        row->when->show(flow, flow.exits[i].when);
    }
}

} // namespace perennial
