// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>

namespace perennial {

// How what stands at Klaviyo now differs from what was asked for, in words: one sentence a difference, none where all
// of it is there. What Klaviyo adds (ids, standards of its own) is no difference, nor the order of conditions.

// Both are {"condition_groups": …}.
[[nodiscard]] QStringList segmentDifferences(const QJsonObject &asked, const QJsonObject &there);
// Both are definitions of flows; their actions are brought together by walking the ways of both, since Klaviyo gives
// them ids of its own.
[[nodiscard]] QStringList flowDifferences(const QJsonObject &asked, const QJsonObject &there);

} // namespace perennial
