// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/httpclient.h"

#include "core/connect/http/hostrule.h"
#include "core/connect/http/oncebody.h"
#include "core/connect/http/tlswords.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString words(HttpFault fault, const QString &host)
{
    switch (fault) {
    case HttpFault::NameNotFound:
        return tr("The name %1 is not found. Check the network connection and the address.").arg(host);
    case HttpFault::Refused:
        return tr("%1 refuses connections.").arg(host);
    case HttpFault::Cut:
        return tr("The connection to %1 was cut.").arg(host);
    case HttpFault::TimedOut:
        return tr("%1 did not answer in time.").arg(host);
    case HttpFault::PlainHttp:
        return tr("Plain http to %1 is not allowed: anybody on the way could read it. Use https.").arg(host);
    case HttpFault::PrivateHost:
        return tr("%1 stands in a private network. Nothing was sent. If it is your own, say so in the destination.")
            .arg(host);
    case HttpFault::TooLarge:
        return tr("The answer of %1 is larger than any answer should be.").arg(host);
    case HttpFault::Offline:
        return tr("There is no network connection.");
    case HttpFault::Stopped:
        return tr("Stopped.");
    case HttpFault::Tls:
    case HttpFault::Redirect:
    case HttpFault::None:
        break;
    }
    return {};
}

HttpFault faultOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::HostNotFoundError:
        return HttpFault::NameNotFound;
    case QNetworkReply::ConnectionRefusedError:
        return HttpFault::Refused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // Qt's word for its transfer timeout
        return HttpFault::TimedOut;
    case QNetworkReply::SslHandshakeFailedError:
        return HttpFault::Tls;
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return HttpFault::Offline;
    default:
        return HttpFault::Cut;
    }
}

// Bodies of answers with an error status are answers like any other.
bool isAnswered(const QNetworkReply &reply)
{
    const QNetworkReply::NetworkError error = reply.error();
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // Without a length an answer ends where the connection does. Qt takes that for a cut where nothing followed the
    // headers, and complains that the body cannot be read again; as it does where it is sent on.
    const bool hasLength = reply.hasRawHeader("Content-Length") || reply.hasRawHeader("Transfer-Encoding");
    const bool isCut = error == QNetworkReply::ContentReSendError || error == QNetworkReply::RemoteHostClosedError;
    if (isCut)
        return status != 0 && (!hasLength || (error == QNetworkReply::ContentReSendError && status / 100 == 3));
    return status != 0 && (error == QNetworkReply::NoError || error >= QNetworkReply::ContentAccessDenied);
}

// With an address the connection goes there, whatever the name is resolved to by then; the certificate and the Host
// header keep the name.
QNetworkRequest networkRequest(const HttpRequest &request, const std::optional<QHostAddress> &address,
                               const HttpPatience &patience)
{
    QUrl url = request.url;
    QNetworkRequest made;
    if (address) {
        made.setPeerVerifyName(url.host());
        made.setRawHeader("Host", url.authority(QUrl::FullyEncoded).toLatin1());
        url.setHost(address->toString());
    }
    made.setUrl(url);
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    made.setTransferTimeout(static_cast<int>(patience.idle.count()));
    for (const HttpHeader &header : request.headers)
        made.setRawHeader(header.name, header.value);
    if (!patience.authorities.isEmpty()) {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificates(patience.authorities);
        made.setSslConfiguration(tls);
    }
    return made;
}

// Qt tries one address here, not the next one too: most networks have IPv4.
QHostAddress preferred(const QList<QHostAddress> &addresses)
{
    const auto v4 = std::ranges::find(addresses, QAbstractSocket::IPv4Protocol, &QHostAddress::protocol);
    return v4 != addresses.end() ? *v4 : addresses.front();
}

HttpResponse faulty(HttpFault fault, const QString &text)
{
    HttpResponse response;
    response.fault = fault;
    response.faultText = text;
    return response;
}

} // namespace

struct HttpClient::Call
{
    std::function<void(const HttpResponse &)> done;
    HttpFault ownFault = HttpFault::None; // why we ended it ourselves
    QString host;
    QList<QSslError> tlsErrors{};
};

HttpClient::HttpClient(HttpPatience patience, QObject *parent)
    : QObject(parent)
    , m_patience(std::move(patience))
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
}

