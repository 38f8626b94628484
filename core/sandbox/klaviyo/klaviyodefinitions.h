// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sandbox/klaviyo/jsongrammar.h"

#include <functional>

namespace perennial {

// What Klaviyo takes for a definition of a segment or a flow, revision 2026-07-15:
// https://developers.klaviyo.com/en/reference/create_segment, …/create_flow. Actions that audiences have no use for
// (code, content experiments, internal services, WhatsApp) are refused.

// Whether the account has something of that kind ("metric", "list or segment", "segment", "list", "template").
using KlaviyoKnows = std::function<bool(const QString &kind, const QString &id)>;

// Pointers begin at the definition.
[[nodiscard]] std::optional<JsonGrammar::Fault> segmentFault(const QJsonValue &definition, const KlaviyoKnows &knows);
// Besides the shape: one trigger, actions with temporary ids that are there once, ways that lead to one of them, none
// round and none to where another leads.
[[nodiscard]] std::optional<JsonGrammar::Fault> flowFault(const QJsonValue &definition, const KlaviyoKnows &knows);

// The definition as it is kept: actions and messages with ids of Klaviyo's, ways that lead to these, and what it fills
// in. `newId` makes one at a time.
[[nodiscard]] QJsonObject keptFlow(const QJsonObject &definition, const std::function<QString()> &newId);

} // namespace perennial
