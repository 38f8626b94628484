// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/base/progress.h"
#include "core/base/result.h"

namespace perennial {

struct DemoStoreReport
{
    qint64 profiles = 0;
    qint64 events = 0;
    qint64 orders = 0;
    int segments = 0;
    int flows = 0;
};

// Makes a new store at `path` and imports the demo shop, whose two years end at `until`, through the ordinary import;
// saves its ready segments, some of the ready flows and a destination in the sandbox. After an error or a stop there is
// no file.
[[nodiscard]] Result<DemoStoreReport> createDemoStore(const QString &path, Instant until, const Progress &progress);

// The end the window and the command give the shop unless told otherwise: the last midnight, UTC.
[[nodiscard]] Instant demoEnd(Instant now);

} // namespace perennial
