// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/samestep.h"

#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/conditions/conditioneditor.h"

#include <QVBoxLayout>

#include <algorithm>

namespace perennial {

namespace {

QString sameWords(const QString &property)
{
    if (property == OrderProperty)
        return SameStepPicker::tr("same order");
    return property == ValueProperty ? SameStepPicker::tr("same value") : SameStepPicker::tr("same %1").arg(property);
}

} // namespace

QString sameStepWords(const SameProperty &same)
{
    return SameStepPicker::tr("%1 as step %2", "same order as step 1").arg(sameWords(same.property)).arg(same.step + 1);
}

SameStepPicker::SameStepPicker(SegmentCatalog &catalog, const SequenceCondition &sequence, size_t index,
                               QWidget *parent)
    : Picker(parent)
    , m_sequence(sequence)
    , m_index(index)
    , m_list(new PickList(tr("What is the same"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    setFocusProxy(m_list);
    m_list->model().setCheckable(true);
    connect(m_list, &PickList::toggled, this, [this](const QStringList &ids) {
        std::vector<SameProperty> same;
        for (const QString &id : ids)
            same.push_back(m_offered[id.toUInt()]);
        Q_EMIT edited(same);
    });
    connect(m_list, &PickList::closeRequested, this, &Picker::committed);
    offer({});
    catalog.findEventProperties(sequence.steps[index].metric, this, [this](const std::vector<PropertyChoice> &choices) {
        QStringList properties;
        for (const PropertyChoice &choice : choices)
            properties.append(choice.name);
        offer(properties);
    });
}

void SameStepPicker::offer(const QStringList &properties)
{
    const std::vector<SequenceStep> &steps = m_sequence.steps;
    std::vector<SameProperty> now = steps[m_index].same;
    std::vector<PickItem> items;
    QStringList checked;
    m_offered.clear();
    for (size_t i = 0; i < m_index; ++i) {
        if (!steps[i].happens)
            continue;
        QStringList all = QStringList{OrderProperty} + properties;
        for (const SameProperty &same : now) {
            if (same.step == static_cast<int>(i) && !all.contains(same.property))
                all.append(same.property);
        }
        for (const QString &property : all) {
            const SameProperty same{.property = property, .step = static_cast<int>(i)};
            const QString id = QString::number(m_offered.size());
            if (std::ranges::find(now, same) != now.end())
                checked.append(id);
            m_offered.push_back(same);
            items.push_back({.id = id,
                             .text = sameWords(property),
                             .detail = {},
                             .section = tr("As step %1: %2").arg(i + 1).arg(steps[i].metric),
                             .iconName = {}});
        }
    }
    m_list->model().setChecked(checked);
    m_list->setItems(std::move(items));
}

QString sameAsTriggerWords(const std::vector<SameAsTrigger> &same)
{
    QStringList parts;
    for (const SameAsTrigger &tie : same)
        parts.append(sameWords(tie.property));
    return SameStepPicker::tr("%1 as what started the flow", "same Product as what started the flow")
        .arg(parts.join(SameStepPicker::tr(", ", "between things that are the same")));
}

SameAsTriggerPicker::SameAsTriggerPicker(const BuilderContext &context, const EventQuantity &quantity, QWidget *parent)
    : Picker(parent)
    , m_triggerMetric(context.flow ? context.flow->triggerMetric : QString())
    , m_now(quantity.same)
    , m_list(new PickList(tr("What is the same"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    setFocusProxy(m_list);
    m_list->model().setCheckable(true);
    connect(m_list, &PickList::toggled, this, [this](const QStringList &ids) {
        m_now.clear();
        for (const QString &id : ids)
            m_now.push_back(m_offered[id.toUInt()]);
        Q_EMIT edited(m_now);
    });
    connect(m_list, &PickList::closeRequested, this, &Picker::committed);
    offer({});
    SegmentCatalog &catalog = context.catalog;
    catalog.findEventProperties(quantity.metric, this, [this, &catalog](const std::vector<PropertyChoice> &choices) {
        for (const PropertyChoice &choice : choices)
            m_ofEvent.append(choice.name);
        catalog.findEventProperties(m_triggerMetric, this, [this](const std::vector<PropertyChoice> &ofTrigger) {
            QStringList both;
            for (const PropertyChoice &choice : ofTrigger) {
                if (m_ofEvent.contains(choice.name))
                    both.append(choice.name);
            }
            offer(both);
        });
    });
}

void SameAsTriggerPicker::offer(const QStringList &properties)
{
    m_offered = {{.property = OrderProperty, .trigger = {}}};
    for (const QString &property : properties)
        m_offered.push_back({.property = property, .trigger = {}});
    std::vector<PickItem> items;
    QStringList checked;
    for (const SameAsTrigger &tie : m_now) {
        if (std::ranges::find(m_offered, tie) == m_offered.end())
            m_offered.push_back(tie);
    }
    for (size_t i = 0; i < m_offered.size(); ++i) {
        const QString id = QString::number(i);
        if (std::ranges::find(m_now, m_offered[i]) != m_now.end())
            checked.append(id);
        items.push_back({.id = id,
                         .text = sameWords(m_offered[i].property),
                         .detail = {},
                         .section = tr("As of the %1 that started the flow").arg(m_triggerMetric),
                         .iconName = {}});
    }
    m_list->model().setChecked(checked);
    m_list->setItems(std::move(items));
}

} // namespace perennial
