// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/updateeditor.h"

#include "ui/flow/editing/flowlists.h"
#include "ui/flow/panel/rowlist.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

namespace perennial {

namespace {

constexpr int FromTrigger = 100; // among the kinds of change

QString textOf(const std::optional<Operand> &value)
{
    if (!value)
        return {};
    if (const auto *text = std::get_if<QString>(&*value))
        return *text;
    return QLocale().toString(std::get<double>(*value));
}

// A number where it is one.
std::optional<Operand> valueFrom(const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (const auto number = words::numberFrom(text))
        return Operand(*number);
    return Operand(text);
}

} // namespace

// One change: whose, which property, what becomes of it.
class UpdateEditor::Row final : public PanelForm
{
public:
    Row(size_t index, UpdateEditor &editor, QWidget *parent)
        : PanelForm(parent)
    {
        of = addChoice(tr("Of"), "changeOf",
                       {{static_cast<int>(PropertyOf::Profile), tr("the person")},
                        {static_cast<int>(PropertyOf::Variable), tr("this journey")}});
        how = addChoice(tr("Change"), "changeHow",
                        {{static_cast<int>(ValueChangeKind::Set), tr("set")},
                         {FromTrigger, tr("copy from the trigger")},
                         {static_cast<int>(ValueChangeKind::Clear), tr("clear")},
                         {static_cast<int>(ValueChangeKind::Add), tr("add to a list")},
                         {static_cast<int>(ValueChangeKind::Remove), tr("take out of a list")},
                         {static_cast<int>(ValueChangeKind::Increase), tr("count up by")}});
        property = addPill(tr("Property"), "changeProperty", tr("choose a property"),
                           [&editor, index] { return editor.makePropertyPicker(index); });
        value = addLine(tr("Value"), "changeValue");
        trigger = addPill(tr("From"), "changeTrigger", tr("choose what of it"),
                          [&editor, index] { return editor.makeTriggerPicker(index); });
    }

    void show(const ProfileChange &change)
    {
        copies = copies && change.change == ValueChangeKind::Set && !change.value;
        const bool fromTrigger = copies || !change.fromTrigger.isEmpty();
        setField(of, static_cast<int>(change.of));
        setField(how, fromTrigger ? FromTrigger : static_cast<int>(change.change));
        property->setValue(change.property);
        if (valueFrom(value->text()) != change.value)
            setField(value, textOf(change.value));
        trigger->setValue(change.fromTrigger.isEmpty() ? QString() : words::property(change.fromTrigger));
        setShown(value, !fromTrigger && change.change != ValueChangeKind::Clear);
        setShown(trigger, fromTrigger);
    }

    bool copies = false; // from the trigger, where it is still to be said what
    QComboBox *of;
    QComboBox *how;
    PickerPill *property;
    QLineEdit *value;
    PickerPill *trigger;
};

UpdateEditor::UpdateEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_rows(new RowList(
          tr("change"),
          [this](size_t index, QWidget *frame) {
              auto *row = new Row(index, *this, frame);
              connectRow(row, index);
              return row;
          },
          this))
{
    form().addPart(m_rows);
    m_rows->setLeast(1);
    connect(m_rows->addAdder(tr("+ change"), "addChange"), &QToolButton::clicked, this,
            [this] { edit(tr("Add change"), {}, [](UpdateNode &node) { node.changes.emplace_back(); }); });
    connect(m_rows, &RowList::removeWanted, this, [this](size_t index) {
        edit(tr("Remove change"), {}, [&](UpdateNode &node) { node.changes = withoutRow(node.changes, index); });
    });
    connect(m_rows, &RowList::moveWanted, this, [this](size_t index, int by) {
        edit(tr("Move change"), {}, [&](UpdateNode &node) { node.changes = withRowMoved(node.changes, index, by); });
    });
}

template <class Change>
void UpdateEditor::editRow(size_t index, const QString &key, Change change)
{
    edit(tr("Edit change"), key.isEmpty() ? QString() : QString::number(index) + key, [&](UpdateNode &node) {
        if (index < node.changes.size())
            change(node.changes[index]);
    });
}

void UpdateEditor::connectRow(Row *row, size_t index)
{
    connect(row->of, &QComboBox::activated, this, [this, row, index] {
        editRow(index, {}, [&](ProfileChange &change) {
            change.of = static_cast<PropertyOf>(valueOf(row->of));
            change.property.clear();
        });
    });
    connect(row->how, &QComboBox::activated, this, [this, row, index] {
        const int how = valueOf(row->how);
        row->copies = how == FromTrigger;
        editRow(index, {}, [&](ProfileChange &change) {
            change.change = row->copies ? ValueChangeKind::Set : static_cast<ValueChangeKind>(how);
            change.fromTrigger.clear();
            if (row->copies || change.change == ValueChangeKind::Clear)
                change.value.reset();
        });
        row->show(kind().changes[index]); // also where nothing changed yet
    });
    connect(row->value, &QLineEdit::textEdited, this, [this, index](const QString &text) {
        editRow(index, QStringLiteral("value"), [&](ProfileChange &change) { change.value = valueFrom(text); });
    });
}

Picker *UpdateEditor::makePropertyPicker(size_t index)
{
    const ProfileChange &now = kind().changes[index];
    auto *picker = new ListPicker(tr("Property"));
    picker->list().model().setFreeText(true);
    std::vector<PickItem> items;
    if (now.of == PropertyOf::Profile) {
        items = propertyItems(context().catalog.properties(), {});
    } else {
        for (const QString &variable : context().scope.variables)
            items.push_back({.id = variable, .text = variable, .detail = {}, .section = {}, .iconName = {}});
    }
    const bool empty = items.empty();
    picker->list().setItems(std::move(items));
    picker->list().setCurrent(now.property);
    if (empty)
        picker->list().setNote(tr("Type a name for it."));
    connect(picker, &ListPicker::picked, this, [this, index](const QString &name) {
        editRow(index, {}, [&](ProfileChange &change) { change.property = name; });
    });
    return picker;
}

Picker *UpdateEditor::makeTriggerPicker(size_t index)
{
    auto *picker = new ListPicker(tr("What started the flow"));
    const QString metric = context().scope.triggerMetric;
    if (metric.isEmpty())
        picker->list().setNote(tr("This flow is not started by one event."));
    else
        context().catalog.findEventProperties(metric, picker, [this, picker, index](const auto &properties) {
            picker->list().setItems(propertyItems(withEventValue(properties), {}));
            picker->list().setCurrent(kind().changes[index].fromTrigger);
        });
    connect(picker, &ListPicker::picked, this, [this, index](const QString &name) {
        editRow(index, {}, [&](ProfileChange &change) { change.fromTrigger = name; });
    });
    return picker;
}

void UpdateEditor::show(const FlowDoc &)
{
    m_rows->setCount(kind().changes.size());
    for (size_t i = 0; i < kind().changes.size(); ++i)
        static_cast<Row *>(m_rows->row(i))->show(kind().changes[i]);
}

} // namespace perennial
