// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "ui/segment/conditions/conditioneditor.h"

#include <QJsonValue>

#include <map>

namespace perennial {

// What conditions in this flow can ask of it: the event that starts it, where its triggers name one, and the variables
// that its steps set.
[[nodiscard]] FlowScope scopeOf(const FlowDoc &flow);
// The first value that a step gives each variable, by fieldKey(), as far as it is written: the first rung of a ladder,
// a constant.
[[nodiscard]] std::map<QString, QJsonValue> firstValuesOf(const FlowDoc &flow);

} // namespace perennial
