// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destination.h"

#include "core/connect/destination/destinationkinds.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <functional>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

const QSet<QString> &knownKeys()
{
    static const QSet<QString> keys{
        QStringLiteral("name"),     QStringLiteral("kind"),      QStringLiteral("way"),
        QStringLiteral("sandbox"),  QStringLiteral("account"),   QStringLiteral("audience"),
        QStringLiteral("mode"),     QStringLiteral("leavers"),   QStringLiteral("fields"),
        QStringLiteral("channel"),  QStringLiteral("exclude"),   QStringLiteral("guards"),
        QStringLiteral("priority"), QStringLiteral("ask_above"), QStringLiteral("consent_source"),
        QStringLiteral("schedule"), QStringLiteral("paused")};
    return keys;
}

// Reads one object, keeps the first error and passes over everything after it.
class DestinationReader
{
public:
    explicit DestinationReader(QJsonObject object)
        : m_object(std::move(object))
    {
    }

    [[nodiscard]] Result<Destination> read()
    {
        refuseUnknown();
        Destination made;
        made.name = text("name").trimmed();
        word("kind", made.kind, kindOf);
        word("way", made.way, enumFromId<DeliveryWay>);
        word("mode", made.mode, enumFromId<SyncMode>);
        word("leavers", made.leavers, enumFromId<Leavers>);
        word("channel", made.channel, enumFromId<ExportChannel>);
        made.sandbox = boolean("sandbox", false);
        made.guardsApply = boolean("guards", true);
        made.paused = boolean("paused", false);
        const double priority = number("priority", 0, 0, 1000);
        made.priority = static_cast<int>(priority);
        if (made.priority != priority)
            complain(tr("This wants a whole number."), QStringLiteral("/priority"));
        made.askAboveShare = number("ask_above", made.askAboveShare, 0, 1);
        made.consentSource = text("consent_source");
        made.schedule = text("schedule");
        made.source = source(m_object.value(QLatin1String("audience")), QStringLiteral("/audience"));
        readAccount(made);
        readFields(made);
        readExclusions(made);
        if (m_problem)
            return failure(*m_problem);
        return made;
    }

private:
    void complain(const QString &message, const QString &where)
    {
        if (!m_problem)
            m_problem = Error{ErrorKind::Invalid, message, where, {}};
    }

    void refuseUnknown()
    {
        for (const QString &key : m_object.keys())
            if (!knownKeys().contains(key))
                complain(tr("A destination knows no “%1”.").arg(key), u'/' + key);
    }

