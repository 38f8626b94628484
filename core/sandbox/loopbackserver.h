// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/reception.h"

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTimer>

class QTcpSocket;

namespace perennial {

// HTTP/1.1 on 127.0.0.1, and nowhere else: connections stay open, bodies have a Content-Length (others are answered
// 411). Written straight to the socket, since many answers are to be broken ones. What was accepted is worked on
// between requests.
class LoopbackServer final
{
public:
    explicit LoopbackServer(Reception &reception);

    // The port, 0 where none could be had.
    [[nodiscard]] quint16 open(quint16 port);

private:
    void meet(QTcpSocket &socket);
    void workOn();

    Reception &m_reception;
    QTcpServer m_listener;
    QTimer m_work;
    QElapsedTimer m_sinceRequest;
};

} // namespace perennial
