// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/places.h"
#include "core/segment/sql/sqlproperties.h"
#include "core/segment/sql/sqlquery.h"
#include "core/segment/sql/sqltext.h"

namespace perennial {

namespace {

// Degrees, where the value is a number.
QString degrees(const QString &alias)
{
    return QStringLiteral("CASE WHEN typeof(%1.value) IN ('integer', 'real') THEN %1.value END").arg(alias);
}

// "radians": SQLite's radians() rounds otherwise.
QString radians(const QString &x)
{
    return QStringLiteral("(%1) * pi() / 180").arg(x);
}

// The haversine formula on a sphere of the Earth's mean radius, in kilometres.
QString distance(const PlaceCondition &condition)
{
    const QString latitude = sqlNumber(*condition.latitude), longitude = sqlNumber(*condition.longitude);
    const QString other = degrees(QStringLiteral("a"));
    const QString up = QStringLiteral("sin(%1 / 2)").arg(radians(QStringLiteral("%1 - %2").arg(other, latitude))),
                  aside = QStringLiteral("sin(%1 / 2)")
                              .arg(radians(QStringLiteral("%1 - %2").arg(degrees(QStringLiteral("b")), longitude)));
    return QStringLiteral("2 * %5 * asin(min(1.0, sqrt(%1 * %1\n        + cos(%2) * cos(%3) * %4 * %4)))")
        .arg(up, radians(latitude), radians(other), aside, sqlNumber(EarthRadiusKm));
}

} // namespace

Result<QString> sqlBody(const PlaceCondition &condition, SqlNode &node)
{
    if (condition.field != PlaceField::Point)
        return sqlBody(PropertyCondition{placeProperty(condition.field), condition.test, {}}, node);
    const double km = *condition.distance * kmIn(condition.unit);
    const QString joins = sqlHeldJoin(QStringLiteral("Latitude"), QStringLiteral("a"), node) +
                          sqlHeldJoin(QStringLiteral("Longitude"), QStringLiteral("b"), node);
    return node.peopleWho(
        joins,
        QStringLiteral("%1 %2 %3")
            .arg(distance(condition), condition.beyond ? QStringLiteral(">") : QStringLiteral("<="), sqlNumber(km)));
}

} // namespace perennial
