// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/retryafter.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::chrono::milliseconds ShortestWait = std::chrono::seconds(1);
constexpr std::chrono::milliseconds LongestWait = std::chrono::hours(1);

} // namespace

std::optional<Instant> httpDate(const QByteArray &text)
{
    static const std::array forms{QStringLiteral("dd MMM yyyy HH:mm:ss 'GMT'"),
                                  QStringLiteral("dd-MMM-yy HH:mm:ss 'GMT'"), QStringLiteral("MMM d HH:mm:ss yyyy")};
    // Without the day of the week: Qt holds it against the year, which it takes for 1926 where it says 26.
    const QString wanted = QString::fromLatin1(text).simplified().section(u' ', 1);
    for (const QString &form : forms) {
        QDateTime read = QLocale::c().toDateTime(wanted, form);
        if (!read.isValid())
            continue;
        read.setTimeSpec(Qt::UTC);
        if (read.date().year() < 1970) // two digits of a year count from 1900
            read = read.addYears(100);
        return Instant{read.toMSecsSinceEpoch()};
    }
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> retryAfter(const HttpResponse &response, Instant now)
{
    const QByteArray text = response.header("Retry-After").trimmed();
    std::chrono::milliseconds wait{};
    bool isNumber = false;
    if (const qint64 seconds = text.toLongLong(&isNumber); isNumber)
        wait = std::chrono::seconds(std::clamp<qint64>(seconds, 0, 3600));
    else if (const auto date = httpDate(text))
        wait = std::chrono::milliseconds(date->ms - now.ms);
    else
        return std::nullopt;
    return std::clamp(wait, ShortestWait, LongestWait);
}

} // namespace perennial
