// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/profile/metricface.h"

#include <array>

namespace perennial {

namespace {

struct Row
{
    const char *word; // the metric's name contains it
    const char *icon;
    Ink ink;
};

// The first row that fits is taken.
constexpr std::array Faces{
    Row{"Refunded Order", "undo", Ink::Warn},
    Row{"Returned Order", "undo", Ink::Warn},
    Row{"Cancelled Order", "cross", Ink::Warn},
    Row{"Fulfilled Order", "truck", Ink::Ok},
    Row{"Shipment", "truck", Ink::Info},
    Row{"Placed Order", "order", Ink::Accent},
    Row{"Ordered Product", "product", Ink::Muted},
    Row{"Checkout", "cart", Ink::Info},
    Row{"Cart", "cart", Ink::Info},
    Row{"Viewed", "eye", Ink::Muted},
    Row{"Unsubscribed", "minus", Ink::Warn},
    Row{"Bounced", "warning", Ink::Warn},
    Row{"SMS", "sms", Ink::Muted},
    Row{"Email", "mail", Ink::Muted},
    Row{"Ticket", "ticket", Ink::Info},
    Row{"Review", "star", Ink::Info},
    Row{"Subscription", "refresh", Ink::Info},
};

} // namespace

MetricFace faceOf(const QString &metric)
{
    for (const Row &row : Faces)
        if (metric.contains(QLatin1String(row.word)))
            return {QString::fromLatin1(row.icon), row.ink};
    return {QStringLiteral("pin"), Ink::Muted};
}

} // namespace perennial
