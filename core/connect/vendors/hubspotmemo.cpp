// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/hubspotmemo.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace perennial {

QByteArray HubSpotMemo::toBytes() const
{
    QJsonObject known, told;
    for (const auto &[place, id] : ids)
        known.insert(QString::number(place), id);
    for (const auto &[place, outcome] : outcomes) {
        const bool failed = outcome.verdict == RowVerdict::Failed;
        told.insert(QString::number(place), QJsonArray{failed ? QLatin1String("failed") : QLatin1String("skipped"),
                                                       outcome.status, outcome.reason});
    }
    const QJsonObject memo{{QStringLiteral("ids"), known}, {QStringLiteral("rows"), told}};
    return QJsonDocument(memo).toJson(QJsonDocument::Compact);
}

HubSpotMemo HubSpotMemo::fromBytes(const QByteArray &bytes)
{
    HubSpotMemo made;
    const QJsonObject memo = QJsonDocument::fromJson(bytes).object();
    const QJsonObject known = memo[QLatin1String("ids")].toObject();
    for (auto entry = known.begin(); entry != known.end(); ++entry)
        made.ids[entry.key().toULongLong()] = entry->toString();
    const QJsonObject told = memo[QLatin1String("rows")].toObject();
    for (auto entry = told.begin(); entry != told.end(); ++entry) {
        const QJsonArray row = entry->toArray();
        const bool failed = row[0].toString() == QLatin1String("failed");
        made.note({entry.key().toULongLong(), failed ? RowVerdict::Failed : RowVerdict::Skipped, row[1].toInt(),
                   row[2].toString()});
    }
    return made;
}

std::vector<RowOutcome> HubSpotMemo::rows() const
{
    std::vector<RowOutcome> all;
    for (const auto &[place, outcome] : outcomes)
        all.push_back(outcome);
    return all;
}

} // namespace perennial
