// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/eventconditioneditor.h"

#include "ui/segment/conditions/filterchip.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"

#include <QTimer>
#include <QToolButton>

#include <array>

namespace perennial {

namespace {

constexpr std::array Measures{Aggregate::Sum, Aggregate::Average, Aggregate::Median, Aggregate::Min, Aggregate::Max};

QString measureWords(Aggregate aggregate, const QString &property)
{
    return words::quantity(
        {.metric = {}, .filters = {}, .aggregate = aggregate, .property = property, .nth = {}, .window = {}});
}

} // namespace

EventConditionEditor::EventConditionEditor(const BuilderContext &context, QWidget *parent)
    : ConditionEditor(context, parent)
    , m_metric(
          addPill(tr("What"), QStringLiteral("metric"), tr("choose a metric"), [this] { return makeMetricPicker(); }))
    , m_quantity(addPill(tr("Measure"), QStringLiteral("quantity"), {}, [this] { return makeQuantityPicker(); }))
    , m_test(addPill(tr("How much"), QStringLiteral("test"), tr("how much"), [this] { return makeTestPicker(); }))
    , m_window(addPill(tr("When"), QStringLiteral("window"), tr("choose when"), [this] { return makeWindowPicker(); }))
{
    auto *add = new QToolButton(this);
    add->setObjectName(QStringLiteral("addFilter"));
    add->setAccessibleName(tr("Add filter"));
    add->setToolTip(tr("Add filter: count only events with certain properties"));
    add->setIcon(icon(QStringLiteral("filter"), Ink::Muted));
    add->setFixedSize(28, 28);
    add->setIconSize({size::IconSmall, size::IconSmall});
    setLook(add, Look::Quiet);
    line()->addWidget(add);
    m_addFilter = add;
    connect(add, &QToolButton::clicked, this, &EventConditionEditor::addFilter);
}

void EventConditionEditor::setNode(const SegmentNode &node)
{
    m_node = node;
    m_condition = std::get<EventCondition>(node.is);
    const EventQuantity &quantity = m_condition.quantity;
    const bool counts = quantity.aggregate == Aggregate::Count;
    m_metric->setValue(quantity.metric);
    m_quantity->setVisible(!counts);
    m_quantity->setValue(words::quantity(quantity));
    m_test->setValue(words::test(m_condition.compare, counts ? ValueType::Count : ValueType::Number));
    m_window->setValue(words::window(quantity.window));
    m_addFilter->setVisible(!quantity.metric.isEmpty());
    showFilters();
}

void EventConditionEditor::change(const EventCondition &condition, const QString &what, const QString &key)
{
    m_condition = condition;
    m_node.is = condition;
    Q_EMIT edited(m_node, what, key);
}

Picker *EventConditionEditor::makeMetricPicker()
{
    auto *picker = new ListPicker(tr("Metric"));
    const auto metrics = context().catalog.metrics();
    picker->list().setItems(metricItems(metrics, {}));
    picker->list().setCurrent(m_condition.quantity.metric);
    if (metrics.empty())
        picker->list().setNote(tr("No events yet. Import orders or events first."));
    connect(picker, &ListPicker::picked, this, [this](const QString &metric) {
        EventCondition condition = m_condition;
        condition.quantity.metric = metric;
        change(condition, tr("Change metric"));
    });
    return picker;
}

Picker *EventConditionEditor::makeQuantityPicker()
{
    std::vector<std::pair<int, QString>> choices{
        {static_cast<int>(Aggregate::Count), words::aggregate(Aggregate::Count)}};
    for (const Aggregate aggregate : Measures)
        choices.emplace_back(static_cast<int>(aggregate), measureWords(aggregate, m_condition.quantity.property));
    return new ChoicePicker(tr("Measure"), choices, static_cast<int>(m_condition.quantity.aggregate),
                            [this](int value) { chooseAggregate(static_cast<Aggregate>(value)); });
}

void EventConditionEditor::chooseAggregate(Aggregate aggregate)
{
    EventCondition condition = m_condition;
    const bool counted = condition.quantity.aggregate == Aggregate::Count;
    condition.quantity.aggregate = aggregate;
    const bool counts = aggregate == Aggregate::Count;
    if (counts)
        condition.quantity.property.clear();
    if (counts != counted)
        condition.compare = counts ? Test{.op = Op::AtLeastOnce, .values = {}, .window = {}}
                                   : Test{.op = Op::More, .values = {}, .window = {}};
    change(condition, tr("Change measure"));
    if (!counts && condition.compare.values.empty())
        QTimer::singleShot(0, this, [this] { openUnfinished(); });
}

Picker *EventConditionEditor::makeTestPicker()
{
    const bool counts = m_condition.quantity.aggregate == Aggregate::Count;
    TestOffer offer{.type = counts ? ValueType::Count : ValueType::Number, .findValues = {}, .more = {}};
    for (const Aggregate aggregate : Measures) {
        if (counts)
            offer.more.emplace_back(static_cast<int>(aggregate),
                                    tr("%1 …", "sum of value …").arg(measureWords(aggregate, {})));
    }
    auto *editor = new TestEditor(m_condition.compare, std::move(offer));
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        EventCondition condition = m_condition;
        condition.compare = test;
        change(condition, tr("Change how much"), QStringLiteral("test"));
    });
    connect(editor, &TestEditor::moreChosen, this, [this](int aggregate) {
        m_test->closePopup();
        chooseAggregate(static_cast<Aggregate>(aggregate));
    });
    return editor;
}

