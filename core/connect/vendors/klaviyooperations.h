// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

#include <initializer_list>
#include <utility>

namespace perennial {

// What is asked of Klaviyo's API, revision 2026-07-15. Nothing of it changes whether somebody is subscribed, and
// only Unsuppress lifts a suppression: one that was set by hand or by Suppress, never that of an address which bounced
// or unsubscribed. https://developers.klaviyo.com/en/reference/api_overview
enum class KlaviyoOperation {
    FindLists,
    GetList,
    MakeList,
    FindProfiles,
    ImportProfiles,
    GetImport,
    GetImportErrors,
    RemoveFromList,
    CreateEvent,
    Suppress,
    Unsuppress,
    FindMetrics,
    FindSegments,
    GetSegment,
    MakeSegment,
    FindFlows,
    GetFlow,
    MakeFlow,
    ChangeFlow,
    FindTemplates,
    MakeTemplate,
};

// "POST /api/profile-bulk-import-jobs"; ids of paths stand as {id}.
[[nodiscard]] QString klaviyoEndpoint(KlaviyoOperation operation);
// Of an endpoint as klaviyoEndpoint() writes it: a burst of one second, a minute, where there is one a day.
[[nodiscard]] std::vector<RateWindow> klaviyoRates(const QString &endpoint);

// Parameters of a query: names as Klaviyo writes them ("page[size]"), values not encoded yet.
using KlaviyoQuery = std::initializer_list<std::pair<const char *, QString>>;
// Without the key. `id` is that of the path.
[[nodiscard]] HttpRequest klaviyoRequest(KlaviyoOperation operation, const QUrl &base, const QString &id,
                                         const KlaviyoQuery &query, const QByteArray &body);
// Adds the key, which nothing else sees.
void addKlaviyoKey(HttpRequest &request, const QByteArray &secret);
// `any(email,["ana@example.com"])`: quotes and backslashes within values are escaped.
[[nodiscard]] QString klaviyoAny(const QString &field, const QStringList &values);
// `equals(name,"Win-back")`
[[nodiscard]] QString klaviyoEquals(const QString &field, const QString &value);

} // namespace perennial
