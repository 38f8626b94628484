// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/vendors/vendormakers.h"

namespace perennial {

Result<std::unique_ptr<Connector>> makeConnector(const Destination &destination, const ConnectorGround &ground)
{
    if (const QStringList problems = problemsOf(destination); !problems.isEmpty())
        return failure(ErrorKind::Invalid, problems.front(), destination.name);
    switch (destination.kind) {
    case DestinationKind::Attentive:
        return makeAttentive(destination, ground);
    case DestinationKind::Folder:
        return makeFolder(destination, ground);
    case DestinationKind::Google:
        return makeGoogle(destination, ground);
    case DestinationKind::HubSpot:
        return makeHubSpot(destination, ground);
    case DestinationKind::Klaviyo:
        return makeKlaviyo(destination, ground);
    case DestinationKind::Mailchimp:
        return makeMailchimp(destination, ground);
    case DestinationKind::Meta:
        return makeMeta(destination, ground);
    case DestinationKind::Webhook:
        return makeWebhook(destination, ground);
    case DestinationKind::Zendesk:
        return makeZendesk(destination, ground);
    }
    Q_UNREACHABLE();
}

} // namespace perennial
