// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destinationkinds.h"
#include "tests/core/connect/connectortalk.h"

namespace perennial {

// A customer list at Google, and people for it.

inline Destination destinationOf(ExportChannel channel = ExportChannel::EmailOrSms)
{
    Destination made;
    made.name = QStringLiteral("Win-back");
    made.kind = DestinationKind::Google;
    made.way = DeliveryWay::List;
    made.source = {AudienceKind::Segment, QStringLiteral("Win back")};
    made.account = {{QStringLiteral("account"), QStringLiteral("123-456-7890")},
                    {QStringLiteral("list"), QStringLiteral("Win \"back\"")}};
    made.channel = channel;
    made.consentSource = QStringLiteral("Shop checkout");
    return made;
}

inline std::unique_ptr<Connector> connectorOf(const Destination &destination,
                                              const QString &list = QStringLiteral("99"), const QUrl &base = {})
{
    QJsonObject known;
    if (!list.isEmpty())
        known.insert(QStringLiteral("list"), list);
    return connectorTo(destination, {base, known});
}

inline PushBatch people(int count)
{
    std::vector<PushRow> rows;
    for (int i = 1; i <= count; ++i)
        rows.push_back(person(i, "p" + std::to_string(i) + "@example.com"));
    return batchOf(std::move(rows));
}

inline const Talk Make{QStringLiteral("make"), {}};

} // namespace perennial
