// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/standin.h"

#include <map>
#include <mutex>

namespace perennial {

// The stand-ins that sandbox destinations of this program are sent to: one a platform, started when it is first asked
// for. They remember who arrived as long as this lives. Free to be used by any thread.
class SandboxHost
{
public:
    // Where the stand-in of a platform listens; `platform` is the id of a destination kind.
    [[nodiscard]] Result<QUrl> urlOf(const QString &platform);
    // What it takes for a key.
    [[nodiscard]] static QByteArray key();

private:
    std::mutex m_mutex;
    std::map<QString, std::unique_ptr<StandIn>> m_standIns;
};

// Whether there is a stand-in of a platform.
[[nodiscard]] bool hasStandIn(const QString &platform);

} // namespace perennial
