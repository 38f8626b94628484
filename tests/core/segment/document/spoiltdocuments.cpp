// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/document/spoiltdocuments.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

namespace {

const QJsonArray &wrongValues()
{
    static const QJsonArray values = QJsonDocument::fromJson(R"([null, true, 0, -1, 1, 0.5, 25, 1000, 1001, 100001,
        1e12, "", "nonsense", "2026-01-31", [], {}, [null], ["x"], ["x", "y"], [1], [0], [1, 2], [1, 2, 3], [{}]])")
                                         .array();
    return values;
}

QString toText(const QJsonValue &value)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact));
}

// Of a member of an object: the conditions of a group are at places of their own.
QString placeOf(const QJsonValue &value, const QString &parent, const QString &key)
{
    const bool isCondition = parent.endsWith(QLatin1String("children"));
    return isCondition ? value[QStringLiteral("kind")].toString() : key.isEmpty() ? parent : parent + u'.' + key;
}

// Keys and types.
QString shapeOf(const QJsonObject &object)
{
    QString shape;
    for (auto it = object.begin(); it != object.end(); ++it)
        shape += u' ' + it.key() + QString::number(it->type()) + QString::number(it->toArray().first().type());
    return shape;
}

} // namespace

void SpoiltDocuments::learn(const QJsonObject &document)
{
    m_documents.push_back(document);
    learn(document, QStringLiteral("document"));
}

void SpoiltDocuments::learn(const QJsonValue &value, const QString &place)
{
    for (const QJsonValue &element : value.toArray())
        learn(element, placeOf(element, place, {}));
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        m_members[place].insert(it.key(), it.value());
        if (it->isString() && !m_texts[it.key()].contains(*it))
            m_texts[it.key()].append(*it);
        learn(*it, placeOf(*it, place, it.key()));
    }
}

std::vector<SpoiltDocument> SpoiltDocuments::make()
{
    std::vector<SpoiltDocument> made;
    QSet<QByteArray> known;
    for (const QJsonObject &document : m_documents) {
        spoil(document, QStringLiteral("document"), [&](const QJsonValue &spoilt, const QString &how) {
            const QByteArray text = QJsonDocument(spoilt.toObject()).toJson(QJsonDocument::Compact);
            if (!known.contains(text))
                made.push_back({spoilt.toObject(), how});
            known.insert(text);
        });
    }
    return made;
}

void SpoiltDocuments::spoil(const QJsonValue &value, const QString &place, const Put &put)
{
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        spoil(array[i], placeOf(array[i], place, {}), [&](const QJsonValue &spoilt, const QString &how) {
            QJsonArray changed = array;
            changed[i] = spoilt;
            put(changed, how);
        });
    }
    if (!value.isObject())
        return;
    const QJsonObject object = value.toObject();
    if (showsSomethingNew(object, place)) {
        spoilMembers(object, place, put);
        addMembers(object, place, put);
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        spoil(*it, placeOf(*it, place, it.key()), [&](const QJsonValue &spoilt, const QString &how) {
            QJsonObject changed = object;
            changed[it.key()] = spoilt;
            put(changed, how);
        });
    }
}

bool SpoiltDocuments::showsSomethingNew(const QJsonObject &object, const QString &place)
{
    bool shows = isNew(place);
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString shown = it->isString() ? it->toString() : QString::number(it->type());
        shows |= isNew(place + u'.' + it.key() + u' ' + shown);
    }
    return shows;
}

bool SpoiltDocuments::isNew(const QString &what)
{
    const qsizetype before = m_shown.size();
    m_shown.insert(what);
    return m_shown.size() > before;
}

void SpoiltDocuments::spoilMembers(const QJsonObject &object, const QString &place, const Put &put)
{
    const QString op = object[QStringLiteral("op")].toString();
    for (auto it = object.begin(); it != object.end(); ++it) {
        QJsonObject spoilt = object;
        spoilt.remove(it.key());
        put(spoilt, place + QStringLiteral(": no ") + it.key());
        QList<QJsonValue> others;
        if (isNew(place + u'.' + it.key() + QStringLiteral(" beside ") + shapeOf(spoilt)))
            others = m_texts.value(it.key());
        if (isNew(place + u'.' + it.key() + QStringLiteral(" under ") + op)) {
            for (const QJsonValue &wrong : wrongValues())
                others.append(wrong);
        }
        for (const QJsonValue &other : others) {
            spoilt[it.key()] = other;
            put(spoilt, place + QStringLiteral(": ") + it.key() + QStringLiteral(" is ") + toText(other));
        }
    }
}

void SpoiltDocuments::addMembers(const QJsonObject &object, const QString &place, const Put &put) const
{
    QMap<QString, QJsonValue> more = m_members.value(place);
    more.insert(QStringLiteral("colour"), QStringLiteral("red"));
    for (auto it = more.begin(); it != more.end(); ++it) {
        if (object.contains(it.key()))
            continue;
        QJsonObject spoilt = object;
        spoilt.insert(it.key(), it.value());
        put(spoilt, place + QStringLiteral(": with ") + it.key());
    }
}

} // namespace perennial
