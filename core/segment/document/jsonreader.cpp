// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/jsonreader.h"

#include "core/segment/document/documentfields.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

template <size_t... I>
Condition conditionAt(size_t index, std::index_sequence<I...>)
{
    Condition condition;
    ((index == I ? static_cast<void>(condition.emplace<I>()) : static_cast<void>(0)), ...);
    return condition;
}

} // namespace

QJsonValue JsonReader::take(const char *key)
{
    const QString name = QLatin1String(key);
    m_known.insert(name);
    return m_object.contains(name) ? m_object.value(name) : QJsonValue(QJsonValue::Undefined);
}

void JsonReader::finish()
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!m_known.contains(it.key()))
            return report(whereIs(it.key().toUtf8().constData()),
                          tr("“%1” is not a key that may stand here.").arg(it.key()));
    }
}

QString JsonReader::whereIs(const char *key) const
{
    const QString name = QString::fromUtf8(key);
    return m_where.isEmpty() ? name : QString(m_where + u'.' + name);
}

void JsonReader::report(const QString &where, const QString &message)
{
    if (!m_state.error)
        m_state.error = Error{ErrorKind::Invalid, message, where, {}};
}

void JsonReader::reportType(const QString &where, Wanted wanted)
{
    const QString words[] = {tr("a text"), tr("a number"),  tr("a whole number"),    tr("true or false"),
                             tr("a list"), tr("an object"), tr("a text or a number")};
    report(where, tr("Here stands the wrong type of value: it must be %1.").arg(words[static_cast<int>(wanted)]));
}

void JsonReader::reportChoice(const QString &where, const QString &given, const QStringList &choices)
{
    report(where, tr("“%1” is not known here. It must be one of: %2.").arg(given, choices.join(QStringLiteral(", "))));
}

void JsonReader::operands(const char *key, std::vector<Operand> &values, bool)
{
    const QJsonValue json = take(key);
    if (json.isArray())
        read(json, whereIs(key), values);
    else if (!json.isUndefined())
        read(json, whereIs(key), values.emplace_back());
}

void JsonReader::condition(const char *key, Condition &condition)
{
    const QJsonValue json = take(key);
    for (size_t i = 0; i < ConditionIds.size(); ++i) {
        if (json.isString() && json.toString() == QLatin1String(ConditionIds[i])) {
            condition = conditionAt(i, std::make_index_sequence<std::variant_size_v<Condition>>());
            return;
        }
    }
    QStringList choices;
    for (const char *choice : ConditionIds)
        choices.append(QLatin1String(choice));
    reportChoice(whereIs(key), json.toString(), choices);
}

void JsonReader::read(const QJsonValue &json, const QString &where, QString &value)
{
    if (!json.isString())
        return reportType(where, Wanted::Text);
    value = json.toString();
}

void JsonReader::read(const QJsonValue &json, const QString &where, bool &value)
{
    if (!json.isBool())
        return reportType(where, Wanted::Boolean);
    value = json.toBool();
}

void JsonReader::read(const QJsonValue &json, const QString &where, int &value)
{
    const double number = json.toDouble(0.5);
    if (!json.isDouble() || number != std::floor(number) || std::abs(number) > 1e9)
        return reportType(where, Wanted::Whole);
    value = static_cast<int>(number);
}

void JsonReader::read(const QJsonValue &json, const QString &where, double &value)
{
    if (!json.isDouble())
        return reportType(where, Wanted::Number);
    value = json.toDouble();
}

void JsonReader::read(const QJsonValue &json, const QString &where, Operand &value)
{
    if (json.isString())
        value = json.toString();
    else if (json.isDouble())
        value = json.toDouble();
    else
        reportType(where, Wanted::TextOrNumber);
}

void JsonReader::read(const QJsonValue &json, const QString &where, Op &value)
{
    QString id;
    read(json, where, id);
    if (const auto op = operatorFromId(id)) {
        value = *op;
        return;
    }
    QStringList choices;
    for (const Operator &op : operators())
        choices.append(QLatin1String(op.id));
    reportChoice(where, id, choices);
}

void JsonReader::read(const QJsonValue &json, const QString &where, QMap<QString, Operand> &value)
{
    if (!json.isObject())
        return reportType(where, Wanted::Object);
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        read(it.value(), where + u'.' + it.key(), value[it.key()]);
}

void JsonReader::read(const QJsonValue &json, const QString &where, std::vector<SegmentNode> &value)
{
    if (!json.isArray())
        return reportType(where, Wanted::Array);
    if (m_state.groupDepth >= SegmentDoc::MaxDepth)
        return report(where, tr("Groups are nested deeper than %1 levels.").arg(SegmentDoc::MaxDepth));
    ++m_state.groupDepth;
    const QJsonArray array = json.toArray();
    for (qsizetype i = 0; i < array.size() && !m_state.error; ++i)
        read(array.at(i), QStringLiteral("%1[%2]").arg(where).arg(i), value.emplace_back());
    --m_state.groupDepth;
}

} // namespace perennial
