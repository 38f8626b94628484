// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/export/klaviyonotes.h"
#include "core/segment/document/condition.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>

#include <functional>

namespace perennial {

// All of them must hold, and of each one at least one: Klaviyo has no other brackets, and no "not".
using KlaviyoClauses = std::vector<QJsonArray>;

// Makes a condition of a filter: {"type": "profile-property", …, "filter": filter}.
using KlaviyoCondition = std::function<QJsonObject(const QJsonObject &filter)>;

// Where a filter stands: some of them cannot ask for everything.
enum class KlaviyoPlace { Profile, EventField, EventCount };

// The contrary of a test, where it is another test.
[[nodiscard]] std::optional<Test> contraryOf(const Test &test);
// A test as filters; nothing where Klaviyo has none for it.
[[nodiscard]] std::optional<KlaviyoClauses> klaviyoTest(const Test &test, KlaviyoPlace place,
                                                        const KlaviyoCondition &condition, const QTimeZone &zone,
                                                        KlaviyoNotes &notes);
// Whether somebody of whom nothing is known passes.
enum class KlaviyoUnset { Passes, Fails };
// The same as klaviyoTest(), and what it means where nothing is known is written out: Klaviyo does not say whether its
// negative operators hold there.
[[nodiscard]] std::optional<KlaviyoClauses> klaviyoExactTest(const Test &test, KlaviyoUnset unset, KlaviyoPlace place,
                                                             const KlaviyoCondition &condition, const QTimeZone &zone,
                                                             KlaviyoNotes &notes);
// A number's filter; "at least once" is more than 0.
[[nodiscard]] std::optional<KlaviyoClauses> klaviyoNumbers(const Test &test, const KlaviyoCondition &condition);
// The part of time in which events count, or in which a date lies; nothing where Klaviyo has none like it.
[[nodiscard]] std::optional<QJsonObject> klaviyoWindow(const Window &window, const QTimeZone &zone,
                                                       KlaviyoNotes &notes);
// A length in days, hours or minutes ("unit" in the singular); months and years become days, which is told.
[[nodiscard]] std::pair<int, QString> klaviyoSpan(int n, TimeUnit unit, KlaviyoNotes &notes);

} // namespace perennial