    [[nodiscard]] QString text(const char *key)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isUndefined() && !value.isString())
            complain(tr("This wants a text."), u'/' + QLatin1String(key));
        return value.toString();
    }

    [[nodiscard]] bool boolean(const char *key, bool standard)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isUndefined() && !value.isBool())
            complain(tr("This is true or false."), u'/' + QLatin1String(key));
        return value.toBool(standard);
    }

    [[nodiscard]] QJsonArray array(const char *key)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        if (!value.isUndefined() && !value.isArray())
            complain(tr("This wants a list."), u'/' + QLatin1String(key));
        return value.toArray();
    }

    [[nodiscard]] double number(const char *key, double standard, double least, double most)
    {
        const QJsonValue value = m_object.value(QLatin1String(key));
        const double given = value.toDouble(standard);
        if ((!value.isUndefined() && !value.isDouble()) || given < least || given > most)
            complain(tr("This wants a number from %1 to %2.").arg(least).arg(most), u'/' + QLatin1String(key));
        return given;
    }

    template <class Value>
    void word(const char *key, Value &into, std::optional<Value> (*meaning)(const QString &))
    {
        const QString id = text(key);
        if (id.isEmpty())
            return;
        if (const auto value = meaning(id))
            into = *value;
        else
            complain(tr("“%1” is not known here.").arg(id), u'/' + QLatin1String(key));
    }

    [[nodiscard]] AudienceSource source(const QJsonValue &value, const QString &where)
    {
        if (const auto found = sourceFromJson(value.toObject()))
            return *found;
        if (!value.isUndefined())
            complain(tr("People are named as {\"segment\": NAME} or {\"list\": NAME}."), where);
        return {};
    }

    void readAccount(Destination &made)
    {
        const QJsonValue value = m_object.value(QLatin1String("account"));
        const QJsonObject object = value.toObject();
        if (!value.isUndefined() && !value.isObject())
            complain(tr("This wants an object of texts."), QStringLiteral("/account"));
        for (auto entry = object.begin(); entry != object.end(); ++entry) {
            if (!entry.value().isString())
                complain(tr("This wants a text."), QStringLiteral("/account/") + entry.key());
            made.account.insert(entry.key(), entry.value().toString().trimmed());
        }
    }

    void readFields(Destination &made)
    {
        const QJsonArray fields = array("fields");
        for (qsizetype i = 0; i < fields.size(); ++i) {
            const QJsonObject field = fields.at(i).toObject();
            const QString target = field.value(QLatin1String("to")).toString();
            if (target.isEmpty() || !field.value(QLatin1String("text")).isString() || field.size() != 2)
                complain(tr("A field is {\"to\": NAME, \"text\": TEXT}."), QStringLiteral("/fields/%1").arg(i));
            made.fields.push_back({target, field.value(QLatin1String("text")).toString()});
        }
    }

    void readExclusions(Destination &made)
    {
        const QJsonArray sources = array("exclude");
        for (qsizetype i = 0; i < sources.size(); ++i)
            made.exclusions.push_back(source(sources.at(i), QStringLiteral("/exclude/%1").arg(i)));
    }

    QJsonObject m_object;
    std::optional<Error> m_problem;
};

} // namespace

QJsonObject sourceJson(const AudienceSource &source)
{
    return {{enumId(source.kind), source.name}};
}

std::optional<AudienceSource> sourceFromJson(const QJsonObject &object)
{
    for (const AudienceKind kind : {AudienceKind::Segment, AudienceKind::List}) {
        const QString name = object.value(enumId(kind)).toString().trimmed();
        if (object.size() == 1 && !name.isEmpty())
            return AudienceSource{kind, name};
    }
    return std::nullopt;
}

Result<Destination> Destination::fromJson(const QByteArray &text)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error != QJsonParseError::NoError || !document.isObject())
        return failure(ErrorKind::Unreadable, tr("This is no destination: it is not a JSON object."), {},
                       problem.errorString());
    return DestinationReader(document.object()).read();
}

QJsonObject Destination::toJsonObject() const
{
    QJsonObject accountJson;
    for (auto entry = account.begin(); entry != account.end(); ++entry)
        accountJson.insert(entry.key(), entry.value());
    QJsonArray fieldsJson;
    for (const MappedField &field : fields)
        fieldsJson.append(QJsonObject{{"to", field.target}, {"text", field.text}});
    QJsonArray excludeJson;
    for (const AudienceSource &exclusion : exclusions)
        excludeJson.append(sourceJson(exclusion));
    QJsonObject object{{"name", name},           {"kind", kindId(kind)},
                       {"way", enumId(way)},     {"account", accountJson},
                       {"mode", enumId(mode)},   {"leavers", enumId(leavers)},
                       {"fields", fieldsJson},   {"channel", enumId(channel)},
                       {"exclude", excludeJson}, {"guards", guardsApply},
                       {"priority", priority},   {"ask_above", askAboveShare},
                       {"sandbox", sandbox},     {"paused", paused}};
    if (!source.name.isEmpty())
        object.insert(QStringLiteral("audience"), sourceJson(source));
    if (!consentSource.isEmpty())
        object.insert(QStringLiteral("consent_source"), consentSource);
    if (!schedule.isEmpty())
        object.insert(QStringLiteral("schedule"), schedule);
    return object;
}

QByteArray Destination::toJson() const
{
    return QJsonDocument(toJsonObject()).toJson(QJsonDocument::Compact);
}

} // namespace perennial
