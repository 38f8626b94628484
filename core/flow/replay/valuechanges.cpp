// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/valuechanges.h"

#include "core/segment/plan/ontheway.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <bit>
#include <cmath>

namespace perennial {

namespace {

QJsonValue jsonOf(const Operand &operand)
{
    const auto *text = std::get_if<QString>(&operand);
    return text ? QJsonValue(*text) : QJsonValue(std::get<double>(operand));
}

// What is known of the person; undefined where nothing is.
QJsonValue knownValue(const ProfileTable &table, const QString &property, quint32 person, qint64 now)
{
    const PropertyColumn *column = table.property(property);
    if (!column)
        return QJsonValue::Undefined;
    const auto rows = std::ranges::equal_range(column->histories, person, {}, &PropertyColumn::Earlier::person);
    const PropertyColumn::Raw raw =
        rows.begin() == rows.end() ? column->rawAt(person) : PropertyColumn::inForce(rows.begin(), rows.end(), now);
    if (column->type == ValueType::Number) {
        const auto number = std::bit_cast<double>(raw);
        return std::isnan(number) ? QJsonValue(QJsonValue::Undefined) : QJsonValue(number);
    }
    if (column->type == ValueType::Date)
        return raw == PropertyColumn::NoDate ? QJsonValue(QJsonValue::Undefined) : QJsonValue(Instant{raw}.toIso());
    if (raw == PropertyColumn::NoCode)
        return QJsonValue::Undefined;
    const QByteArray &text = column->texts[static_cast<size_t>(raw)];
    if (column->type == ValueType::Boolean)
        return text == "1";
    return column->type == ValueType::List ? QJsonValue(QJsonDocument::fromJson(text).array())
                                           : QJsonValue(QString::fromUtf8(text));
}

QJsonValue changed(ValueChangeKind change, const QJsonValue &before, const QJsonValue &value)
{
    switch (change) {
    case ValueChangeKind::Set:
        return value;
    case ValueChangeKind::Clear:
        return QJsonValue::Undefined;
    case ValueChangeKind::Increase:
        return before.toDouble(0) + value.toDouble(0);
    case ValueChangeKind::Add:
    case ValueChangeKind::Remove:
        break;
    }
    QJsonArray list = before.toArray();
    const auto place = std::ranges::find(list, value);
    if (change == ValueChangeKind::Add && place == list.end())
        list.append(value);
    if (change == ValueChangeKind::Remove && place != list.end())
        list.erase(place);
    return list;
}

} // namespace

void applyChange(const ProfileChange &change, const ProfileTable &table, const Binding &binding, Journey &way,
                 QHash<QString, QJsonValue> &properties, quint32 person, qint64 now)
{
    QJsonValue value(QJsonValue::Undefined);
    if (change.fromTrigger.isEmpty() && change.value) {
        value = jsonOf(*change.value);
    } else if (const EventColumn *trigger = way.event ? table.metric(way.metric) : nullptr) {
        value = eventProperty(table, *trigger, *way.event, change.fromTrigger, binding.moneyScale);
    }
    const bool ofJourney = change.of == PropertyOf::Variable;
    QHash<QString, QJsonValue> &held = ofJourney ? way.variables : properties;
    const auto known = held.constFind(change.property);
    const QJsonValue before = known != held.constEnd() ? *known
                              : ofJourney              ? QJsonValue(QJsonValue::Undefined)
                                                       : knownValue(table, change.property, person, now);
    held.insert(change.property, changed(change.change, before, value));
}

} // namespace perennial
