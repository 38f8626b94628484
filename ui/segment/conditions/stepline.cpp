// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/stepline.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/conditions/conditioneditor.h"
#include "ui/segment/conditions/filterpills.h"
#include "ui/segment/conditions/samestep.h"
#include "ui/segment/conditions/sequenceedits.h"
#include "ui/segment/conditions/wordlabel.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/formpicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>

namespace perennial {

namespace {

constexpr int Side = 28;

}

StepLine::StepLine(const BuilderContext &context, size_t index, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_index(index)
    , m_line(new FlowLayout)
    , m_more(new QToolButton(this))
{
    m_sequence.steps.resize(index + 1);
    setObjectName(QStringLiteral("step-%1").arg(index));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(size::Gap);
    auto *number = new WordLabel(numberWords(static_cast<double>(index + 1)), this, Ink::Muted);
    number->setFixedWidth(2 * size::Unit);
    row->addWidget(number, 0, Qt::AlignTop);
    row->addLayout(m_line, 1);
    row->addWidget(m_more, 0, Qt::AlignTop);
    m_happens = addPill(tr("Then or not"), "happens", {}, [this] { return makeHappensPicker(); });
    m_metric = addPill(tr("What"), "metric", tr("choose a metric"), [this] { return makeMetricPicker(); });
    m_filters = new FilterPills(context.catalog, this, m_line, QStringLiteral("addFilter"));
    m_within = addPill(tr("How soon"), "within", {}, [this] { return makeWithinPicker(); });
    m_same = addPill(tr("About the same"), "same", {}, [this] { return makeSamePicker(); });
    connect(m_filters, &FilterPills::edited, this,
            [this](const FilterSet &filters, const QString &what, const QString &key) {
                edit(what, key, [&](SequenceStep &step) { step.filters = filters; });
            });
    addActions();
}

PickerPill *StepLine::addPill(const QString &role, const char *objectName, const QString &placeholder,
                              PickerPill::Make make)
{
    auto *pill = new PickerPill(role, std::move(make), this);
    pill->setObjectName(QLatin1String(objectName));
    pill->setPlaceholder(placeholder);
    m_line->addWidget(pill);
    return pill;
}

QAction *StepLine::addStepAction(const char *name, const char *iconName, const QString &text, const char *keys)
{
    auto *action = new QAction(icon(QLatin1String(iconName), Ink::Muted), text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(QKeySequence(QLatin1String(keys)));
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addAction(action);
    return action;
}

void StepLine::addActions()
{
    m_up = addStepAction("stepUp", "chevron-up", tr("Move step up"), "Ctrl+Up");
    m_down = addStepAction("stepDown", "chevron-down", tr("Move step down"), "Ctrl+Down");
    m_add = addStepAction("stepAfter", "plus", tr("Add a step after it"), "Ctrl+Shift+Return");
    m_remove = addStepAction("stepRemove", "trash", tr("Remove step"), "Ctrl+Shift+Del");
    connect(m_up, &QAction::triggered, this, [this] { Q_EMIT moveAsked(-1); });
    connect(m_down, &QAction::triggered, this, [this] { Q_EMIT moveAsked(1); });
    connect(m_add, &QAction::triggered, this, &StepLine::addAsked);
    connect(m_remove, &QAction::triggered, this, &StepLine::removeAsked);
    auto *menu = new QMenu(m_more);
    menu->addActions({m_up, m_down, m_add, m_remove});
    m_more->setObjectName(QStringLiteral("stepMenu"));
    m_more->setAccessibleName(tr("More for step %1").arg(m_index + 1));
    m_more->setIcon(icon(QStringLiteral("more"), Ink::Muted));
    m_more->setFixedSize(Side, Side);
    setLook(m_more, Look::Quiet);
    connect(m_more, &QToolButton::clicked, menu,
            [this, menu] { menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
}

template <class Change>
void StepLine::edit(const QString &what, const QString &key, Change change)
{
    SequenceStep changed = step();
    change(changed);
    if (changed != step())
        Q_EMIT edited(changed, what, key);
}

void StepLine::setSequence(const SequenceCondition &sequence)
{
    m_sequence = sequence;
    const bool first = m_index == 0;
    m_happens->setVisible(!first);
    m_happens->setValue(step().happens ? tr("then") : tr("but not"));
    m_metric->setValue(step().metric);
    m_filters->show(step().metric, step().filters);
    m_within->setVisible(!first);
    m_within->setValue(step().within ? tr("within %1").arg(countedSpan(step().within->n, step().within->unit))
                                     : tr("at any time after"));
    m_same->setVisible(!first);
    m_same->setValue(sameWords());
    m_up->setEnabled(!first);
    m_down->setEnabled(m_index + 1 < sequence.steps.size());
    m_add->setEnabled(sequence.steps.size() < MostSteps);
    m_remove->setEnabled(sequence.steps.size() > 1);
}

void StepLine::openUnfinished()
{
    if (!step().metric.isEmpty())
        return takeFocus();
    m_metric->setFocus();
    m_metric->openPopup();
}

void StepLine::takeFocus()
{
    m_metric->setFocus();
}

QString StepLine::sameWords() const
{
    if (step().same.empty())
        return tr("about anything");
    QStringList parts;
    for (const SameProperty &same : step().same)
        parts.append(sameStepWords(same));
    return parts.join(tr(", ", "between things that are the same"));
}

Picker *StepLine::makeHappensPicker()
{
    return new ChoicePicker(tr("Then or not"), {{1, tr("then – it happens")}, {0, tr("but not – it does not happen")}},
                            step().happens ? 1 : 0, [this](int value) {
                                edit(tr("Change step"), {}, [&](SequenceStep &step) { step.happens = value == 1; });
                            });
}

Picker *StepLine::makeMetricPicker()
{
    return makeMetricListPicker(m_context.catalog.metrics(), step().metric, [this](const QString &metric) {
        edit(tr("Change metric"), {}, [&](SequenceStep &step) { step.metric = metric; });
    });
}

Picker *StepLine::makeWithinPicker()
{
    auto *form = new FormPicker;
    form->addWord(tr("within", "within 2 days"));
    auto *span = form->addSpan(tr("How soon after the step before"), 0, step().within);
    span->number()->setPlaceholderText(tr("any"));
    form->setHelp(tr("Since the step before. Leave it empty for any time after."));
    connect(form, &FormPicker::changed, this, [this, span] {
        edit(tr("Change how soon"), QStringLiteral("within"), [&](SequenceStep &step) { step.within = span->span(); });
    });
    return form;
}

Picker *StepLine::makeSamePicker()
{
    auto *picker = new SameStepPicker(m_context.catalog, m_sequence, m_index);
    connect(picker, &SameStepPicker::edited, this, [this](const std::vector<SameProperty> &same) {
        edit(tr("Change what is the same"), {}, [&](SequenceStep &step) { step.same = same; });
    });
    return picker;
}

} // namespace perennial
