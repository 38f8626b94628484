// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/eventconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "ui/segment/conditions/quantitypills.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/label.h"
#include "ui/widgets/style.h"

#include <QTimer>
#include <QToolButton>

#include <array>

namespace perennial {

namespace {

constexpr std::array Measures{Aggregate::Sum, Aggregate::Average, Aggregate::Median, Aggregate::Min, Aggregate::Max};
constexpr int AnotherMeasure = 100; // among the choices below the operators
constexpr int PillHeight = 28;

QString measureWords(Aggregate aggregate)
{
    return words::quantity(
        {.metric = {}, .filters = {}, .aggregate = aggregate, .property = {}, .nth = {}, .window = {}, .same = {}});
}

bool isCount(Aggregate aggregate)
{
    return aggregate == Aggregate::Count || aggregate == Aggregate::Distinct;
}

// Whether an operator can stand behind what the aggregate yields.
bool goesWith(Op op, Aggregate aggregate, std::optional<ValueType> type)
{
    const ValueType own = operatorOf(op).type;
    if (isCount(aggregate))
        return own == ValueType::Count || own == ValueType::Number;
    if (aggregate < Aggregate::First)
        return own == ValueType::Number;
    return own != ValueType::Count && (!type || suits(op, *type));
}

// What is asked for first, its value still to be written.
Test firstTest(Aggregate aggregate, ValueType type)
{
    const auto asks = [](Op op) { return Test{.op = op, .values = {}, .window = {}}; };
    if (aggregate == Aggregate::Count)
        return asks(Op::AtLeastOnce);
    if (aggregate == Aggregate::Distinct)
        return asks(Op::AtLeast);
    if (aggregate < Aggregate::First || type == ValueType::Number)
        return asks(Op::More);
    return {};
}

// Two quantities compare as numbers.
bool comparesNumbers(Op op)
{
    return operatorOf(op).type == ValueType::Number && operatorOf(op).operands == Operands::One;
}

} // namespace

EventConditionEditor::EventConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_quantity(new QuantityPills(context, this, line(),
                                   {.metric = tr("What"), .measure = tr("Measure"), .when = tr("When"), .prefix = {}}))
    , m_test(addPill(tr("How much"), QStringLiteral("test"), tr("how much"), [this] { return makeTestPicker(); }))
{
    connect(m_quantity, &QuantityPills::edited, this, &EventConditionEditor::takeQuantity);
}

void EventConditionEditor::makeOther()
{
    m_other = new QWidget(this);
    auto *row = new FlowLayout(m_other);
    m_other->setObjectName(QStringLiteral("other"));
    auto *remove = new QToolButton(m_other);
    m_otherQuantity = new QuantityPills(context(), m_other, row,
                                        {.metric = tr("Compared with"),
                                         .measure = tr("Compared with the measure"),
                                         .when = tr("Compared when"),
                                         .prefix = QStringLiteral("other-")});
    auto *of = new Label(tr("of", "number of times · of · Closed Ticket"), TextSize::Body, Ink::Muted, m_other);
    of->setFixedHeight(PillHeight);
    row->insertWidget(0, m_otherQuantity->measure());
    row->insertWidget(1, of);
    row->insertWidget(row->indexOf(m_otherQuantity->window()) + 1, remove);
    remove->setObjectName(QStringLiteral("removeOther"));
    remove->setIcon(icon(QStringLiteral("close"), Ink::Muted));
    remove->setIconSize({12, 12});
    remove->setFixedHeight(PillHeight);
    remove->setToolTip(tr("Compare with a number instead"));
    remove->setAccessibleName(tr("Compare with a number instead"));
    setLook(remove, Look::Quiet);
    line()->addWidget(m_other);
    connect(remove, &QToolButton::clicked, this, &EventConditionEditor::compareWithValue);
    connect(m_otherQuantity, &QuantityPills::edited, this,
            [this](const EventQuantity &quantity, const QString &what, const QString &key) {
                EventCondition condition = m_condition;
                condition.with = quantity;
                change(condition, what, key.isEmpty() ? QString() : QStringLiteral("other ") + key);
            });
}

void EventConditionEditor::setNode(const SegmentNode &node)
{
    m_node = node;
    m_condition = std::get<EventCondition>(node.is);
    const auto &[quantity, compare, with] = m_condition;
    m_quantity->show(quantity, with.has_value());
    const ValueType worded = words::wordedAs(quantity.aggregate);
    if (with)
        m_test->setValue(compare.op ? operatorWords(*compare.op) : QString());
    else
        m_test->setValue(words::test(compare, worded), words::wholeTest(compare, worded));
    showOther();
    placeTest();
}

void EventConditionEditor::showOther()
{
    const auto &with = m_condition.with;
    if (with && !m_other)
        makeOther();
    if (!m_other)
        return;
    m_other->setVisible(with.has_value());
    if (with)
        m_otherQuantity->show(*with, true);
    m_otherQuantity->suggestMetric(m_condition.quantity.metric);
}

// A value stands right behind what it is compared with; what is compared with another quantity says when before.
void EventConditionEditor::placeTest()
{
    QWidget *next = m_condition.with ? m_other : static_cast<QWidget *>(m_quantity->window());
    if (line()->indexOf(m_test) + 1 == line()->indexOf(next))
        return;
    line()->removeWidget(m_test);
    line()->insertWidget(line()->indexOf(next), m_test);
}

void EventConditionEditor::change(const EventCondition &condition, const QString &what, const QString &key)
{
    m_condition = condition;
    m_node.is = condition;
    Q_EMIT edited(m_node, what, key);
}

void EventConditionEditor::takeQuantity(const EventQuantity &quantity, const QString &what, const QString &key,
                                        std::optional<ValueType> type)
{
    EventCondition condition = m_condition;
    const EventQuantity before = std::exchange(condition.quantity, quantity);
    if (type)
        m_typeOfProperty = {quantity.property, type};
    const bool turned = isCount(before.aggregate) != isCount(quantity.aggregate);
    const auto op = condition.compare.op;
    if (!condition.with && (turned || (op && !goesWith(*op, quantity.aggregate, type))))
        condition.compare = firstTest(quantity.aggregate, type.value_or(ValueType::Text));
    change(condition, what, key);
    if (type && words::test(condition.compare, ValueType::Text).isEmpty())
        openLater();
}

void EventConditionEditor::chooseAggregate(Aggregate aggregate)
{
    EventQuantity quantity = m_condition.quantity;
    quantity.aggregate = aggregate;
    takeQuantity(quantity, tr("Change measure"), {}, {});
    openLater();
}

void EventConditionEditor::openLater()
{
    QTimer::singleShot(0, this, [this] { openUnfinished(); });
}

TestOffer EventConditionEditor::testOffer()
{
    const EventQuantity &quantity = m_condition.quantity;
    TestOffer offer;
    offer.otherWords = tr("Compare with another quantity …");
    offer.canFaceOther = comparesNumbers;
    offer.facesOther = m_condition.with.has_value();
    offer.dates = context().offered(WindowOptions::ofEventDates(context().catalog));
    offer.isTimes = quantity.aggregate == Aggregate::Count;
    offer.type = isCount(quantity.aggregate) ? ValueType::Count : ValueType::Number;
    offer.asksForKnown = quantity.aggregate >= Aggregate::First;
    if (offer.asksForKnown && quantity.property != ValueProperty) {
        const auto &[property, type] = m_typeOfProperty;
        offer.type = property == quantity.property ? type.value_or(ValueType::Text) : ValueType::Text;
        offer.types = typesOfValues();
        offer.findValues = [this](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
            const EventQuantity &asked = m_condition.quantity;
            context().catalog.findEventValues(asked.metric, asked.property, asker, std::move(done));
        };
    }
    if (quantity.aggregate != Aggregate::Count || offer.facesOther)
        return offer;
    for (const Aggregate aggregate : Measures)
        offer.more.emplace_back(static_cast<int>(aggregate), tr("%1 …", "sum of value …").arg(measureWords(aggregate)));
    offer.more.emplace_back(AnotherMeasure, tr("another measure …"));
    return offer;
}

Picker *EventConditionEditor::makeTestPicker()
{
    auto *editor = new TestEditor(m_condition.compare, testOffer());
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        EventCondition condition = m_condition;
        condition.compare = test;
        change(condition, tr("Change how much"), QStringLiteral("test"));
    });
    connect(editor, &TestEditor::moreChosen, this, [this](int id) {
        m_test->closePopup();
        if (id == AnotherMeasure)
            m_quantity->openMeasure();
        else
            chooseAggregate(static_cast<Aggregate>(id));
    });
    connect(editor, &TestEditor::otherWanted, this, &EventConditionEditor::compareWithOther);
    connect(editor, &TestEditor::valueWanted, this, &EventConditionEditor::compareWithValue);
    return editor;
}

void EventConditionEditor::compareWithOther()
{
    m_test->closePopup();
    EventCondition condition = m_condition;
    condition.compare.values.clear();
    condition.with = EventQuantity{.metric = {},
                                   .filters = {},
                                   .aggregate = condition.quantity.aggregate,
                                   .property = condition.quantity.property,
                                   .nth = condition.quantity.nth,
                                   .window = {},
                                   .same = {}};
    change(condition, tr("Compare with another quantity"));
    openLater();
}

void EventConditionEditor::compareWithValue()
{
    m_test->closePopup();
    EventCondition condition = m_condition;
    condition.with.reset();
    change(condition, tr("Compare with a number"));
    openLater();
}

} // namespace perennial