Picker *EventConditionEditor::makeWindowPicker()
{
    auto *editor = new WindowEditor(m_condition.quantity.window, WindowEditor::Looks::Back);
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        EventCondition condition = m_condition;
        condition.quantity.window = window;
        change(condition, tr("Change window"), QStringLiteral("window"));
    });
    return editor;
}

void EventConditionEditor::addFilter()
{
    EventCondition condition = m_condition;
    condition.quantity.filters.of.emplace_back();
    change(condition, tr("Add filter"));
    QTimer::singleShot(0, this, [this] {
        if (!m_chips.empty())
            m_chips.back()->openUnfinished();
    });
}

FilterChip *EventConditionEditor::insertChip(size_t index)
{
    auto *chip = new FilterChip(context().catalog, this);
    connect(chip, &FilterChip::edited, this,
            [this, index](const PropertyFilter &filter, const QString &key) { changeFilter(index, filter, key); });
    connect(chip, &FilterChip::removed, this, [this, index] { removeFilter(index); });
    connect(chip, &FilterChip::matchToggled, this, &EventConditionEditor::toggleFilterMatch);
    line()->insertWidget(line()->count() - 1, chip);
    chip->show();
    return chip;
}

void EventConditionEditor::showFilters()
{
    const FilterSet &filters = m_condition.quantity.filters;
    while (m_chips.size() > filters.of.size()) {
        line()->removeWidget(m_chips.back());
        m_chips.back()->hide();
        m_chips.back()->deleteLater();
        m_chips.pop_back();
    }
    while (m_chips.size() < filters.of.size())
        m_chips.push_back(insertChip(m_chips.size()));
    for (size_t i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setFilter(m_condition.quantity.metric, filters.of[i], filters.match, i == 0);
}

void EventConditionEditor::changeFilter(size_t index, const PropertyFilter &filter, const QString &key)
{
    EventCondition condition = m_condition;
    if (index >= condition.quantity.filters.of.size())
        return;
    const bool chosen = condition.quantity.filters.of[index].property != filter.property;
    condition.quantity.filters.of[index] = filter;
    change(condition, tr("Change filter"), key.isEmpty() ? QString() : key + QString::number(index));
    if (chosen)
        QTimer::singleShot(0, m_chips[index], [chip = m_chips[index]] { chip->openUnfinished(); });
}

void EventConditionEditor::removeFilter(size_t index)
{
    EventCondition condition = m_condition;
    if (index >= condition.quantity.filters.of.size())
        return;
    condition.quantity.filters.of.erase(condition.quantity.filters.of.begin() + static_cast<qsizetype>(index));
    m_addFilter->setFocus();
    change(condition, tr("Remove filter"));
}

void EventConditionEditor::toggleFilterMatch()
{
    EventCondition condition = m_condition;
    FilterMatch &match = condition.quantity.filters.match;
    match = match == FilterMatch::All ? FilterMatch::Any : FilterMatch::All;
    change(condition, tr("Change filters"));
}

} // namespace perennial
