// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/clockskew.h"

#include "core/connect/http/retryafter.h"

#include <QCoreApplication>

namespace perennial {

namespace {

constexpr std::chrono::minutes Tolerated{5};

QString tr(const char *text, int n)
{
    return QCoreApplication::translate("perennial", text, nullptr, n);
}

} // namespace

std::optional<std::chrono::seconds> clockSkew(const HttpResponse &response, Instant now)
{
    const auto theirs = httpDate(response.header("Date"));
    if (!theirs)
        return std::nullopt;
    const std::chrono::seconds skew{(now.ms - theirs->ms) / Instant::SecondMs};
    return std::chrono::abs(skew) > Tolerated ? std::optional(skew) : std::nullopt;
}

QString clockSkewText(std::chrono::seconds skew)
{
    const int minutes = static_cast<int>(std::chrono::abs(skew).count() / 60);
    return skew.count() > 0
               ? tr("This computer's clock is %n minute(s) ahead of the platform's. Set it right: keys and schedules "
                    "depend on it.",
                    minutes)
               : tr("This computer's clock is %n minute(s) behind the platform's. Set it right: keys and schedules "
                    "depend on it.",
                    minutes);
}

} // namespace perennial
