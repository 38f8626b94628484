// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QStringList>

namespace perennial {

// The ids an action of a flow leads to, by any of its ways.
[[nodiscard]] QStringList nextActions(const QJsonObject &action);

// What Klaviyo asks of a flow beyond its published shape, of a request that is to make one: one trigger, actions in
// draft, names that are there once, a tree that begins with the entry (every action has one before it, no way leads
// round or to nowhere), delays in minutes, hours or days. An error names what breaks them: ours alone could have.
[[nodiscard]] Result<void> checkFlowRules(const QJsonObject &request);

} // namespace perennial
