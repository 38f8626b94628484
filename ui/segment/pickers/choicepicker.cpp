// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/pickers/choicepicker.h"

#include "ui/segment/pickers/choicelist.h"
#include "ui/segment/pickers/words.h"
#include "ui/widgets/format.h"

#include <QTimer>
#include <QVBoxLayout>

namespace perennial {

ChoicePicker::ChoicePicker(const QString &name, const std::vector<std::pair<int, QString>> &choices, int now, Take take,
                           QWidget *parent)
    : Picker(parent)
{
    auto *list = new ChoiceList(name, this);
    list->setObjectName(QStringLiteral("choices"));
    for (const auto &[value, text] : choices)
        list->addChoice(text, value);
    list->choose(now);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(list);
    setFocusProxy(list);
    const auto confirm = [this, list, take = std::move(take)] {
        const auto value = list->value();
        Q_EMIT committed();
        if (value)
            take(*value);
    };
    connect(list, &ChoiceList::confirmed, this, confirm);
    connect(list, &QListWidget::itemClicked, this, confirm);
}

ListPicker::ListPicker(const QString &name, QWidget *parent)
    : Picker(parent)
    , m_list(new PickList(name, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_list);
    setFocusProxy(m_list);
    connect(m_list, &PickList::picked, this, [this](const QString &id) {
        Q_EMIT committed();
        Q_EMIT picked(id);
    });
}

std::vector<PickItem> metricItems(const std::vector<MetricChoice> &metrics, const QString &section)
{
    const Instant now = Instant::now();
    std::vector<PickItem> items;
    for (const MetricChoice &metric : metrics) {
        const QString count = format::count(metric.events);
        const QString detail =
            metric.last ? PickList::tr("%1 · %2", "12,408 · 3 h ago").arg(count, format::ago(*metric.last, now))
                        : count;
        items.push_back({.id = metric.name, .text = metric.name, .detail = detail, .section = section, .iconName = {}});
    }
    return items;
}

std::vector<PickItem> propertyItems(const std::vector<PropertyChoice> &properties, const QString &section)
{
    std::vector<PickItem> items;
    for (const PropertyChoice &property : properties) {
        const QString type = valueTypeWords(property.type);
        const QString detail = property.people > 0
                                   ? PickList::tr("%1 · %2", "text · 12,408").arg(type, format::count(property.people))
                                   : type;
        items.push_back({.id = property.name,
                         .text = words::property(property.name),
                         .detail = detail,
                         .section = section,
                         .iconName = {}});
    }
    return items;
}

std::vector<PropertyChoice> withEventValue(const std::vector<PropertyChoice> &properties)
{
    std::vector<PropertyChoice> all{{.name = ValueProperty, .type = ValueType::Number, .people = 0}};
    all.insert(all.end(), properties.begin(), properties.end());
    return all;
}

Picker *makePropertyListPicker(const std::vector<PropertyChoice> &properties, const QString &now,
                               std::function<void(const PropertyChoice &)> take)
{
    auto *picker = new ListPicker(PickList::tr("Property"));
    picker->list().setItems(propertyItems(properties, {}));
    picker->list().setCurrent(now);
    if (properties.empty())
        picker->list().setNote(PickList::tr("No properties are known yet."));
    QObject::connect(picker, &ListPicker::picked, picker, [properties, take = std::move(take)](const QString &id) {
        for (const PropertyChoice &choice : properties) {
            if (choice.name == id)
                return take(choice);
        }
    });
    return picker;
}

} // namespace perennial
