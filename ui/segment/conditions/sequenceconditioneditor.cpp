// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/sequenceconditioneditor.h"

#include "ui/segment/conditions/sequenceedits.h"
#include "ui/segment/conditions/stepline.h"
#include "ui/segment/conditions/wordlabel.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace perennial {

namespace {

constexpr int PillHeight = 28;

}

SequenceConditionEditor::SequenceConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, Lines::Own, parent)
    , m_lines(new QVBoxLayout)
    , m_add(new QToolButton(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(size::Gap);
    m_lines->setSpacing(size::Gap);
    column->addLayout(m_lines);
    column->addWidget(makeFoot());
}

QWidget *SequenceConditionEditor::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    row->addSpacing(2 * size::Unit);
    m_add->setObjectName(QStringLiteral("addStep"));
    m_add->setText(tr("+ step"));
    m_add->setAccessibleName(tr("Add step"));
    m_add->setFixedHeight(PillHeight);
    setLook(m_add, Look::Quiet);
    connect(m_add, &QToolButton::clicked, this, [this] { addStep(m_steps.size()); });
    auto *pills = new FlowLayout;
    pills->addWidget(m_add);
    pills->addWidget(new WordLabel(tr("all of it", "all of it in the last 30 days"), foot, Ink::Muted));
    m_window = new PickerPill(
        tr("When"), [this] { return makeWindowPicker(); }, foot);
    m_window->setObjectName(QStringLiteral("window"));
    m_window->setPlaceholder(tr("choose when"));
    pills->addWidget(m_window);
    row->addLayout(pills, 1);
    return foot;
}

void SequenceConditionEditor::show()
{
    const SequenceCondition &c = condition();
    while (m_steps.size() > c.steps.size()) {
        m_lines->removeWidget(m_steps.back());
        m_steps.back()->hide();
        m_steps.back()->deleteLater();
        m_steps.pop_back();
    }
    while (m_steps.size() < c.steps.size())
        m_steps.push_back(insertLine(m_steps.size()));
    for (StepLine *line : m_steps)
        line->setSequence(c);
    m_add->setEnabled(c.steps.size() < MostSteps);
    m_window->setValue(words::window(c.window));
}

StepLine *SequenceConditionEditor::insertLine(size_t index)
{
    auto *line = new StepLine(context(), index, this);
    m_lines->addWidget(line);
    line->show();
    connect(line, &StepLine::edited, this,
            [this, index](const SequenceStep &step, const QString &what, const QString &key) {
                edit(what, key.isEmpty() ? key : key + QStringLiteral("/%1").arg(index),
                     [&](SequenceCondition &c) { c = withStep(c, index, step); });
            });
    connect(line, &StepLine::moveAsked, this, [this, index](int by) { moveStep(index, by); });
    connect(line, &StepLine::removeAsked, this, [this, index] { removeStep(index); });
    connect(line, &StepLine::addAsked, this, [this, index] { addStep(index + 1); });
    return line;
}

void SequenceConditionEditor::addStep(size_t index)
{
    edit(tr("Add step"), {}, [&](SequenceCondition &c) { c = withStepAdded(c, index, {}); });
    QTimer::singleShot(0, this, [this, index] {
        if (index < m_steps.size())
            m_steps[index]->openUnfinished();
    });
}

void SequenceConditionEditor::removeStep(size_t index)
{
    if (m_steps.size() < 2)
        return;
    m_steps[index > 0 ? index - 1 : 0]->takeFocus();
    edit(tr("Remove step"), {}, [&](SequenceCondition &c) { c = withStepRemoved(c, index); });
}

void SequenceConditionEditor::moveStep(size_t index, int by)
{
    const auto to = static_cast<size_t>(static_cast<qsizetype>(index) + by);
    if (to >= m_steps.size())
        return;
    m_steps[to]->takeFocus();
    edit(tr("Move step"), {}, [&](SequenceCondition &c) { c = withStepMoved(c, index, to); });
}

Picker *SequenceConditionEditor::makeWindowPicker()
{
    auto *editor = new WindowEditor(condition().window, context().offered(WindowOptions::ofEvents(context().catalog)));
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        edit(tr("Change window"), QStringLiteral("window"), [&](SequenceCondition &c) { c.window = window; });
    });
    return editor;
}

} // namespace perennial
