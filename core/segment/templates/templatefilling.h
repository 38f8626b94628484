// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/templates/segmenttemplate.h"

namespace perennial {

// What stands in the blanks of a template, by their ids.
using BlankValues = QMap<QString, std::vector<Operand>>;

// What the template has in every blank unless told otherwise.
[[nodiscard]] BlankValues standardValues(const SegmentTemplate &from);
// Why a value cannot stand in a blank, as a whole sentence; empty where it can.
[[nodiscard]] QString problemOf(const TemplateBlank &blank, const std::vector<Operand> &value);
// A value as somebody types it: a number with a point, several texts with commas between.
[[nodiscard]] Result<std::vector<Operand>> valueFromText(const TemplateBlank &blank, const QString &text);

// The segment that a template makes, under the template's name; blanks without a value have their default. Errors name
// the blank.
[[nodiscard]] Result<SegmentDoc> filled(const SegmentTemplate &from, const BlankValues &values);

// Puts a value where a JSON path leads ("root.children[2].window.n"); false where it leads nowhere.
[[nodiscard]] bool putAt(QJsonObject &object, const QString &path, const QJsonValue &value);

} // namespace perennial
