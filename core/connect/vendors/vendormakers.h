// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

namespace perennial {

// One a platform; makeConnector() chooses.
[[nodiscard]] std::unique_ptr<Connector> makeAttentive(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeFolder(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeKlaviyo(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeGoogle(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeHubSpot(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeMailchimp(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeMeta(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeWebhook(const Destination &destination, const ConnectorGround &ground);
[[nodiscard]] std::unique_ptr<Connector> makeZendesk(const Destination &destination, const ConnectorGround &ground);

} // namespace perennial
