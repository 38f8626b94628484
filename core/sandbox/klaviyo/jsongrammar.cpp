// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/klaviyo/jsongrammar.h"

#include <QDateTime>
#include <QJsonArray>
#include <QTimeZone>

namespace perennial {

namespace {

bool isInteger(const QJsonValue &value)
{
    return value.isDouble() && value.toDouble() == static_cast<double>(value.toInteger());
}

bool isMoment(const QString &text)
{
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    return moment.isValid() && moment.timeSpec() != Qt::LocalTime && text.contains(u'T');
}

bool isZone(const QString &text)
{
    return text == QLatin1String("profile") || QTimeZone::isTimeZoneIdAvailable(text.toLatin1());
}

bool isOfType(const QJsonValue &value, const QString &type)
{
    const QString text = value.toString();
    if (type.startsWith(u'='))
        return value.isString() && type.mid(1).split(u'|').contains(text);
    const std::pair<const char *, bool> types[] = {
        {"string", value.isString()},
        {"number", value.isDouble()},
        {"integer", isInteger(value)},
        {"boolean", value.isBool()},
        {"object", value.isObject()},
        {"true", value.isBool() && value.toBool()},
        {"false", value.isBool() && !value.toBool()},
        {"moment", value.isString() && isMoment(text)},
        {"day", value.isString() && QDate::fromString(text, Qt::ISODate).isValid() && text.size() == 10},
        {"time", value.isString() && QTime::fromString(text, Qt::ISODate).isValid() && !text.contains(u'T')},
        {"zone", value.isString() && isZone(text)},
    };
    for (const auto &[name, holds] : types)
        if (type == QLatin1String(name))
            return holds;
    return false;
}

} // namespace

std::optional<JsonGrammar::Fault> JsonGrammar::faultOf(const QJsonValue &value, const QString &rule) const
{
    return look(value, u'@' + rule, {});
}

JsonGrammar::Found JsonGrammar::look(const QJsonValue &value, const QJsonValue &shape, const QString &at) const
{
    if (shape.isString())
        return lookAtText(value, shape.toString(), at);
    if (shape.isArray())
        return lookAtArray(value, shape.toArray(), at);
    const QJsonObject object = shape.toObject();
    if (object.contains(QLatin1String("|")))
        return lookAtEither(value, object[QLatin1String("|")].toArray(), at);
    return lookAtObject(value, object, at);
}

JsonGrammar::Found JsonGrammar::lookAtText(const QJsonValue &value, QString shape, const QString &at) const
{
    const bool mayBeNull = shape.endsWith(u'?');
    if (mayBeNull)
        shape.chop(1);
    if (mayBeNull && value.isNull())
        return std::nullopt;
    if (shape.startsWith(u'@'))
        return look(value, m_rules[shape.mid(1)], at);
    if (isOfType(value, shape))
        return std::nullopt;
    return Fault{at, QStringLiteral("Not a valid value here: %1 is expected.").arg(shape)};
}

JsonGrammar::Found JsonGrammar::lookAtArray(const QJsonValue &value, const QJsonArray &shape, const QString &at) const
{
    if (shape.size() == 2 && value.isNull())
        return std::nullopt;
    if (!value.isArray())
        return Fault{at, QStringLiteral("Not a list.")};
    const QJsonArray all = value.toArray();
    for (qsizetype i = 0; i < all.size(); ++i)
        if (auto fault = look(all[i], shape.last(), QStringLiteral("%1/%2").arg(at).arg(i)))
            return fault;
    return std::nullopt;
}

JsonGrammar::Found JsonGrammar::lookAtObject(const QJsonValue &value, const QJsonObject &shape, const QString &at) const
{
    if (value.isNull() && shape.contains(QLatin1String("?")))
        return std::nullopt;
    if (!value.isObject())
        return Fault{at, QStringLiteral("Not an object.")};
    QJsonObject rest = value.toObject();
    for (auto each = shape.begin(); each != shape.end(); ++each) {
        const bool isRequired = each.key().endsWith(u'!');
        const QString key = isRequired ? each.key().chopped(1) : each.key();
        if (key == QLatin1String("?"))
            continue;
        if (!rest.contains(key)) {
            if (isRequired)
                return Fault{at + u'/' + key, QStringLiteral("'%1' is a required field.").arg(key)};
            continue;
        }
        if (auto fault = look(rest.take(key), each.value(), at + u'/' + key))
            return fault;
    }
    if (rest.isEmpty())
        return std::nullopt;
    const QString unknown = rest.begin().key();
    return Fault{at + u'/' + unknown, QStringLiteral("'%1' is not a valid field here.").arg(unknown)};
}

JsonGrammar::Found JsonGrammar::lookAtEither(const QJsonValue &value, const QJsonArray &shapes, const QString &at) const
{
    Found nearest;
    for (const QJsonValue &shape : shapes) {
        auto fault = look(value, shape, at);
        if (!fault)
            return std::nullopt;
        // One that stumbles over what kind of thing it is was not meant.
        const bool isOfOther =
            fault->pointer == at + QStringLiteral("/type") || fault->pointer == at + QStringLiteral("/operator");
        if (!nearest || (!isOfOther && fault->pointer.size() >= nearest->pointer.size()))
            nearest = std::move(fault);
    }
    return nearest;
}

} // namespace perennial
