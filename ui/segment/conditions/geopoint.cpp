// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/placeconditioneditor.h"

#include <QRegularExpression>

#include <cmath>

namespace perennial {

namespace {

constexpr double MostNorth = 90, MostEast = 180;

// Two numbers with the same decimal sign, each perhaps with its half of the world.
QRegularExpression pairOf(const QString &number, const QString &between)
{
    const QString half = QStringLiteral("\\s*°?\\s*([NSEW]?)");
    return QRegularExpression(QStringLiteral("(%1)%2%3(%1)%2").arg(number, half, between),
                              QRegularExpression::CaseInsensitiveOption);
}

double signedBy(double degrees, const QString &half)
{
    const bool turned = half.compare(u"S", Qt::CaseInsensitive) == 0 || half.compare(u"W", Qt::CaseInsensitive) == 0;
    return turned ? -degrees : degrees;
}

std::optional<GeoPoint> pointOf(const QRegularExpressionMatch &match)
{
    const auto degrees = [&](int part) { return match.captured(part).replace(u',', u'.').toDouble(); };
    GeoPoint point{signedBy(degrees(1), match.captured(2)), signedBy(degrees(3), match.captured(4))};
    if (match.captured(2).contains(QRegularExpression(QStringLiteral("[EWew]"))))
        std::swap(point.latitude, point.longitude);
    const bool lies = std::abs(point.latitude) <= MostNorth && std::abs(point.longitude) <= MostEast;
    return lies ? std::optional(point) : std::nullopt;
}

} // namespace

std::optional<GeoPoint> pointFrom(const QString &text)
{
    static const QRegularExpression withPoint =
        pairOf(QStringLiteral("[-+]?\\d{1,3}(?:\\.\\d+)?"), QStringLiteral("\\s*[,;/\\s]\\s*"));
    static const QRegularExpression withComma =
        pairOf(QStringLiteral("[-+]?\\d{1,3},\\d+"), QStringLiteral("(?:\\s*;\\s*|\\s*,?\\s+)"));
    QString plain = text.trimmed();
    plain.replace(QChar(0x2212), u'-');
    if (const qsizetype at = plain.indexOf(u'@'); at >= 0)
        plain = plain.mid(at + 1);
    const bool isMap = text.contains(u'@');
    const auto whole = [&](const QRegularExpression &form) {
        const auto match = form.match(plain);
        return match.hasMatch() && match.capturedStart() == 0 && (isMap || match.capturedLength() == plain.size())
                   ? match
                   : QRegularExpressionMatch();
    };
    for (const auto &form : {withComma, withPoint}) {
        if (const auto match = whole(form); match.hasMatch())
            return pointOf(match);
    }
    return std::nullopt;
}

} // namespace perennial
