// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpmessage.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSslCertificate>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

namespace perennial {

// How patient a client is, and what it takes.
struct HttpPatience
{
    std::chrono::milliseconds idle = std::chrono::seconds(30);   // no byte in either direction
    std::chrono::milliseconds whole = std::chrono::seconds(120); // of one request
    qint64 largestAnswer = 32LL * 1024 * 1024;
    QList<QSslCertificate> authorities = {}; // besides those of the system
};

// Sends requests and hands back what came of them. Follows no redirect (Qt would send keys and body along to another
// host), ignores no TLS error, keeps no cookies, no cache and no password, and uses plain http to this machine only.
// A name that is asked for HostRule::PublicOnly is resolved once, and the connection goes to what was found.
// A body leaves once: Qt would send it again where the line is cut.
// HTTP/1.1, so that a platform's limits on connections mean what they say. Lives in one thread, whose event loop it
// needs; logs nothing.
class HttpClient : public QObject
{
    Q_OBJECT

public:
    explicit HttpClient(HttpPatience patience = {}, QObject *parent = nullptr);
    ~HttpClient() override;

    // `done` is called once, later, from the event loop; not any more once the client is gone.
    void send(const HttpRequest &request, std::function<void(const HttpResponse &)> done);
    // What is under way comes back as HttpFault::Stopped.
    void abortAll();

private Q_SLOTS:
    void connectTo(const QHostInfo &found);

private:
    using Done = std::function<void(const HttpResponse &)>;
    struct Call;
    struct Lookup
    {
        HttpRequest request;
        Done done;
    };
    void refuse(HttpFault fault, const QString &host, Done done);
    void resolve(const HttpRequest &request, Done done);
    void start(const HttpRequest &request, Done done, const std::optional<QHostAddress> &address = {});
    [[nodiscard]] QNetworkReply *post(const HttpRequest &request, const std::optional<QHostAddress> &address);
    void finish(QNetworkReply *reply);

    HttpPatience m_patience;
    QNetworkAccessManager m_network{this}; // goes along to another thread
    std::map<QNetworkReply *, std::unique_ptr<Call>> m_calls;
    std::map<int, Lookup> m_lookups; // hosts that are being resolved, by Qt's number
};

} // namespace perennial
