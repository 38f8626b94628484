// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/personwords.h"

#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

namespace perennial::personwords {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(perennial::Person)
};

QString inWords(const QString &key)
{
    QString words = key;
    words.replace(u'_', u' ');
    if (!words.isEmpty())
        words[0] = words.at(0).toUpper();
    return words;
}

QString valueOfName(const ProfileView &person, const char *name)
{
    for (const PropertyView &property : person.properties)
        if (property.name == QLatin1String(name))
            return property.value.toString();
    return {};
}

QString jsonText(const QJsonValue &value)
{
    if (value.isArray()) {
        QStringList parts;
        for (const QJsonValue &part : value.toArray())
            parts << jsonText(part);
        return parts.join(QStringLiteral(", "));
    }
    if (value.isDouble())
        return QLocale().toString(value.toDouble(), 'g', 12);
    if (value.isBool())
        return value.toBool() ? Text::tr("yes") : Text::tr("no");
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toString();
}

// A midnight in the home zone is a date somebody wrote without a time.
QString momentText(Instant at, const QTimeZone &zone)
{
    const QTime time = QDateTime::fromMSecsSinceEpoch(at.ms, zone).time();
    return time == QTime(0, 0) ? format::date(at, zone) : format::dateTime(at, zone);
}

} // namespace

QString nameOf(const ProfileView &person)
{
    const QString name =
        QStringLiteral("%1 %2").arg(valueOfName(person, "First Name"), valueOfName(person, "Last Name")).trimmed();
    if (!name.isEmpty())
        return name;
    return person.identifiers.empty() ? Text::tr("Person %1").arg(person.id.value) : person.identifiers.front().value;
}

QString identifierKind(const QString &kind)
{
    if (kind == QLatin1String("email"))
        return Text::tr("E-mail");
    if (kind == QLatin1String("phone"))
        return Text::tr("Phone");
    if (kind == QLatin1String("cookie"))
        return Text::tr("Browser");
    return inWords(kind);
}

QString channel(const QString &channel)
{
    if (channel == QLatin1String("email"))
        return Text::tr("E-mail");
    if (channel == QLatin1String("sms"))
        return Text::tr("SMS");
    if (channel == QLatin1String("push"))
        return Text::tr("Push");
    return channel == QLatin1String("whatsapp") ? Text::tr("WhatsApp") : channel;
}

QString consent(const ConsentView &consent, const QTimeZone &zone)
{
    QString state = consent.state;
    if (consent.state == QLatin1String("subscribed"))
        state = Text::tr("Subscribed");
    else if (consent.state == QLatin1String("unsubscribed"))
        state = Text::tr("Unsubscribed");
    else if (consent.state == QLatin1String("never"))
        state = Text::tr("Never asked");
    if (consent.assumed)
        return Text::tr("%1, as imported on %2; since when is not known").arg(state, format::date(consent.at, zone));
    const QString words = Text::tr("%1 since %2").arg(state, momentText(consent.at, zone));
    return consent.method.isEmpty()
               ? words
               : Text::tr("%1, by %2", "since when, method").arg(words, inWords(consent.method).toLower());
}

QString suppression(const SuppressionView &suppression, const QTimeZone &zone)
{
    return Text::tr("Must not be contacted: %1, since %2")
        .arg(inWords(suppression.reason).toLower(), momentText(suppression.at, zone));
}

QString merge(const MergeView &merge, const QTimeZone &zone)
{
    return Text::tr("Person %1 is the same: same %2. Joined on %3.")
        .arg(QString::number(merge.absorbed.value), identifierKind(merge.rule).toLower(), format::date(merge.at, zone));
}

QString value(const PropertyView &property, const QTimeZone &zone)
{
    if (property.type == QLatin1String("date") && property.value.canConvert<qint64>())
        return momentText({property.value.toLongLong()}, zone);
    if (property.type == QLatin1String("boolean"))
        return property.value.toBool() ? Text::tr("Yes") : Text::tr("No");
    if (property.type == QLatin1String("list"))
        return jsonText(QJsonDocument::fromJson(property.value.toString().toUtf8()).array());
    if (property.type == QLatin1String("number"))
        return QLocale().toString(property.value.toDouble(), 'g', 12);
    return property.value.toString();
}

QString details(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    QStringList parts;
    for (auto at = object.begin(); at != object.end(); ++at)
        parts << QStringLiteral("%1: %2").arg(inWords(at.key()), jsonText(at.value()));
    return parts.join(QStringLiteral(" · "));
}

} // namespace perennial::personwords
