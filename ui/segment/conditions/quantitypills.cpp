// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/quantitypills.h"

#include "ui/segment/conditions/conditioneditor.h"
#include "ui/segment/conditions/filterpills.h"
#include "ui/segment/conditions/samestep.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/flowlayout.h"
#include "ui/segment/pickers/quantityeditor.h"
#include "ui/segment/pickers/windoweditor.h"
#include "ui/segment/pickers/words.h"

#include <algorithm>

namespace perennial {

QuantityPills::QuantityPills(const BuilderContext &context, QWidget *host, FlowLayout *line, const QuantityNames &names)
    : QObject(host)
    , m_context(context)
    , m_host(host)
    , m_line(line)
    , m_metric(addPill(names.metric, names.prefix + QStringLiteral("metric"), tr("choose a metric"),
                       [this] { return makeMetricPicker(); }))
    , m_measure(addPill(names.measure, names.prefix + QStringLiteral("quantity"), tr("choose a property"),
                        [this] { return makeMeasurePicker(); }))
    , m_window(addPill(names.when, names.prefix + QStringLiteral("window"), tr("choose when"),
                       [this] { return makeWindowPicker(); }))
    , m_same(addPill(tr("Same as what started the flow"), names.prefix + QStringLiteral("same"), {},
                     [this] { return makeSamePicker(); }))
    , m_filters(new FilterPills(context.catalog, host, line, names.prefix + QStringLiteral("addFilter")))
{
    connect(m_filters, &FilterPills::edited, this,
            [this](const FilterSet &filters, const QString &what, const QString &key) {
                EventQuantity quantity = m_quantity;
                quantity.filters = filters;
                tell(quantity, what, key);
            });
    // A measure that goes without saying is shown only while it is looked at.
    connect(m_measure, &PillButton::popupEscaped, this, [this] { show(m_quantity, m_namesCount); });
}

PickerPill *QuantityPills::addPill(const QString &role, const QString &name, const QString &placeholder,
                                   PickerPill::Make make)
{
    auto *pill = new PickerPill(role, std::move(make), m_host);
    pill->setObjectName(name);
    pill->setPlaceholder(placeholder);
    m_line->addWidget(pill);
    return pill;
}

void QuantityPills::show(const EventQuantity &quantity, bool namesCount)
{
    m_quantity = quantity;
    m_namesCount = namesCount;
    m_metric->setValue(quantity.metric);
    const bool hides = quantity.aggregate == Aggregate::Count && !namesCount && !m_measure->isOpen();
    m_measure->setVisible(!hides);
    m_measure->setValue(words::quantity(quantity));
    m_window->setValue(words::window(quantity.window));
    showSame();
    m_filters->show(quantity.metric, quantity.filters);
}

// Only an event has something that another's can be the same as; what is written is shown in any case.
void QuantityPills::showSame()
{
    const bool canBe = m_context.flow && !m_context.flow->triggerMetric.isEmpty() && !m_quantity.metric.isEmpty();
    m_same->setVisible(canBe || !m_quantity.same.empty());
    m_same->setValue(m_quantity.same.empty() ? tr("about anything") : sameAsTriggerWords(m_quantity.same));
}

QToolButton *QuantityPills::addFilter() const
{
    return m_filters->addButton();
}

void QuantityPills::openMeasure()
{
    m_measure->show();
    m_measure->setFocus();
    m_measure->openPopup();
}

void QuantityPills::tell(const EventQuantity &quantity, const QString &what, const QString &key)
{
    Q_EMIT edited(quantity, what, key, {});
}

Picker *QuantityPills::makeMetricPicker()
{
    auto *picker = new ListPicker(tr("Metric"));
    const auto metrics = m_context.catalog.metrics();
    picker->list().setItems(metricItems(metrics, {}));
    picker->list().setCurrent(m_quantity.metric.isEmpty() ? m_suggested : m_quantity.metric);
    if (metrics.empty())
        picker->list().setNote(tr("No events yet. Import orders or events first."));
    connect(picker, &ListPicker::picked, this, &QuantityPills::chooseMetric);
    return picker;
}

void QuantityPills::chooseMetric(const QString &metric)
{
    if (metric == m_quantity.metric)
        return;
    EventQuantity quantity = m_quantity;
    quantity.metric = metric;
    tell(quantity, tr("Change metric"), QStringLiteral("metric ") + metric);
    if (!quantity.property.isEmpty() || !quantity.filters.of.empty() || !quantity.same.empty())
        keepWhatIsKnown(metric);
}

// Of filters and properties those that the metric has too; all where nothing is known of it.
void QuantityPills::keepWhatIsKnown(const QString &metric)
{
    m_context.catalog.findEventProperties(
        metric, m_host, [this, metric](const std::vector<PropertyChoice> &properties) {
            if (m_quantity.metric != metric || properties.empty())
                return;
            const auto isStrange = [&](const QString &name) {
                return !name.isEmpty() && !name.startsWith(u'$') &&
                       std::ranges::find(properties, name, &PropertyChoice::name) == properties.end();
            };
            EventQuantity quantity = m_quantity;
            std::erase_if(quantity.filters.of, [&](const PropertyFilter &f) { return isStrange(f.property); });
            if (quantity.filters.of.empty())
                quantity.filters = {};
            if (isStrange(quantity.property))
                quantity.property.clear();
            std::erase_if(quantity.same, [&](const SameAsTrigger &tie) { return isStrange(tie.property); });
            if (quantity != m_quantity)
                tell(quantity, tr("Change metric"), QStringLiteral("metric ") + metric);
        });
}

Picker *QuantityPills::makeMeasurePicker()
{
    auto *editor = new QuantityEditor(m_quantity, [this](QObject *asker, SegmentCatalog::Done<PropertyChoice> done) {
        m_context.catalog.findEventProperties(m_quantity.metric, asker, std::move(done));
    });
    connect(editor, &QuantityEditor::edited, this,
            [this](const EventQuantity &measured, std::optional<ValueType> type) {
                EventQuantity quantity = m_quantity;
                quantity.aggregate = measured.aggregate;
                quantity.property = measured.property;
                quantity.nth = measured.nth;
                Q_EMIT edited(quantity, tr("Change measure"), QStringLiteral("measure"), type);
            });
    return editor;
}

Picker *QuantityPills::makeSamePicker()
{
    auto *picker = new SameAsTriggerPicker(m_context, m_quantity);
    connect(picker, &SameAsTriggerPicker::edited, this, [this](const std::vector<SameAsTrigger> &same) {
        EventQuantity quantity = m_quantity;
        quantity.same = same;
        tell(quantity, tr("Change what is the same"), QStringLiteral("same"));
    });
    return picker;
}

Picker *QuantityPills::makeWindowPicker()
{
    auto *editor = new WindowEditor(m_quantity.window, m_context.offered(WindowOptions::ofEvents(m_context.catalog)));
    connect(editor, &WindowEditor::edited, this, [this](const Window &window) {
        EventQuantity quantity = m_quantity;
        quantity.window = window;
        tell(quantity, tr("Change window"), QStringLiteral("window"));
    });
    return editor;
}

} // namespace perennial
