// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/klaviyooperations.h"

namespace perennial {

// What every way to Klaviyo has in common: one account, its rates, its key.
class KlaviyoConnector : public Connector
{
public:
    KlaviyoConnector(const Destination &destination, const ConnectorGround &ground)
        : m_destination(destination)
        , m_ground(ground)
    {
    }

    [[nodiscard]] QString endpoint(const PushBatch &batch, const Talk &talk) const final
    {
        return klaviyoEndpoint(operationOf(batch, talk));
    }
    [[nodiscard]] std::vector<RateWindow> rates(const QString &endpoint) const final { return klaviyoRates(endpoint); }
    void authorize(HttpRequest &request, const QByteArray &secret, Instant) const final
    {
        addKlaviyoKey(request, secret);
    }

protected:
    [[nodiscard]] virtual KlaviyoOperation operationOf(const PushBatch &batch, const Talk &talk) const = 0;

    [[nodiscard]] const Destination &destination() const { return m_destination; }
    [[nodiscard]] const ConnectorGround &ground() const { return m_ground; }

private:
    Destination m_destination;
    ConnectorGround m_ground;
};

} // namespace perennial
