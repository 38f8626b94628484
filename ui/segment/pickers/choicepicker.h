// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/catalog/segmentcatalog.h"
#include "ui/segment/pickers/pickerpill.h"
#include "ui/segment/pickers/picklist.h"

#include <vector>

namespace perennial {

// One of a few words: a click or Enter takes it and closes.
class ChoicePicker : public Picker
{
    Q_OBJECT

public:
    using Take = std::function<void(int value)>;

    ChoicePicker(const QString &name, const std::vector<std::pair<int, QString>> &choices, int now, Take take,
                 QWidget *parent = nullptr);
};

// A searchable list in a picker: a click or Enter takes it and closes.
class ListPicker : public Picker
{
    Q_OBJECT

public:
    explicit ListPicker(const QString &name, QWidget *parent = nullptr);

    [[nodiscard]] PickList &list() { return *m_list; }

Q_SIGNALS:
    void picked(const QString &id);

private:
    PickList *m_list;
};

[[nodiscard]] Picker *makePropertyListPicker(const std::vector<PropertyChoice> &properties, const QString &now,
                                             std::function<void(const PropertyChoice &)> take);
// An event's properties with its own value before them.
[[nodiscard]] std::vector<PropertyChoice> withEventValue(const std::vector<PropertyChoice> &properties);
[[nodiscard]] Picker *makeMetricListPicker(const std::vector<MetricChoice> &metrics, const QString &now,
                                           std::function<void(const QString &metric)> take);
[[nodiscard]] std::vector<PickItem> metricItems(const std::vector<MetricChoice> &metrics, const QString &section);
[[nodiscard]] std::vector<PickItem> propertyItems(const std::vector<PropertyChoice> &properties,
                                                  const QString &section);

} // namespace perennial
