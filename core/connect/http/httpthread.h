// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpclient.h"

#include <QThread>

namespace perennial {

// An HttpClient on a thread of its own. Qt asks for a body 16 KB at a time on the thread that sends it: one that is
// busy with something else would keep the platform waiting.
class HttpThread
{
public:
    explicit HttpThread(const HttpPatience &patience);
    // What is under way is given up.
    ~HttpThread();
    HttpThread(const HttpThread &) = delete;
    HttpThread &operator=(const HttpThread &) = delete;

    // `done` is called once, on that thread; not any more once this is gone.
    void send(const HttpRequest &request, std::function<void(const HttpResponse &)> done);

private:
    QThread m_thread;
    HttpClient *m_client; // lives there
};

} // namespace perennial
