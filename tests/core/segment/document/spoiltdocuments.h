// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QMap>
#include <QSet>

#include <functional>
#include <vector>

namespace perennial {

struct SpoiltDocument
{
    QJsonObject document;
    QString how; // "event.window: n is -1"
};

// Makes documents that differ in one member of one object from those it has learnt. The member is left out, is of every
// other type (once for each operator beside it), is every text that was seen under that key anywhere (once for each set
// of members beside it), or is one more. Some of these documents are valid.
// A place is the kind of a condition and the keys within it; an object is spoilt if it shows something that no other
// one showed at its place: a key, a text, a type.
class SpoiltDocuments
{
public:
    void learn(const QJsonObject &document);
    [[nodiscard]] std::vector<SpoiltDocument> make();

private:
    using Put = std::function<void(const QJsonValue &, const QString &how)>;

    void learn(const QJsonValue &value, const QString &place);
    void spoil(const QJsonValue &value, const QString &place, const Put &put);
    void spoilMembers(const QJsonObject &object, const QString &place, const Put &put);
    void addMembers(const QJsonObject &object, const QString &place, const Put &put) const;
    [[nodiscard]] bool showsSomethingNew(const QJsonObject &object, const QString &place);
    [[nodiscard]] bool isNew(const QString &what);

    std::vector<QJsonObject> m_documents;
    QMap<QString, QList<QJsonValue>> m_texts;           // by key
    QMap<QString, QMap<QString, QJsonValue>> m_members; // by place and key
    QSet<QString> m_shown;
};

} // namespace perennial
