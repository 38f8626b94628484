// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/membershipconditioneditor.h"

#include "core/segment/document/savedname.h"
#include "ui/segment/conditions/segmentcircles.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"

namespace perennial {

namespace {

QString sectionOf(MemberOf of)
{
    switch (of) {
    case MemberOf::Segment:
        return MembershipConditionEditor::tr("Segments");
    case MemberOf::List:
        return MembershipConditionEditor::tr("Lists");
    case MemberOf::Flow:
        return MembershipConditionEditor::tr("Flows");
    case MemberOf::Stage:
        return MembershipConditionEditor::tr("Stages of the lifecycle");
    case MemberOf::ThisFlow:
        return MembershipConditionEditor::tr("This flow");
    }
    return {};
}

QString idOf(MemberOf of, const QString &name)
{
    return QString::number(static_cast<int>(of)) + u':' + nameKey(name);
}

QString sinceWords(const MembershipCondition &c)
{
    if (!c.since)
        return MembershipConditionEditor::tr("since any time");
    const QString window = words::window(*c.since);
    if (window.isEmpty() || c.of == MemberOf::ThisFlow)
        return window;
    return c.in ? MembershipConditionEditor::tr("came %1", "came in the last 7 days").arg(window)
                : MembershipConditionEditor::tr("left %1", "left in the last 7 days").arg(window);
}

} // namespace

std::vector<MembershipChoice> membershipChoices(const BuilderContext &context)
{
    std::vector<MembershipChoice> choices;
    const auto definitions = context.catalog.definitions();
    const SavedName own{context.edits, context.doc ? context.doc->name : QString()};
    const auto circles = segmentCircles(own, definitions);
    for (const DefinitionChoice &definition : definitions) {
        const auto circle = circles.find(definition.name.key());
        choices.push_back({.of = definition.name.of,
                           .name = definition.name.name,
                           .people = {},
                           .refusal = circle == circles.end() ? QString() : circle->second});
    }
    for (const ListChoice &list : context.catalog.lists())
        choices.push_back({.of = MemberOf::List, .name = list.name, .people = list.people, .refusal = {}});
    for (const FlowChoice &flow : context.catalog.flows())
        choices.push_back({.of = MemberOf::Flow, .name = flow.name, .people = flow.people, .refusal = {}});
    if (context.flow)
        choices.push_back({.of = MemberOf::ThisFlow, .name = {}, .people = {}, .refusal = {}});
    return choices;
}

QString membershipWords(MemberOf of, const QString &name)
{
    switch (of) {
    case MemberOf::Segment:
        return MembershipConditionEditor::tr("segment %1").arg(name);
    case MemberOf::List:
        return MembershipConditionEditor::tr("list %1").arg(name);
    case MemberOf::Flow:
        return MembershipConditionEditor::tr("flow %1").arg(name);
    case MemberOf::Stage:
        return MembershipConditionEditor::tr("stage %1").arg(name);
    case MemberOf::ThisFlow:
        return MembershipConditionEditor::tr("this flow before");
    }
    return {};
}

MembershipConditionEditor::MembershipConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, parent)
    , m_in(addPill(tr("In or not in"), QStringLiteral("in"), {}, [this] { return makeInPicker(); }))
    , m_name(addPill(tr("Segment, list, flow or stage"), QStringLiteral("name"), tr("choose a segment or list"),
                     [this] { return makeNamePicker(); }))
    , m_step(addPill(tr("Step"), QStringLiteral("step"), {}, [this] { return makeStepPicker(); }))
    , m_since(addPill(tr("Since when"), QStringLiteral("since"), tr("choose since when"),
                      [this] { return makeSincePicker(); }))
{
}

void MembershipConditionEditor::show()
{
    const MembershipCondition &c = condition();
    const bool isPast = c.of == MemberOf::ThisFlow;
    m_in->setValue(c.in ? (isPast ? tr("was in") : tr("is in")) : (isPast ? tr("was not in") : tr("is not in")));
    const bool isNamed = !c.name.isEmpty() || c.of == MemberOf::ThisFlow;
    m_name->setValue(isNamed ? membershipWords(c.of, c.name) : QString());
    m_step->setVisible(c.of == MemberOf::Flow && !c.name.isEmpty());
    m_step->setValue(c.step.isEmpty() ? tr("at any step") : tr("at the step %1").arg(c.step));
    m_since->setValue(sinceWords(c));
}

Picker *MembershipConditionEditor::makeInPicker()
{
    return new ChoicePicker(
        tr("In or not in"), {{1, tr("is in")}, {0, tr("is not in")}}, condition().in ? 1 : 0,
        [this](int value) { edit(tr("Change membership"), {}, [&](MembershipCondition &c) { c.in = value == 1; }); });
}

Picker *MembershipConditionEditor::makeNamePicker()
{
    auto *picker = new ListPicker(tr("Segment, list, flow or stage"));
    const auto choices = membershipChoices(context());
    std::vector<PickItem> items;
    for (const MembershipChoice &choice : choices)
        items.push_back({.id = idOf(choice.of, choice.name),
                         .text = choice.of == MemberOf::ThisFlow ? tr("this flow, before this journey") : choice.name,
                         .detail = choice.people ? format::count(*choice.people) : QString(),
                         .section = sectionOf(choice.of),
                         .iconName = {},
                         .refusal = choice.refusal});
    picker->list().setItems(std::move(items));
    picker->list().fitLines();
    picker->list().setCurrent(idOf(condition().of, condition().name));
    if (choices.empty())
        picker->list().setNote(tr("There are no other segments or lists yet."));
    context().catalog.countDefinitions(picker, [picker](const std::vector<DefinitionSize> &sizes) {
        for (const DefinitionSize &size : sizes)
            picker->list().model().setDetail(idOf(size.name.of, size.name.name), format::count(size.people));
    });
    connect(picker, &ListPicker::picked, this, [this, choices](const QString &id) {
        for (const MembershipChoice &choice : choices) {
            if (idOf(choice.of, choice.name) != id)
                continue;
            edit(tr("Change segment or list"), {}, [&](MembershipCondition &c) {
                if (c.of != choice.of || c.name != choice.name)
                    c.step.clear();
                c.of = choice.of;
                c.name = choice.name;
            });
        }
    });
    return picker;
}

Picker *MembershipConditionEditor::makeStepPicker()
{
    auto *picker = new ListPicker(tr("Step"));
    std::vector<PickItem> items{{.id = {}, .text = tr("at any step"), .detail = {}, .section = {}, .iconName = {}}};
    for (const FlowChoice &flow : context().catalog.flows()) {
        if (!isSameSegmentName(flow.name, condition().name))
            continue;
        for (const ListChoice &step : flow.steps)
            items.push_back({.id = step.name,
                             .text = step.name,
                             .detail = format::count(step.people),
                             .section = tr("Steps of %1").arg(flow.name),
                             .iconName = {}});
    }
    picker->list().setItems(std::move(items));
    picker->list().fitLines();
    picker->list().setCurrent(condition().step);
    connect(picker, &ListPicker::picked, this, [this](const QString &step) {
        edit(tr("Change step"), {}, [&](MembershipCondition &c) { c.step = step; });
    });
    return picker;
}

Picker *MembershipConditionEditor::makeSincePicker()
{
    auto *editor = new WindowEditor(condition().since.value_or(Window{}),
                                    context().offered(WindowOptions::ofConsents(context().catalog)));
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        edit(tr("Change window"), QStringLiteral("since"), [&](MembershipCondition &c) {
            c.since = window.kind == WindowKind::Ever ? std::nullopt : std::optional(window);
        });
    });
    return editor;
}

} // namespace perennial
