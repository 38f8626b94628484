// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/platform.h"

#include "core/sandbox/attentive/attentivestandin.h"
#include "core/sandbox/google/googlestandin.h"
#include "core/sandbox/hubspot/hubspotstandin.h"
#include "core/sandbox/klaviyo/klaviyostandin.h"
#include "core/sandbox/mailchimp/mailchimpstandin.h"
#include "core/sandbox/meta/metastandin.h"
#include "core/sandbox/zendesk/zendeskstandin.h"

#include <QDateTime>
#include <QJsonDocument>

namespace perennial {

namespace {

struct PlatformMaker
{
    const char *id;
    std::unique_ptr<StandInPlatform> (*make)();
};

template <class Platform>
std::unique_ptr<StandInPlatform> made()
{
    return std::make_unique<Platform>();
}

constexpr PlatformMaker makers[] = {
    {"attentive", made<AttentiveStandIn>}, {"google", made<GoogleStandIn>},       {"hubspot", made<HubSpotStandIn>},
    {"klaviyo", made<KlaviyoStandIn>},     {"mailchimp", made<MailchimpStandIn>}, {"meta", made<MetaStandIn>},
    {"zendesk", made<ZendeskStandIn>},
};

} // namespace

std::unique_ptr<StandInPlatform> makeStandInPlatform(const QString &id)
{
    for (const PlatformMaker &each : makers)
        if (id == QLatin1String(each.id))
            return each.make();
    return nullptr;
}

HttpResponse jsonAnswer(int status, const QJsonObject &body, const QByteArray &type)
{
    return {status, {{"Content-Type", type}}, QJsonDocument(body).toJson(QJsonDocument::Compact), {}, {}};
}

HttpResponse emptyAnswer(int status)
{
    return {status, {}, {}, {}, {}};
}

QString stampAt(std::chrono::milliseconds moment)
{
    return QDateTime::fromMSecsSinceEpoch(1'790'000'000'000 + moment.count(), Qt::UTC).toString(Qt::ISODateWithMs);
}

} // namespace perennial
