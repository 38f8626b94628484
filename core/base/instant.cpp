// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"

#include <QDateTime>
#include <QRegularExpression>

namespace perennial {

Instant Instant::now()
{
    return {QDateTime::currentMSecsSinceEpoch()};
}

std::optional<Instant> Instant::fromIso(QStringView text)
{
    static const QRegularExpression offset(QStringLiteral("(Z|[+-][0-9]{2}:?[0-9]{2})$"));
    const QString trimmed = text.trimmed().toString();
    if (!offset.match(trimmed).hasMatch())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(trimmed, Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return Instant{time.toMSecsSinceEpoch()};
}

QString Instant::toIso() const
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
    return time.toString(ms % SecondMs == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

std::optional<QTimeZone> zoneNamed(const QString &name)
{
    const QTimeZone zone(name.toUtf8());
    if (!zone.isValid())
        return std::nullopt;
    return zone;
}

} // namespace perennial
