// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/enumids.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSet>

#include <utility>

namespace perennial {

// Reads what `fields` lists from a JSON object. The first problem is kept, with its JSON path; keys nobody asked for
// are one.
class JsonReader
{
public:
    struct State
    {
        std::optional<Error> error;
        int groupDepth = 0;
    };

    JsonReader(QJsonObject object, QString where, State &state)
        : m_object(std::move(object))
        , m_where(std::move(where))
        , m_state(state)
    {
    }

    template <class T>
    void operator()(const char *key, T &value)
    {
        if (const QJsonValue json = take(key); !json.isUndefined())
            read(json, whereIs(key), value);
    }

    template <class T>
    void always(const char *key, T &value)
    {
        (*this)(key, value);
    }

    // Asked before a key that is written only where it says something; here it may always stand.
    [[nodiscard]] bool wants(const char *, bool) const { return true; }

    template <class Body>
    void inner(const char *key, Body body)
    {
        const QJsonValue json = take(key);
        if (json.isUndefined())
            return;
        if (!json.isObject())
            return reportType(whereIs(key), Wanted::Object);
        JsonReader reader(json.toObject(), whereIs(key), m_state);
        body(reader);
        reader.finish();
    }

    void operands(const char *key, std::vector<Operand> &values, bool);
    void condition(const char *key, Condition &condition);
    // Marks a key as known without reading it.
    QJsonValue take(const char *key);
    void finish();
    [[nodiscard]] QString whereIs(const char *key) const;
    void report(const QString &where, const QString &message);

private:
    enum class Wanted { Text, Number, Whole, Boolean, Array, Object, TextOrNumber };

    void reportType(const QString &where, Wanted wanted);
    void reportChoice(const QString &where, const QString &given, const QStringList &choices);
    void read(const QJsonValue &json, const QString &where, QString &value);
    void read(const QJsonValue &json, const QString &where, bool &value);
    void read(const QJsonValue &json, const QString &where, int &value);
    void read(const QJsonValue &json, const QString &where, double &value);
    void read(const QJsonValue &json, const QString &where, Operand &value);
    void read(const QJsonValue &json, const QString &where, Op &value);
    void read(const QJsonValue &json, const QString &where, QMap<QString, Operand> &value);
    void read(const QJsonValue &json, const QString &where, std::vector<SegmentNode> &value);

    template <class T>
    void read(const QJsonValue &json, const QString &where, std::optional<T> &value)
    {
        read(json, where, value.emplace());
    }

    template <class T>
    void read(const QJsonValue &json, const QString &where, std::vector<T> &list)
    {
        if (!json.isArray())
            return reportType(where, Wanted::Array);
        const QJsonArray array = json.toArray();
        for (qsizetype i = 0; i < array.size() && !m_state.error; ++i)
            read(array.at(i), QStringLiteral("%1[%2]").arg(where).arg(i), list.emplace_back());
    }

    template <class T>
    requires std::is_enum_v<T>
    void read(const QJsonValue &json, const QString &where, T &value)
    {
        QString id;
        read(json, where, id);
        if (const auto known = enumFromId<T>(id)) {
            value = *known;
            return;
        }
        QStringList choices;
        for (const char *choice : EnumIds<T>::ids)
            choices.append(QLatin1String(choice));
        reportChoice(where, id, choices);
    }

    template <class T>
    requires std::is_class_v<T>
    void read(const QJsonValue &json, const QString &where, T &value)
    {
        if (!json.isObject())
            return reportType(where, Wanted::Object);
        JsonReader reader(json.toObject(), where, m_state);
        fields(reader, value);
        reader.finish();
    }

    QJsonObject m_object;
    QString m_where;
    State &m_state;
    QSet<QString> m_known;
};

} // namespace perennial
