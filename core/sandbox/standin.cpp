// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/standin.h"

#include "core/sandbox/loopbackserver.h"

#include <QCoreApplication>
#include <QThread>

namespace perennial {

class StandIn::Private
{
public:
    Private(std::unique_ptr<StandInPlatform> platform, StandInOptions options)
        : wanted(options.port)
        , reception(std::move(platform), std::move(options))
    {
        worker.moveToThread(&thread);
        thread.setObjectName(QStringLiteral("stand-in"));
        thread.start();
        QMetaObject::invokeMethod(
            &worker, [this] { open(); }, Qt::BlockingQueuedConnection);
    }
    ~Private()
    {
        // Sockets and timers end on the thread they live on.
        QMetaObject::invokeMethod(
            &worker, [this] { server.reset(); }, Qt::BlockingQueuedConnection);
        thread.quit();
        thread.wait();
    }

    void open()
    {
        server = std::make_unique<LoopbackServer>(reception);
        port = server->open(wanted);
    }

    quint16 wanted = 0;
    quint16 port = 0;
    mutable Reception reception;
    QThread thread;
    QObject worker;
    std::unique_ptr<LoopbackServer> server;
};

StandIn::StandIn(std::unique_ptr<Private> made)
    : d(std::move(made))
{
}

StandIn::~StandIn() = default;

Result<std::unique_ptr<StandIn>> StandIn::start(const QString &platform, StandInOptions options)
{
    auto made = makeStandInPlatform(platform);
    if (!made)
        return failure(ErrorKind::Usage,
                       QCoreApplication::translate("perennial", "There is no stand-in for “%1”.").arg(platform));
    auto d = std::make_unique<Private>(std::move(made), std::move(options));
    if (d->port == 0)
        return failure(ErrorKind::Refused,
                       QCoreApplication::translate("perennial", "No port of this computer is free for the sandbox."));
    return std::unique_ptr<StandIn>(new StandIn(std::move(d)));
}

QUrl StandIn::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(d->port);
    return url;
}

Ledger StandIn::ledger() const
{
    return d->reception.ledger();
}

std::vector<RequestNote> StandIn::requests() const
{
    return d->reception.notes();
}

void StandIn::setFaults(const FaultPlan &faults)
{
    d->reception.setFaults(faults);
}

} // namespace perennial
