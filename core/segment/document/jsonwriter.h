// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/enumids.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>

namespace perennial {

// Writes what `fields` lists into a JSON object; empty texts, lists and absent values are left out.
class JsonWriter
{
public:
    [[nodiscard]] const QJsonObject &object() const { return m_object; }

    template <class T>
    void operator()(const char *key, T &value)
    {
        if (const QJsonValue json = toJson(value); !isEmpty(json))
            m_object.insert(QLatin1String(key), json);
    }

    template <class T>
    void always(const char *key, T &value)
    {
        m_object.insert(QLatin1String(key), toJson(value));
    }

    [[nodiscard]] bool wants(const char *, bool worthIt) const { return worthIt; }

    template <class Body>
    void inner(const char *key, Body body)
    {
        JsonWriter writer;
        body(writer);
        if (!writer.m_object.isEmpty())
            m_object.insert(QLatin1String(key), writer.m_object);
    }

    void operands(const char *key, const std::vector<Operand> &values, bool single)
    {
        if (single && values.size() == 1)
            m_object.insert(QLatin1String(key), toJson(values.front()));
        else if (!values.empty())
            m_object.insert(QLatin1String(key), toJson(values));
    }

    void condition(const char *key, const Condition &condition)
    {
        m_object.insert(QLatin1String(key), QLatin1String(ConditionIds[condition.index()]));
    }

private:
    static bool isEmpty(const QJsonValue &json)
    {
        return json.isUndefined() || (json.isString() && json.toString().isEmpty()) ||
               (json.isArray() && json.toArray().isEmpty()) || (json.isObject() && json.toObject().isEmpty());
    }

    static QJsonValue toJson(const QString &text) { return text; }
    static QJsonValue toJson(bool value) { return value; }
    static QJsonValue toJson(int value) { return value; }
    static QJsonValue toJson(double value)
    {
        constexpr double exact = 9007199254740992.0;
        const bool whole = std::abs(value) < exact && value == std::floor(value);
        return whole ? QJsonValue(static_cast<qint64>(value)) : QJsonValue(value);
    }
    static QJsonValue toJson(const Operand &operand)
    {
        return std::visit([](const auto &value) { return toJson(value); }, operand);
    }
    static QJsonValue toJson(Op op) { return QLatin1String(operatorOf(op).id); }

    template <class T>
    static QJsonValue toJson(const std::optional<T> &value)
    {
        return value ? toJson(*value) : QJsonValue(QJsonValue::Undefined);
    }

    template <class T>
    static QJsonValue toJson(const std::vector<T> &list)
    {
        QJsonArray array;
        for (const T &value : list)
            array.append(toJson(value));
        return array;
    }

    static QJsonValue toJson(const QMap<QString, Operand> &map)
    {
        QJsonObject object;
        for (auto it = map.begin(); it != map.end(); ++it)
            object.insert(it.key(), toJson(it.value()));
        return object;
    }

    template <class T>
    requires std::is_enum_v<T>
    static QJsonValue toJson(T value) { return enumId(value); }

    template <class T>
    requires std::is_class_v<T>
    static QJsonValue toJson(const T &value)
    {
        T copy = value; // `fields` is shared with the reader, which writes into what it is given
        JsonWriter writer;
        fields(writer, copy);
        return writer.m_object;
    }

    QJsonObject m_object;
};

} // namespace perennial
