// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/document/journey.h"
#include "core/segment/plan/binding.h"

namespace perennial {

// Does to a journey's variables, or to the person's properties as the flow sees them, what an update node says.
void applyChange(const ProfileChange &change, const ProfileTable &table, const Binding &binding, Journey &way,
                 QHash<QString, QJsonValue> &properties, quint32 person, qint64 now);

} // namespace perennial
