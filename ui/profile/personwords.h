// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/profileview.h"

#include <QTimeZone>

// What the store knows of a person, in words.
namespace perennial::personwords {

[[nodiscard]] QString nameOf(const ProfileView &person);   // the best name there is; never empty
[[nodiscard]] QString identifierKind(const QString &kind); // "E-mail", "Shopify customer"
[[nodiscard]] QString channel(const QString &channel);
[[nodiscard]] QString consent(const ConsentView &consent, const QTimeZone &zone);
[[nodiscard]] QString suppression(const SuppressionView &suppression, const QTimeZone &zone);
[[nodiscard]] QString merge(const MergeView &merge, const QTimeZone &zone);
[[nodiscard]] QString value(const PropertyView &property, const QTimeZone &zone);
// An event's properties in one line: "label: Mugs · quantity: 2".
[[nodiscard]] QString details(const QByteArray &json);

} // namespace perennial::personwords
