// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/samestep.h"

#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/conditions/conditioneditor.h"
#include "ui/widgets/label.h"
#include "ui/widgets/tokens.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
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

// "same cart_id (id there)"
QString sameWords(const SameAsTrigger &tie)
{
    const QString words = sameWords(tie.property);
    return tie.nameThere() == tie.property ? words : SameStepPicker::tr("%1 (%2 there)").arg(words, tie.trigger);
}

QStringList namesOf(const std::vector<PropertyChoice> &properties)
{
    QStringList names;
    for (const PropertyChoice &property : properties)
        names.append(property.name);
    return names;
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
    catalog.findEventProperties(sequence.steps[index].metric, this,
                                [this](const std::vector<PropertyChoice> &choices) { offer(namesOf(choices)); });
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
        parts.append(sameWords(tie));
    return SameStepPicker::tr("%1 as what started the flow", "same Product as what started the flow")
        .arg(parts.join(SameStepPicker::tr(", ", "between things that are the same")));
}

SameAsTriggerPicker::SameAsTriggerPicker(const BuilderContext &context, const EventQuantity &quantity, QWidget *parent)
    : Picker(parent)
    , m_triggerMetric(context.flow ? context.flow->triggerMetric : QString())
    , m_now(quantity.same)
    , m_list(new PickList(tr("What is the same"), this))
    , m_otherNames(makeOtherNames())
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    column->addWidget(m_otherNames);
    setFocusProxy(m_list);
    m_list->model().setCheckable(true);
    connect(m_list, &PickList::toggled, this, [this](const QStringList &ids) {
        m_now.clear();
        for (const QString &id : ids)
            m_now.push_back(m_offered[id.toUInt()]);
        showAddable();
        Q_EMIT edited(m_now);
    });
    connect(m_list, &PickList::closeRequested, this, &Picker::committed);
    offer();
    SegmentCatalog &catalog = context.catalog;
    catalog.findEventProperties(quantity.metric, this, [this, &catalog](const std::vector<PropertyChoice> &choices) {
        m_ofEvent = namesOf(choices);
        catalog.findEventProperties(m_triggerMetric, this, [this](const std::vector<PropertyChoice> &ofTrigger) {
            m_ofTrigger = namesOf(ofTrigger);
            offer();
            fillOtherNames();
        });
    });
}

QWidget *SameAsTriggerPicker::makeOtherNames()
{
    auto *box = new QWidget(this);
    auto *grid = new QGridLayout(box);
    grid->setContentsMargins(size::Unit, 0, size::Unit, size::Unit);
    grid->setSpacing(size::Unit);
    m_here = new QComboBox(box);
    m_here->setObjectName(QStringLiteral("sameHere"));
    m_here->setAccessibleName(tr("Property of this event"));
    m_there = new QComboBox(box);
    m_there->setObjectName(QStringLiteral("sameThere"));
    m_there->setAccessibleName(tr("Property of what started the flow"));
    m_add = new QPushButton(tr("Add"), box);
    m_add->setObjectName(QStringLiteral("sameAdd"));
    m_add->setAccessibleName(tr("Add these two as the same"));
    auto *heading = new Label(tr("Called otherwise there"), TextSize::Caption, Ink::Muted, box);
    grid->addWidget(heading, 0, 0, 1, 3);
    grid->addWidget(new Label(tr("same"), TextSize::Body, Ink::Muted, box), 1, 0);
    grid->addWidget(m_here, 1, 1, 1, 2);
    grid->addWidget(new Label(tr("as its", "same cart_id as its id"), TextSize::Body, Ink::Muted, box), 2, 0);
    grid->addWidget(m_there, 2, 1);
    grid->addWidget(m_add, 2, 2);
    grid->setColumnStretch(1, 1);
    connect(m_here, &QComboBox::currentIndexChanged, this, &SameAsTriggerPicker::suggestThere);
    connect(m_there, &QComboBox::currentIndexChanged, this, &SameAsTriggerPicker::showAddable);
    connect(m_add, &QPushButton::clicked, this, &SameAsTriggerPicker::addOther);
    box->hide();
    return box;
}

void SameAsTriggerPicker::fillOtherNames()
{
    {
        const QSignalBlocker quietHere(m_here), quietThere(m_there);
        m_here->addItems(m_ofEvent);
        m_there->addItems(m_ofTrigger);
    }
    m_otherNames->setVisible(!m_ofEvent.isEmpty() && !m_ofTrigger.isEmpty());
    suggestThere();
}

// Most often it has the same name there.
void SameAsTriggerPicker::suggestThere()
{
    if (const int same = m_there->findText(m_here->currentText()); same >= 0)
        m_there->setCurrentIndex(same);
    showAddable();
}

SameAsTrigger SameAsTriggerPicker::other() const
{
    const QString here = m_here->currentText(), there = m_there->currentText();
    return {.property = here, .trigger = there == here ? QString() : there};
}

void SameAsTriggerPicker::showAddable()
{
    m_add->setEnabled(std::ranges::find(m_now, other()) == m_now.end());
}

void SameAsTriggerPicker::addOther()
{
    m_now.push_back(other());
    offer();
    showAddable();
    Q_EMIT edited(m_now);
}

void SameAsTriggerPicker::offer()
{
    m_offered = {{.property = OrderProperty, .trigger = {}}};
    for (const QString &property : m_ofTrigger) {
        if (m_ofEvent.contains(property))
            m_offered.push_back({.property = property, .trigger = {}});
    }
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
                         .text = sameWords(m_offered[i]),
                         .detail = {},
                         .section = tr("As of the %1 that started the flow").arg(m_triggerMetric),
                         .iconName = {}});
    }
    m_list->model().setChecked(checked);
    m_list->setItems(std::move(items));
}

} // namespace perennial
