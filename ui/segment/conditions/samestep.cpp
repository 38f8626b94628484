// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/samestep.h"

#include "ui/segment/catalog/segmentcatalog.h"

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

} // namespace perennial
