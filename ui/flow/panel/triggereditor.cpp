// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/panel/triggereditor.h"

#include "ui/flow/editing/nodekinds.h"
#include "ui/segment/conditions/membershipconditioneditor.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/spanfield.h"

#include <QComboBox>
#include <QTimeEdit>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

QString memberId(MemberOf of, const QString &name)
{
    return QString::number(static_cast<int>(of)) + u':' + name;
}

QString sectionOf(MemberOf of)
{
    return of == MemberOf::Segment ? TriggerEditor::tr("Segments")
           : of == MemberOf::List  ? TriggerEditor::tr("Lists")
                                   : TriggerEditor::tr("Stages of the lifecycle");
}

} // namespace

TriggerEditor::TriggerEditor(const PanelContext &context, QWidget *parent)
    : NodeKindEditor(context, parent)
    , m_sort(form().addChoice(tr("People come in when"), "triggerSort",
                              {{0, tr("something happens")},
                               {1, tr("they join a segment or list")},
                               {2, tr("a date comes up")},
                               {3, tr("a product changes")}}))
{
    makeEvent();
    makeJoin();
    makeDate();
    makeProduct();
    for (PanelForm *part : {m_event, m_join, m_date, m_product})
        form().addPart(part);
    connect(m_sort, &QComboBox::activated, this, &TriggerEditor::chooseStart);
}

template <class Start, class Change>
void TriggerEditor::editStart(const QString &what, const QString &key, Change change)
{
    edit(what, key, [&](TriggerNode &node) {
        if (auto *start = std::get_if<Start>(&node.start))
            change(*start);
    });
}

void TriggerEditor::makeEvent()
{
    m_event = new PanelForm(this);
    m_metric = m_event->addPill(tr("Event"), "triggerMetric", tr("choose an event"), [this] {
        const auto *event = std::get_if<EventTrigger>(&kind().start);
        return makeMetricPicker(context(), event ? event->metric : QString(), [this](const QString &metric) {
            editStart<EventTrigger>(tr("Change trigger"), {}, [&](EventTrigger &e) {
                if (e.metric != metric)
                    e.filters = {};
                e.metric = metric;
            });
        });
    });
    m_filters = new FilterBox(context(), m_event);
    m_event->addPart(m_filters);
    m_event->addHint(tr("Each event that passes the filters starts the flow for that person, if the entry filter and "
                        "the re-entry rule let them in."));
    connect(m_filters, &FilterBox::edited, this,
            [this](const FilterSet &filters, const QString &what, const QString &key) {
                editStart<EventTrigger>(what, key, [&](EventTrigger &event) { event.filters = filters; });
            });
}

void TriggerEditor::makeJoin()
{
    m_join = new PanelForm(this);
    m_joined = m_join->addPill(tr("Segment, list or stage"), "triggerJoin", tr("choose a segment or list"),
                               [this] { return makeJoinPicker(); });
    m_join->addHint(tr("Whoever becomes a member comes in. Who is one already when you switch the flow on has not "
                       "joined."));
}

Picker *TriggerEditor::makeJoinPicker()
{
    auto *picker = new ListPicker(tr("Segment, list or stage"));
    std::vector<PickItem> items;
    const auto put = [&](MemberOf of, const QString &name) {
        items.push_back(
            {.id = memberId(of, name), .text = name, .detail = {}, .section = sectionOf(of), .iconName = {}});
    };
    for (const DefinitionChoice &definition : context().catalog.definitions())
        put(definition.name.of, definition.name.name);
    for (const ListChoice &list : context().catalog.lists())
        put(MemberOf::List, list.name);
    const bool empty = items.empty();
    picker->list().setItems(std::move(items));
    picker->list().fitLines();
    if (const auto *join = std::get_if<JoinTrigger>(&kind().start))
        picker->list().setCurrent(memberId(join->of, join->name));
    if (empty)
        picker->list().setNote(tr("There are no segments or lists yet."));
    connect(picker, &ListPicker::picked, this, [this](const QString &id) {
        editStart<JoinTrigger>(tr("Change trigger"), {}, [&](JoinTrigger &join) {
            join.of = static_cast<MemberOf>(id.section(u':', 0, 0).toInt());
            join.name = id.section(u':', 1);
        });
    });
    return picker;
}

void TriggerEditor::makeDate()
{
    m_date = new PanelForm(this);
    m_property = m_date->addPill(tr("Date"), "triggerDate", tr("choose a date"), [this] { return makeDatePicker(); });
    m_date->beginPair();
    m_offset = m_date->addSpan(tr("How long"), "triggerOffset", 0);
    m_side = m_date->addChoice(
        tr("Before or after"), "triggerSide",
        {{static_cast<int>(DateSide::Before), tr("before it")}, {static_cast<int>(DateSide::After), tr("after it")}});
    m_date->endPair();
    m_date->beginPair();
    m_at = m_date->addClock(tr("At"), "triggerAt");
    m_repeat = m_date->addChoice(tr("Again"), "triggerRepeat",
                                 {{static_cast<int>(DateRepeat::Never), tr("once")},
                                  {static_cast<int>(DateRepeat::Yearly), tr("every year")},
                                  {static_cast<int>(DateRepeat::Monthly), tr("every month")}});
    m_date->endPair();
    connect(m_offset, &SpanField::edited, this, [this] {
        if (const auto span = m_offset->span())
            editStart<DateTrigger>(tr("Change offset"), QStringLiteral("offset"),
                                   [&](DateTrigger &date) { date.offset = *span; });
    });
    connect(m_side, &QComboBox::activated, this, [this] {
        editStart<DateTrigger>(tr("Change offset"), {},
                               [&](DateTrigger &date) { date.side = static_cast<DateSide>(valueOf(m_side)); });
    });
    connect(m_at, &QTimeEdit::timeChanged, this, [this] {
        editStart<DateTrigger>(tr("Change time"), QStringLiteral("at"),
                               [&](DateTrigger &date) { date.at = clockOf(m_at); });
    });
    connect(m_repeat, &QComboBox::activated, this, [this] {
        editStart<DateTrigger>(tr("Change repetition"), {},
                               [&](DateTrigger &date) { date.repeat = static_cast<DateRepeat>(valueOf(m_repeat)); });
    });
}

