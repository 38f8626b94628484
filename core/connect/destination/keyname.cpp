// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/keyname.h"

#include "core/connect/destination/destinationkinds.h"

#include <QUrl>

namespace perennial {

namespace {

QString hostOf(const Destination &destination)
{
    const QUrl url(destination.account.value(QStringLiteral("url")).trimmed());
    const QString server = destination.account.value(QStringLiteral("server")).trimmed().toLower();
    return url.host().isEmpty() ? server : url.authority(QUrl::FullyEncoded).toLower();
}

} // namespace

QString keyName(const QString &storeId, DestinationId id, const Destination &destination)
{
    if (!needsSecret(destination))
        return {};
    return QStringLiteral("%1/%2/%3/%4")
        .arg(storeId, QString::number(id.value), kindId(destination.kind), hostOf(destination));
}

} // namespace perennial
