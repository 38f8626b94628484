// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/flow/export/klaviyonotes.h"

#include <QJsonObject>
#include <QStringList>
#include <QTimeZone>

namespace perennial {

// A flow as a definition of Klaviyo: the body of POST /api/flows (revision 2026-07-15), every action a draft.
struct KlaviyoFlow
{
    QJsonObject request;
    // What Klaviyo cannot say, each with what stands in its place; for people.
    QStringList unsupported;
    std::vector<KlaviyoListPart> lists;     // that stand for conditions
    std::vector<KlaviyoTemplate> templates; // that e-mails are made from; none where they are made by hand
};

// Names stand where Klaviyo wants the ids of an account: "metric:Placed Order", "segment:VIP", "list:Newsletter",
// "template:Welcome: Hello". Days without a zone of their own are those of `home`. An error where nothing starts the
// flow.
[[nodiscard]] Result<KlaviyoFlow> klaviyoFlow(const FlowDoc &flow, const QTimeZone &home,
                                              KlaviyoEmails emails = KlaviyoEmails::ByHand);

} // namespace perennial
