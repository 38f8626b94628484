// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/connect/draft/draftreceipt.h"
#include "core/connect/push/pusher.h"

namespace perennial {

// A flow that was made from here as a draft, and is to be set live. Segments have no drafts: they are there at once,
// and send nothing.
struct LiveOrder
{
    QString storePath;
    DestinationId destination;
    QString name; // of the flow at Klaviyo
    PushSetting sending;
};

struct LiveFlow
{
    DraftReceipt receipt;
    bool wasLive = false; // already: somebody had set it live there
};

// Sets the flow and all its actions live: from then on it sends. Refuses one that was not made from here, that is gone
// or archived there, or in which something is missing that it cannot send without; the error names the steps. Asking it
// twice does no harm.
[[nodiscard]] Result<LiveFlow> setLive(const LiveOrder &order, const Progress &progress);

// The steps of a flow's definition that cannot be sent as they are: e-mails without a template, alerts without a
// recipient.
[[nodiscard]] QStringList stepsNotReady(const QJsonObject &definition);

} // namespace perennial
