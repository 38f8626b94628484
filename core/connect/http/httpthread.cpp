// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/httpthread.h"

namespace perennial {

HttpThread::HttpThread(const HttpPatience &patience)
    : m_client(new HttpClient(patience))
{
    m_thread.setObjectName(QStringLiteral("http"));
    m_client->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_client, &QObject::deleteLater);
    m_thread.start();
}

HttpThread::~HttpThread()
{
    m_thread.quit();
    m_thread.wait();
}

void HttpThread::send(const HttpRequest &request, std::function<void(const HttpResponse &)> done)
{
    QMetaObject::invokeMethod(
        m_client, [this, request, done = std::move(done)] { m_client->send(request, done); }, Qt::QueuedConnection);
}

} // namespace perennial
