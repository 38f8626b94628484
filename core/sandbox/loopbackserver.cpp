// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/loopbackserver.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

namespace perennial {

namespace {

constexpr qsizetype mostHeadBytes = 64 * 1024;
constexpr std::chrono::milliseconds betweenWork{20};
constexpr std::chrono::seconds longestWork{10}; // after a request

// Nothing where it is no request's head.
std::optional<ReceivedRequest> readHead(const QByteArray &text)
{
    const QList<QByteArray> lines = text.split('\n');
    const QList<QByteArray> first = lines[0].trimmed().split(' ');
    if (first.size() != 3 || !first[2].startsWith("HTTP/1."))
        return std::nullopt;
    ReceivedRequest request;
    request.method = first[0];
    const QUrl url = QUrl::fromEncoded(first[1]);
    request.path = url.path(QUrl::FullyDecoded);
    request.query = QUrlQuery(url.query(QUrl::FullyEncoded));
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const qsizetype colon = lines[i].indexOf(':');
        if (colon > 0)
            request.headers.push_back({lines[i].left(colon), lines[i].mid(colon + 1).trimmed()});
    }
    return request;
}

QByteArray headText(const HttpResponse &response)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(response.status) + " -\r\n";
    for (const HttpHeader &header : response.headers)
        text += header.name + ": " + header.value + "\r\n";
    if (response.status != 204)
        text += "Content-Length: " + QByteArray::number(response.body.size()) + "\r\n";
    return text + "\r\n";
}

// One connection: a request is taken when the one before it is answered.
class Line : public QObject
{
public:
    Line(Reception &reception, QTcpSocket &socket, std::function<void()> noteRequest)
        : QObject(&socket)
        , m_reception(reception)
        , m_socket(socket)
        , m_noteRequest(std::move(noteRequest))
    {
        connect(&socket, &QTcpSocket::readyRead, this, [this] { listen(); });
    }

    ~Line() override { end(); }

    void listen()
    {
        m_read += m_socket.readAll();
        while (!m_isBusy && takeRequest()) {
        }
    }

private:
    bool takeRequest()
    {
        if (!m_request && !takeHead())
            return false;
        if (m_read.size() < m_bodySize)
            return false;
        m_request->body = m_read.left(m_bodySize);
        m_read.remove(0, m_bodySize);
        m_isBusy = true;
        m_noteRequest();
        m_isUnderWay = true;
        m_reception.began();
        const Handover handover = m_reception.receive(*std::exchange(m_request, std::nullopt));
        if (handover.delay.count() > 0)
            QTimer::singleShot(handover.delay, this, [this, handover] {
                answer(handover);
                listen();
            });
        else
            answer(handover);
        return true;
    }

    bool takeHead()
    {
        const qsizetype end = m_read.indexOf("\r\n\r\n");
        if (end < 0 && m_read.size() < mostHeadBytes)
            return false;
        m_request = readHead(m_read.left(end));
        bool hasSize = true;
        const QByteArray size = m_request ? m_request->header("content-length") : QByteArray();
        m_bodySize = size.isEmpty() ? 0 : size.toLongLong(&hasSize);
        if (end < 0 || !m_request || !hasSize || m_bodySize < 0 || !m_request->header("transfer-encoding").isEmpty()) {
            m_isBusy = true;
            m_socket.write(headText({411, {{"Connection", "close"}}, {}, {}, {}}));
            m_socket.disconnectFromHost();
            return false;
        }
        m_read.remove(0, end + 4);
        m_read.reserve(m_bodySize);
        return true;
    }

    void answer(const Handover &handover)
    {
        const HttpResponse &response = handover.response;
        if (handover.way == Handover::Way::Never)
            return;
        end();
        switch (handover.way) {
        case Handover::Way::Never:
            break;
        case Handover::Way::CutNow:
            return m_socket.abort();
        case Handover::Way::CutInBody:
            m_socket.write(headText(response) + response.body.left(response.body.size() / 2));
            return m_socket.disconnectFromHost();
        case Handover::Way::Whole:
            m_socket.write(headText(response) + response.body);
            m_socket.flush(); // before the next request is worked on
            m_isBusy = false;
        }
    }

    // The next request may come before this thread learns of the end of this one.
    void end()
    {
        if (std::exchange(m_isUnderWay, false))
            m_reception.ended();
    }

    Reception &m_reception;
    QTcpSocket &m_socket;
    std::function<void()> m_noteRequest;
    QByteArray m_read;
    std::optional<ReceivedRequest> m_request; // whose body is still to come
    qint64 m_bodySize = 0;
    bool m_isBusy = false;
    bool m_isUnderWay = false;
};

} // namespace

LoopbackServer::LoopbackServer(Reception &reception)
    : m_reception(reception)
{
    m_work.setInterval(betweenWork);
    QObject::connect(&m_work, &QTimer::timeout, &m_work, [this] { workOn(); });
}

void LoopbackServer::workOn()
{
    m_reception.settle();
    if (m_sinceRequest.hasExpired(std::chrono::milliseconds(longestWork).count()))
        m_work.stop();
}

quint16 LoopbackServer::open(quint16 port)
{
    if (!m_listener.listen(QHostAddress::LocalHost, port))
        return 0;
    QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] {
        while (QTcpSocket *socket = m_listener.nextPendingConnection())
            meet(*socket);
    });
    return m_listener.serverPort();
}

void LoopbackServer::meet(QTcpSocket &socket)
{
    socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, &QObject::deleteLater);
    const auto noteRequest = [this] {
        m_sinceRequest.start();
        if (!m_work.isActive())
            m_work.start();
    };
    auto *line = new Line(m_reception, socket, noteRequest); // the socket's child
    line->listen();
}

} // namespace perennial
