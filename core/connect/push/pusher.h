// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/connect/http/httpclient.h"
#include "core/connect/outbox/pushrun.h"

namespace perennial {

// How a run is sent, besides what its destination says.
struct PushSetting
{
    QByteArray secret;     // of the destination
    QUrl base;             // of the stand-in; empty: the platform itself
    double speed = 1;      // of all waits and rates: for tests against a stand-in of the same speed
    bool keepRates = true; // false only against a stand-in that has none
    int mostTries = 8;     // of one request the platform is in trouble with
    quint64 seed = 0;      // of the jitter; 0: drawn at random
    HttpPatience patience;
};

// Sends a run that was started in the outbox, or goes on with one wherever it stood: cuts batches, keeps each in the
// store before it leaves, talks about it with the platform until its outcome is known, and keeps that in the store
// before anything else. Obeys rates and Retry-After, repeats with back-off what is safe to repeat, halves a batch that
// is refused until the row is found. Uses an event loop of its own in the calling thread.
//
// Comes back with the run Done; Failed, where the platform refuses the whole (its reason says what to do); or Paused,
// after a stop: requests under way are waited for. An error means that the store could not be read or written: the
// run stays as it was and goes on the next time.
[[nodiscard]] Result<PushRun> sendRun(const QString &storePath, PushRunId run, const PushSetting &setting,
                                      const Progress &progress);

} // namespace perennial
