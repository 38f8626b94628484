// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/propertyconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace perennial {

namespace {

constexpr int PillHeight = 28;

QString idOf(PropertyOf of, const QString &name)
{
    return QString::number(static_cast<int>(of)) + u':' + name;
}

bool comparesProperties(Op op)
{
    const Operator &row = operatorOf(op);
    return row.operands == Operands::One && op != Op::Matches && op != Op::MatchesNot &&
           (row.type == ValueType::Number || row.type == ValueType::Text);
}

} // namespace

PropertyConditionEditor::PropertyConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_property(addPill(tr("Property"), QStringLiteral("property"), tr("choose a property"),
                         [this] { return makePropertyPicker(); }))
    , m_test(addPill(tr("Value"), QStringLiteral("test"), tr("choose a value"), [this] { return makeTestPicker(); }))
    , m_otherBox(new QWidget(this))
{
    makeOther();
}

void PropertyConditionEditor::makeOther()
{
    auto *row = new FlowLayout(m_otherBox);
    auto *word =
        new Label(tr("their", "Shipping Country · is not · their · Country"), TextSize::Body, Ink::Muted, m_otherBox);
    word->setFixedHeight(PillHeight);
    m_other = new PickerPill(
        tr("Compared with"), [this] { return makeOtherPicker(); }, m_otherBox);
    m_other->setObjectName(QStringLiteral("other"));
    m_other->setPlaceholder(tr("choose a property"));
    auto *remove = new QToolButton(m_otherBox);
    remove->setObjectName(QStringLiteral("removeOther"));
    remove->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    remove->setIconSize({12, 12});
    remove->setFixedHeight(PillHeight);
    remove->setToolTip(tr("Compare with a value instead"));
    remove->setAccessibleName(tr("Compare with a value instead"));
    setLook(remove, Look::Quiet);
    for (QWidget *part : std::initializer_list<QWidget *>{word, m_other, remove})
        row->addWidget(part);
    line()->addWidget(m_otherBox);
    m_otherBox->hide();
    connect(remove, &QToolButton::clicked, this, &PropertyConditionEditor::compareWithValue);
}

void PropertyConditionEditor::setNode(const SegmentNode &node)
{
    m_node = node;
    m_condition = std::get<PropertyCondition>(node.is);
    const auto &[property, test, other, of] = m_condition;
    m_wantsOther = m_wantsOther && test.values.empty() && test.op && comparesProperties(*test.op);
    const bool faces = m_wantsOther || !other.isEmpty();
    m_property->setValue(property.isEmpty() ? QString() : words::propertyOf(m_condition));
    if (faces)
        m_test->setValue(test.op ? operatorWords(*test.op) : QString());
    else
        m_test->setValue(words::test(test, ValueType::Text), words::wholeTest(test, ValueType::Text));
    m_otherBox->setVisible(faces);
    m_other->setValue(other);
}

void PropertyConditionEditor::change(const PropertyCondition &condition, const QString &what, const QString &key)
{
    m_condition = condition;
    m_node.is = condition;
    Q_EMIT edited(m_node, what, key);
    setNode(m_node); // also where the document stays as it is
}

Picker *PropertyConditionEditor::makePropertyPicker()
{
    if (context().flow)
        return makeFlowPropertyPicker();
    return makePropertyListPicker(
        context().catalog.properties(), m_condition.property,
        [this](const PropertyChoice &choice) { takeProperty(PropertyOf::Profile, choice.name, choice.type); });
}

// Of the person, of what started the flow, and what its steps keep.
Picker *PropertyConditionEditor::makeFlowPropertyPicker()
{
    const FlowScope &flow = *context().flow;
    auto *picker = new ListPicker(tr("Property"));
    picker->list().setItems(ownItems());
    picker->list().setCurrent(idOf(m_condition.of, m_condition.property));
    if (!flow.triggerMetric.isEmpty())
        context().catalog.findEventProperties(
            flow.triggerMetric, picker, [this, picker](const std::vector<PropertyChoice> &properties) {
                std::vector<PickItem> items = propertyItems(withEventValue(properties), tr("What started the flow"));
                m_typesOfTrigger.clear();
                for (const PropertyChoice &choice : withEventValue(properties))
                    m_typesOfTrigger.insert(choice.name, choice.type);
                for (PickItem &item : items)
                    item.id = idOf(PropertyOf::Trigger, item.id);
                const std::vector<PickItem> own = ownItems();
                items.insert(items.end(), own.begin(), own.end());
                picker->list().setItems(std::move(items));
                picker->list().setCurrent(idOf(m_condition.of, m_condition.property));
            });
    connect(picker, &ListPicker::picked, this, [this](const QString &id) {
        const auto of = static_cast<PropertyOf>(id.section(u':', 0, 0).toInt());
        const QString name = id.section(u':', 1);
        takeProperty(of, name, typeOf(of, name));
    });
    return picker;
}

