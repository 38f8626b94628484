// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/routedstandin.h"

#include <QJsonDocument>

namespace perennial {

QJsonObject StandInCall::body() const
{
    return QJsonDocument::fromJson(request.body).object();
}

const RoutedStandIn::Route *RoutedStandIn::routeOf(const ReceivedRequest &request, QStringList *path) const
{
    for (const Route &route : m_routes) {
        if (request.method != route.method)
            continue;
        const auto parts = pathParts(route.path, request.path);
        if (!parts)
            continue;
        if (path)
            *path = *parts;
        return &route;
    }
    return nullptr;
}

bool RoutedStandIn::isAuthorized(const ReceivedRequest &request, const QByteArray &token) const
{
    return request.header("authorization") == "Bearer " + token;
}

RateRule RoutedStandIn::rate(const ReceivedRequest &request) const
{
    const Route *route = routeOf(request);
    if (!route)
        return {};
    const QString own = QString::fromLatin1(route->method) + u' ' + route->path;
    return {route->counter.isEmpty() ? own : route->counter, route->windows};
}

qint64 RoutedStandIn::bytesAllowed(const ReceivedRequest &request) const
{
    const Route *route = routeOf(request);
    return route ? route->bytes : 0;
}

QByteArray RoutedStandIn::contentType(const ReceivedRequest &request)
{
    return request.header("content-type").split(';').front().trimmed();
}

std::optional<HttpResponse> RoutedStandIn::headerRefusal(const ReceivedRequest &request) const
{
    if (request.body.isEmpty() || contentType(request) == "application/json")
        return std::nullopt;
    return refusal(415, QStringLiteral("The body is to be application/json."));
}

HttpResponse RoutedStandIn::bodyRefusal(const BodyShape::Fault &fault) const
{
    return refusal(400, fault.pointer + QStringLiteral(": ") + fault.what);
}

HttpResponse RoutedStandIn::answer(const ReceivedRequest &request, const StandInMoment &moment)
{
    QStringList path;
    const Route *route = routeOf(request, &path);
    if (!route)
        return refusal(404, QStringLiteral("There is no such operation."));
    if (auto refused = headerRefusal(request))
        return *refused;
    if (request.method != "GET" && route->takesBody)
        if (const auto fault = route->shape.faultOf({request.body.constData(), size_t(request.body.size())}))
            return bodyRefusal(*fault);
    return route->handle({request, path, moment});
}

} // namespace perennial
