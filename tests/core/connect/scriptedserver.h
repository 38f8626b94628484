// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

namespace perennial {

// A server of this computer that does to each request what the test says.
class ScriptedServer
{
public:
    using Script = std::function<void(QTcpSocket &)>;

    explicit ScriptedServer(Script script, std::unique_ptr<QTcpServer> server = std::make_unique<QTcpServer>())
        : m_script(std::move(script))
        , m_server(std::move(server))
    {
        QObject::connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, m_server.get(), [this] { take(); });
        m_server->listen(QHostAddress::LocalHost);
    }

    [[nodiscard]] QUrl url(const QString &scheme = QStringLiteral("http"),
                           const QString &host = QStringLiteral("127.0.0.1")) const
    {
        return QUrl(QStringLiteral("%1://%2:%3/people").arg(scheme, host).arg(m_server->serverPort()));
    }
    // Whole, head and body.
    std::vector<QByteArray> requests;
    int connections = 0;

private:
    void take()
    {
        while (QTcpSocket *socket = m_server->nextPendingConnection()) {
            ++connections;
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(*socket); });
            read(*socket);
        }
    }

    void read(QTcpSocket &socket)
    {
        const QByteArray bytes = socket.property("so far").toByteArray() + socket.readAll();
        const qsizetype head = bytes.indexOf("\r\n\r\n");
        const qsizetype at = bytes.toLower().indexOf("content-length: ");
        const qsizetype length = at < 0 ? 0 : bytes.mid(at + 16, bytes.indexOf('\r', at) - at - 16).toLongLong();
        const bool isWhole = head >= 0 && bytes.size() >= head + 4 + length;
        socket.setProperty("so far", isWhole ? QByteArray() : bytes);
        if (!isWhole)
            return;
        requests.push_back(bytes);
        m_script(socket);
    }

    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
};

// Answers so and keeps the line open.
inline ScriptedServer::Script answering(const QByteArray &bytes)
{
    return [bytes](QTcpSocket &socket) { socket.write(bytes); };
}

// Answers so and hangs up.
inline ScriptedServer::Script answeringLast(const QByteArray &bytes)
{
    return [bytes](QTcpSocket &socket) {
        socket.write(bytes);
        socket.disconnectFromHost();
    };
}

} // namespace perennial