HttpClient::~HttpClient()
{
    for (const auto &[number, asked] : m_lookups)
        QHostInfo::abortHostLookup(number);
    for (const auto &[reply, call] : m_calls) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void HttpClient::send(const HttpRequest &request, Done done)
{
    if (!isSafeScheme(request.url))
        refuse(HttpFault::PlainHttp, request.url.host(), std::move(done));
    else if (request.hosts == HostRule::PublicOnly && !isLoopbackHost(request.url.host()))
        resolve(request, std::move(done));
    else
        start(request, std::move(done));
}

void HttpClient::refuse(HttpFault fault, const QString &host, Done done)
{
    QTimer::singleShot(0, this, [done = std::move(done), fault, host] { done(faulty(fault, words(fault, host))); });
}

void HttpClient::resolve(const HttpRequest &request, Done done)
{
    const QString name = request.url.host();
    if (const QHostAddress literal(name); !literal.isNull()) {
        if (isPublic(literal))
            start(request, std::move(done));
        else
            refuse(HttpFault::PrivateHost, name, std::move(done));
        return;
    }
    // By a slot's name: what a function holds is leaked by Qt 6.4 where the lookup is given up.
    const int number = QHostInfo::lookupHost(name, this, SLOT(connectTo(QHostInfo)));
    m_lookups[number] = {request, std::move(done)};
}

void HttpClient::connectTo(const QHostInfo &found)
{
    const auto asked = m_lookups.find(found.lookupId());
    if (asked == m_lookups.end())
        return;
    const Lookup lookup = std::move(asked->second);
    m_lookups.erase(asked);
    const QString name = lookup.request.url.host();
    const QList<QHostAddress> addresses = found.addresses();
    if (addresses.isEmpty())
        lookup.done(faulty(HttpFault::NameNotFound, words(HttpFault::NameNotFound, name)));
    else if (!std::ranges::all_of(addresses, isPublic))
        lookup.done(faulty(HttpFault::PrivateHost, words(HttpFault::PrivateHost, name)));
    else
        start(lookup.request, lookup.done, preferred(addresses));
}

void HttpClient::start(const HttpRequest &request, Done done, const std::optional<QHostAddress> &address)
{
    QNetworkReply *reply = post(request, address);
    auto call = std::make_unique<Call>();
    call->done = std::move(done);
    call->host = request.url.host();
    Call *kept = call.get();
    m_calls.emplace(reply, std::move(call));
    connect(reply, &QNetworkReply::finished, this, [this, reply] { finish(reply); });
    connect(reply, &QNetworkReply::sslErrors, this,
            [kept](const QList<QSslError> &errors) { kept->tlsErrors = errors; });
    connect(reply, &QNetworkReply::downloadProgress, this, [this, kept, reply](qint64 received) {
        if (received <= m_patience.largestAnswer || kept->ownFault != HttpFault::None)
            return;
        kept->ownFault = HttpFault::TooLarge;
        reply->abort();
    });
    QTimer::singleShot(m_patience.whole, reply, [kept, reply] {
        kept->ownFault = HttpFault::TimedOut;
        reply->abort();
    });
}

QNetworkReply *HttpClient::post(const HttpRequest &request, const std::optional<QHostAddress> &address)
{
    QNetworkRequest made = networkRequest(request, address, m_patience);
    if (request.body.isEmpty())
        return m_network.sendCustomRequest(made, request.method, QByteArray());
    made.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
    auto *body = new OnceBody(request.body, this);
    QNetworkReply *reply = m_network.sendCustomRequest(made, request.method, body);
    body->setParent(reply);
    return reply;
}

void HttpClient::abortAll()
{
    std::vector<QNetworkReply *> replies;
    for (const auto &[reply, call] : m_calls) {
        call->ownFault = HttpFault::Stopped;
        replies.push_back(reply);
    }
    for (QNetworkReply *reply : replies)
        reply->abort();
    for (const auto &[number, asked] : std::exchange(m_lookups, {})) {
        QHostInfo::abortHostLookup(number);
        refuse(HttpFault::Stopped, asked.request.url.host(), asked.done);
    }
}

void HttpClient::finish(QNetworkReply *reply)
{
    const auto found = m_calls.find(reply);
    const std::unique_ptr<Call> call = std::move(found->second);
    m_calls.erase(found);
    reply->deleteLater();
    const QString &host = call->host;
    if (call->ownFault != HttpFault::None)
        return call->done(faulty(call->ownFault, words(call->ownFault, host)));
    if (!isAnswered(*reply)) {
        const HttpFault fault = faultOf(reply->error());
        const QString text = fault == HttpFault::Tls ? tlsText(call->tlsErrors, host) : words(fault, host);
        return call->done(faulty(fault, text));
    }
    HttpResponse response;
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        response.headers.push_back({name, value});
    if (response.status >= 300 && response.status < 400) {
        response.fault = HttpFault::Redirect;
        const QString other = reply->url().resolved(QUrl::fromEncoded(response.header("Location"))).host();
        response.faultText =
            tr("%1 sends requests on to %2. Nothing was sent there: check the address.").arg(host, other);
    } else {
        response.body = reply->readAll();
    }
    call->done(response);
}

} // namespace perennial
