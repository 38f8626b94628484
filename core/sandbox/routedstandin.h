// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/bodyshape.h"
#include "core/sandbox/platform.h"

#include <functional>

namespace perennial {

// One call to a platform: the request, what its path names, and the moment.
struct StandInCall
{
    const ReceivedRequest &request;
    QStringList path; // what the route's {…} stand for
    const StandInMoment &moment;

    // Of a body that has its shape.
    [[nodiscard]] QJsonObject body() const;
    // What the ledger says brought it.
    [[nodiscard]] std::string key() const { return "request " + std::to_string(request.number); }
};

// A platform that is a table of operations whose bodies are JSON. What no operation of the table fits is refused.
class RoutedStandIn : public StandInPlatform
{
public:
    // "Authorization: Bearer KEY"
    [[nodiscard]] bool isAuthorized(const ReceivedRequest &request, const QByteArray &token) const override;
    [[nodiscard]] RateRule rate(const ReceivedRequest &request) const override;
    [[nodiscard]] qint64 bytesAllowed(const ReceivedRequest &request) const override;
    [[nodiscard]] HttpResponse answer(const ReceivedRequest &request, const StandInMoment &moment) override;
    void tellRates(HttpResponse &, const RateStanding &) const override {}
    void settle(const StandInMoment &, bool) override {}

protected:
    // An operation. A body is looked at where it takes one, which no GET does.
    struct Route
    {
        QByteArray method;
        QString path; // see pathParts()
        std::function<HttpResponse(const StandInCall &)> handle;
        std::vector<FixedWindow> windows = {};
        BodyShape shape = {};
        QString counter = {}; // operations of the same one share their windows; empty: it has its own
        qint64 bytes = 0;     // of a body, 0: none is published
        bool takesBody = true;
    };

    explicit RoutedStandIn(std::vector<Route> routes = {})
        : m_routes(std::move(routes))
    {
    }

    // What is wrong with the headers; nothing where they will do.
    [[nodiscard]] virtual std::optional<HttpResponse> headerRefusal(const ReceivedRequest &request) const;
    [[nodiscard]] virtual HttpResponse bodyRefusal(const BodyShape::Fault &fault) const;

    // The media type without its parameters.
    [[nodiscard]] static QByteArray contentType(const ReceivedRequest &request);

    std::vector<Route> m_routes;

private:
    [[nodiscard]] const Route *routeOf(const ReceivedRequest &request, QStringList *path = nullptr) const;
};

} // namespace perennial
