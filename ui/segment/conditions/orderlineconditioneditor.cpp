// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/orderlineconditioneditor.h"

#include "ui/segment/conditions/filterpills.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/formpicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/label.h"

#include <QTimer>
#include <QToolButton>

#include <array>

namespace perennial {

namespace {

constexpr std::array Measures{LineMeasure::Orders, LineMeasure::Quantity, LineMeasure::Amount};

ValueType typeOf(LineMeasure measure)
{
    return measure == LineMeasure::Orders ? ValueType::Count : ValueType::Number;
}

QString measureWords(LineMeasure measure)
{
    switch (measure) {
    case LineMeasure::Orders:
        return OrderLineConditionEditor::tr("bought");
    case LineMeasure::Quantity:
        return OrderLineConditionEditor::tr("number of pieces bought");
    case LineMeasure::Amount:
        return OrderLineConditionEditor::tr("amount spent");
    }
    return {};
}

QString orderWords(const std::optional<int> &number)
{
    if (!number)
        return OrderLineConditionEditor::tr("in any order");
    if (*number == 1)
        return OrderLineConditionEditor::tr("in their first order");
    return OrderLineConditionEditor::tr("in their order number %1").arg(*number);
}

} // namespace

OrderLineConditionEditor::OrderLineConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, parent)
    , m_lines(context.catalog)
    , m_measure(addPill(tr("Measure"), QStringLiteral("measure"), {}, [this] { return makeMeasurePicker(); }))
    , m_anything(addWord(tr("anything", "bought anything")))
    , m_filters(new FilterPills(m_lines, this, line(), QStringLiteral("addFilter"), FilterOf::OrderLines))
    , m_test(addPill(tr("How much"), QStringLiteral("test"), tr("how much"), [this] { return makeTestPicker(); }))
    , m_order(addPill(tr("Which order"), QStringLiteral("order"), {}, [this] { return makeOrderPicker(); }))
    , m_window(addPill(tr("When"), QStringLiteral("window"), tr("choose when"), [this] { return makeWindowPicker(); }))
{
    m_filters->addButton()->setAccessibleName(tr("Say what was bought"));
    m_filters->addButton()->setToolTip(tr("Say what was bought: product, variant, tag, discount code and more"));
    connect(m_filters, &FilterPills::edited, this,
            [this](const FilterSet &filters, const QString &what, const QString &key) {
                edit(what, key, [&](OrderLineCondition &c) { c.filters = filters; });
            });
}

void OrderLineConditionEditor::show()
{
    const OrderLineCondition &c = condition();
    m_measure->setValue(measureWords(c.measure));
    m_anything->setVisible(c.filters.of.empty());
    m_filters->show(tr("What was bought"), c.filters);
    m_test->setValue(words::test(c.compare, typeOf(c.measure)));
    m_order->setValue(orderWords(c.orderNumber));
    m_window->setValue(words::window(c.window));
}

Picker *OrderLineConditionEditor::makeMeasurePicker()
{
    std::vector<std::pair<int, QString>> choices;
    for (const LineMeasure measure : Measures)
        choices.emplace_back(static_cast<int>(measure), measureWords(measure));
    return new ChoicePicker(tr("Measure"), choices, static_cast<int>(condition().measure), [this](int value) {
        const auto measure = static_cast<LineMeasure>(value);
        const bool stays = typeOf(measure) == typeOf(condition().measure);
        edit(tr("Change measure"), {}, [&](OrderLineCondition &c) {
            c.measure = measure;
            if (!stays)
                c.compare = {.op = typeOf(measure) == ValueType::Count ? Op::AtLeastOnce : Op::AtLeast,
                             .values = {},
                             .window = {}};
        });
        if (!stays)
            QTimer::singleShot(0, this, [this] { openUnfinished(); });
    });
}

Picker *OrderLineConditionEditor::makeTestPicker()
{
    TestOffer offer{.type = typeOf(condition().measure), .findValues = {}, .more = {}};
    offer.asksForKnown = false;
    auto *editor = new TestEditor(condition().compare, std::move(offer));
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        edit(tr("Change how much"), QStringLiteral("test"), [&](OrderLineCondition &c) { c.compare = test; });
    });
    return editor;
}

Picker *OrderLineConditionEditor::makeOrderPicker()
{
    auto *form = new FormPicker;
    const auto now = condition().orderNumber;
    form->addWord(tr("in their order number"));
    auto *number =
        form->addNumber(tr("Number of the order"), "orderNumber", now ? std::optional<double>(*now) : std::nullopt);
    number->setWhole(1);
    number->setPlaceholderText(tr("any"));
    form->setHelp(tr("1 is a person's first order. Leave it empty for any order."));
    connect(form, &FormPicker::changed, this, [this, number] {
        edit(tr("Change order"), QStringLiteral("order"),
             [&](OrderLineCondition &c) { c.orderNumber = number->whole(); });
    });
    return form;
}

Picker *OrderLineConditionEditor::makeWindowPicker()
{
    auto *editor = new WindowEditor(condition().window, context().offered(WindowOptions::ofEvents(context().catalog)));
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        edit(tr("Change window"), QStringLiteral("window"), [&](OrderLineCondition &c) { c.window = window; });
    });
    return editor;
}

} // namespace perennial
