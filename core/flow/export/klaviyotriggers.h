// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/flow/export/klaviyonotes.h"

#include <QTimeZone>

namespace perennial {

// How a flow starts in Klaviyo.
struct KlaviyoStart
{
    QJsonObject trigger;
    QString metric;                        // by which it is started; empty where it is none
    std::vector<QJsonObject> firstActions; // "type" and "data" of what comes before the first step, without links
};

[[nodiscard]] KlaviyoStart klaviyoStart(const TriggerStart &start, const FlowDoc &flow, const QTimeZone &zone,
                                        KlaviyoNotes &notes);
[[nodiscard]] QJsonValue klaviyoReEntry(const FlowDoc &flow, KlaviyoNotes &notes);

} // namespace perennial
