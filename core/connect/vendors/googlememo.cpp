// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/googlememo.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace perennial {

GoogleMemo GoogleMemo::fromBytes(const QByteArray &bytes)
{
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    GoogleMemo memo;
    memo.requestId = object[QLatin1String("request")].toString();
    memo.polls = object[QLatin1String("polls")].toInt();
    memo.posts = object[QLatin1String("posts")].toInt();
    memo.rows = object[QLatin1String("rows")].toInteger();
    const QJsonObject leftOut = object[QLatin1String("left_out")].toObject();
    for (auto entry = leftOut.begin(); entry != leftOut.end(); ++entry)
        memo.leftOut.insert(entry.key().toULongLong(), entry.value().toString());
    return memo;
}

QByteArray GoogleMemo::toBytes() const
{
    QJsonObject left;
    for (auto entry = leftOut.begin(); entry != leftOut.end(); ++entry)
        left.insert(QString::number(entry.key()), entry.value());
    const QJsonObject object{{QStringLiteral("request"), requestId},
                             {QStringLiteral("polls"), polls},
                             {QStringLiteral("posts"), posts},
                             {QStringLiteral("rows"), rows},
                             {QStringLiteral("left_out"), left}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace perennial