// Dates come first.
Picker *TriggerEditor::makeDatePicker()
{
    auto properties = context().catalog.properties();
    std::ranges::stable_partition(properties, [](const PropertyChoice &c) { return c.type == ValueType::Date; });
    const auto *date = std::get_if<DateTrigger>(&kind().start);
    return makePropertyListPicker(properties, date ? date->property : QString(), [this](const PropertyChoice &choice) {
        editStart<DateTrigger>(tr("Change trigger"), {}, [&](DateTrigger &d) { d.property = choice.name; });
    });
}

void TriggerEditor::makeProduct()
{
    m_product = new PanelForm(this);
    m_change = m_product->addChoice(tr("Change"), "triggerChange",
                                    {{static_cast<int>(ProductChange::PriceDrop), tr("its price drops")},
                                     {static_cast<int>(ProductChange::BackInStock), tr("it is back in stock")}});
    m_productMetric = m_product->addPill(tr("Event that tells it"), "triggerProductMetric", {}, [this] {
        const auto *product = std::get_if<ProductTrigger>(&kind().start);
        return makeMetricPicker(context(), product ? product->metric : QString(), [this](const QString &metric) {
            editStart<ProductTrigger>(tr("Change trigger"), {}, [&](ProductTrigger &p) { p.metric = metric; });
        });
    });
    m_percent = m_product->addNumber(tr("At least so many percent"), "triggerPercent");
    m_percent->setPlaceholderText(tr("any drop"));
    connect(m_change, &QComboBox::activated, this, [this] {
        editStart<ProductTrigger>(tr("Change trigger"), {}, [&](ProductTrigger &p) {
            p.change = static_cast<ProductChange>(valueOf(m_change));
            if (p.change == ProductChange::BackInStock)
                p.percent.reset();
        });
    });
    connect(m_percent, &NumberField::numberChanged, this, [this] {
        if (m_percent->problem().isEmpty())
            editStart<ProductTrigger>(tr("Change percent"), QStringLiteral("percent"),
                                      [&](ProductTrigger &p) { p.percent = m_percent->number(); });
    });
}

void TriggerEditor::chooseStart(int index)
{
    static constexpr std::array ids{"trigger_event", "trigger_join", "trigger_date", "trigger_product"};
    if (static_cast<size_t>(index) == kind().start.index())
        return;
    const FlowNodeKind fresh = nodeKind(QLatin1String(ids[static_cast<size_t>(index)]))->make();
    edit(tr("Change trigger"), {}, [&](TriggerNode &node) { node = std::get<TriggerNode>(fresh); });
}

void TriggerEditor::show(const FlowDoc &)
{
    const size_t sort = kind().start.index();
    setField(m_sort, static_cast<int>(sort));
    m_event->setVisible(sort == 0);
    m_join->setVisible(sort == 1);
    m_date->setVisible(sort == 2);
    m_product->setVisible(sort == 3);
    if (const auto *event = std::get_if<EventTrigger>(&kind().start))
        showHappening(*event);
    if (const auto *join = std::get_if<JoinTrigger>(&kind().start))
        m_joined->setValue(join->name.isEmpty() ? QString() : membershipWords(join->of, join->name));
    if (const auto *date = std::get_if<DateTrigger>(&kind().start))
        showDate(*date);
    if (const auto *product = std::get_if<ProductTrigger>(&kind().start))
        showProduct(*product);
}

void TriggerEditor::showHappening(const EventTrigger &event)
{
    m_metric->setValue(event.metric);
    m_filters->show(event.metric, event.filters);
}

void TriggerEditor::showDate(const DateTrigger &date)
{
    m_property->setValue(date.property);
    setField(m_offset, date.offset);
    setField(m_side, static_cast<int>(date.side));
    setField(m_at, date.at);
    setField(m_repeat, static_cast<int>(date.repeat));
}

void TriggerEditor::showProduct(const ProductTrigger &product)
{
    const bool drops = product.change == ProductChange::PriceDrop;
    setField(m_change, static_cast<int>(product.change));
    const QString usual = drops ? QStringLiteral("Price Dropped") : QStringLiteral("Back In Stock");
    m_productMetric->setValue(product.metric.isEmpty() ? usual : product.metric);
    setField(m_percent, product.percent);
    PanelForm::setShown(m_percent, drops);
}

} // namespace perennial
