// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <vector>

namespace perennial {

struct HttpHeader
{
    QByteArray name;
    QByteArray value;

    friend bool operator==(const HttpHeader &, const HttpHeader &) = default;
};

// Which machines a request may reach. PublicOnly is for addresses that people typed or that came with a shared store:
// it keeps a webhook from reaching into the network this computer stands in (OWASP, Server Side Request Forgery).
enum class HostRule { Any, PublicOnly };

// One request as it is going to leave. Whoever builds it adds no key; see Connector::authorize.
struct HttpRequest
{
    QByteArray method;
    QUrl url;
    std::vector<HttpHeader> headers;
    QByteArray body;
    HostRule hosts = HostRule::Any;

    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

// Why no answer came, or none that may be read.
enum class HttpFault {
    None,
    NameNotFound,
    Refused,
    Cut,
    TimedOut,
    Tls,
    Redirect,
    PlainHttp,
    PrivateHost,
    TooLarge,
    Offline,
    Stopped,
};

struct HttpResponse
{
    int status = 0; // 0 where none came
    std::vector<HttpHeader> headers;
    QByteArray body;
    HttpFault fault = HttpFault::None;
    QString faultText; // for people; neither a key nor personal data in it

    // The value of the first header of that name, whatever its case; empty where there is none.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
};

} // namespace perennial