std::vector<PickItem> PropertyConditionEditor::ownItems() const
{
    std::vector<PickItem> items;
    for (const QString &variable : context().flow->variables)
        items.push_back({.id = idOf(PropertyOf::Variable, variable),
                         .text = variable,
                         .detail = {},
                         .section = tr("What this flow keeps"),
                         .iconName = {}});
    for (PickItem &item : propertyItems(context().catalog.properties(), tr("Who someone is"))) {
        item.id = idOf(PropertyOf::Profile, item.id);
        items.push_back(std::move(item));
    }
    return items;
}

std::optional<ValueType> PropertyConditionEditor::typeOf(PropertyOf of, const QString &name) const
{
    if (of == PropertyOf::Profile)
        return context().catalog.typeOf(name);
    const auto type = m_typesOfTrigger.constFind(name);
    return of == PropertyOf::Trigger && type != m_typesOfTrigger.constEnd() ? std::optional(*type) : std::nullopt;
}

void PropertyConditionEditor::takeProperty(PropertyOf of, const QString &name, std::optional<ValueType> type)
{
    PropertyCondition condition{.property = name, .test = {}, .other = {}, .of = of};
    const auto op = m_condition.test.op;
    if (op && (!type || suits(*op, *type))) {
        condition.test = m_condition.test;
        condition.other = of == PropertyOf::Profile ? m_condition.other : QString();
    }
    change(condition, tr("Change property"));
}

// A property that the store does not have yet may become of any type.
TestOffer PropertyConditionEditor::testOffer() const
{
    if (m_condition.of != PropertyOf::Profile)
        return flowTestOffer();
    SegmentCatalog &catalog = context().catalog;
    const auto properties = catalog.properties();
    const bool known = std::ranges::find(properties, m_condition.property, &PropertyChoice::name) != properties.end();
    TestOffer offer;
    offer.type = catalog.typeOf(m_condition.property);
    offer.types = known ? std::vector{offer.type} : typesOfValues();
    offer.dates = context().offered(WindowOptions::ofDates(catalog));
    offer.findValues = [&catalog, name = m_condition.property](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
        catalog.findValues(name, asker, std::move(done));
    };
    offer.otherWords = tr("Compare with another property …");
    offer.canFaceOther = comparesProperties;
    offer.facesOther = m_wantsOther || !m_condition.other.isEmpty();
    return offer;
}

// What a flow knows may be of any type.
TestOffer PropertyConditionEditor::flowTestOffer() const
{
    TestOffer offer;
    const auto type = typeOf(m_condition.of, m_condition.property);
    offer.type = type.value_or(m_condition.property == ValueProperty ? ValueType::Number : ValueType::Text);
    offer.types = typesOfValues();
    offer.dates = context().offered(WindowOptions::ofEventDates(context().catalog));
    if (m_condition.of == PropertyOf::Trigger && context().flow && m_condition.property != ValueProperty)
        offer.findValues = [this](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
            context().catalog.findEventValues(context().flow->triggerMetric, m_condition.property, asker,
                                              std::move(done));
        };
    return offer;
}

Picker *PropertyConditionEditor::makeTestPicker()
{
    auto *editor = new TestEditor(m_condition.test, testOffer());
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        PropertyCondition condition = m_condition;
        condition.test = test;
        change(condition, tr("Change value"), QStringLiteral("test"));
    });
    connect(editor, &TestEditor::otherWanted, this, &PropertyConditionEditor::compareWithOther);
    connect(editor, &TestEditor::valueWanted, this, &PropertyConditionEditor::compareWithValue);
    return editor;
}

// Those of the same type come first.
Picker *PropertyConditionEditor::makeOtherPicker()
{
    SegmentCatalog &catalog = context().catalog;
    std::vector<PropertyChoice> properties = catalog.properties();
    std::erase_if(properties, [&](const PropertyChoice &choice) { return choice.name == m_condition.property; });
    std::ranges::stable_partition(
        properties, [type = catalog.typeOf(m_condition.property)](const PropertyChoice &c) { return c.type == type; });
    return makePropertyListPicker(properties, m_condition.other, [this](const PropertyChoice &choice) {
        PropertyCondition condition = m_condition;
        condition.test.values.clear();
        condition.other = choice.name;
        m_wantsOther = false;
        change(condition, tr("Compare with another property"));
    });
}

void PropertyConditionEditor::compareWithOther()
{
    m_test->closePopup();
    m_wantsOther = true;
    PropertyCondition condition = m_condition;
    condition.test.values.clear();
    change(condition, tr("Compare with another property"));
    QTimer::singleShot(0, this, [this] {
        m_other->setFocus();
        m_other->openPopup();
    });
}

void PropertyConditionEditor::compareWithValue()
{
    m_test->closePopup();
    m_wantsOther = false;
    PropertyCondition condition = m_condition;
    condition.other.clear();
    change(condition, tr("Compare with a value"));
    QTimer::singleShot(0, this, [this] { openUnfinished(); });
}

} // namespace perennial
