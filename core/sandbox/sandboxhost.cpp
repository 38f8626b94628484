// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sandbox/sandboxhost.h"

#include "core/sandbox/platform.h"

namespace perennial {

Result<QUrl> SandboxHost::urlOf(const QString &platform)
{
    const std::scoped_lock lock(m_mutex);
    auto &standIn = m_standIns[platform];
    if (!standIn) {
        auto started = StandIn::start(platform, {.token = key(), .faults = {}, .clock = {}});
        if (!started)
            return failure(started.error());
        standIn = std::move(*started);
    }
    return standIn->url();
}

QByteArray SandboxHost::key()
{
    return QByteArrayLiteral("sandbox-key");
}

bool hasStandIn(const QString &platform)
{
    return makeStandInPlatform(platform) != nullptr;
}

} // namespace perennial
