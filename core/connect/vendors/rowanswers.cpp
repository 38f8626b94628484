// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/vendors/rowanswers.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace perennial {

bool isRefusal(int status)
{
    constexpr std::array KnownAnywhere{401, 403, 404, 408, 410, 425, 429};
    return status >= 400 && status < 500 && std::ranges::find(KnownAnywhere, status) == KnownAnywhere.end();
}

RowOutcome notThere(size_t place, int status)
{
    return {place, RowVerdict::Skipped, status, QStringLiteral("not-there")};
}

RowOutcome alreadyThere(size_t place, int status)
{
    return {place, RowVerdict::Skipped, status, QStringLiteral("already-there")};
}

QString withoutAddresses(QString words)
{
    static const QRegularExpression addresses(QStringLiteral("[^\\s'\"<>]+@[^\\s'\"<>]+"));
    static const QRegularExpression numbers(QStringLiteral("\\+?\\d{7,}"));
    return words.replace(addresses, QCoreApplication::translate("perennial", "the address"))
        .replace(numbers, QStringLiteral("…"));
}

bool isLeftOut(const FieldValue &value)
{
    const auto *number = std::get_if<double>(&value);
    return std::holds_alternative<std::monostate>(value) || (number && !std::isfinite(*number));
}

QUrl urlOf(const QUrl &base, const QString &host, const QStringList &parts)
{
    QUrl url = base.isEmpty() ? QUrl(host) : base;
    QByteArray path;
    for (const QString &part : parts)
        path.append('/').append(QUrl::toPercentEncoding(part, ":"));
    url.setPath(QString::fromLatin1(path), QUrl::StrictMode);
    return url;
}

} // namespace perennial
