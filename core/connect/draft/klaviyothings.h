// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/draft/platformdraft.h"
#include "core/connect/draft/remotenames.h"
#include "core/connect/vendors/klaviyooperations.h"

namespace perennial {

// A request to Klaviyo without the key, and whose rates it counts against.
struct KlaviyoAsking
{
    KlaviyoOperation operation = KlaviyoOperation::FindLists;
    HttpRequest request;
};

// Something that has a name at Klaviyo.
struct KlaviyoThing
{
    QString id;
    QString name;
    QString status;      // of a flow: "draft", "manual", "live"
    QString integration; // of a metric: who reports it ("Shopify")
    QJsonObject definition;
};

struct KlaviyoPageOfThings
{
    std::vector<KlaviyoThing> things;
    QString cursor; // of the next page; empty: this is the last
};

// One page of those of `names`; metrics cannot be asked for by name, so all of them. `names` are at most
// MostNamesAtOnce.
inline constexpr qsizetype MostNamesAtOnce = 20;
[[nodiscard]] KlaviyoAsking findThings(RemoteKind kind, const QStringList &names, const QString &cursor,
                                       const QUrl &base);
// Those of one name: whether it is there already.
[[nodiscard]] KlaviyoAsking findDrafts(DraftObject object, const QString &name, const QString &cursor,
                                       const QUrl &base);
// `body` has ids in the places of names.
[[nodiscard]] KlaviyoAsking makeOfDraft(DraftObject object, const QJsonObject &body, const QUrl &base);
[[nodiscard]] KlaviyoAsking readDraft(DraftObject object, const QString &id, const QUrl &base);
[[nodiscard]] KlaviyoAsking makeList(const QString &name, const QUrl &base);
[[nodiscard]] KlaviyoAsking makeTemplate(const KlaviyoTemplate &text, const QUrl &base);
// Sets a flow and all its actions live.
[[nodiscard]] KlaviyoAsking setFlowLive(const QString &id, const QUrl &base);

// Nothing where an answer is not what its reference promises.
[[nodiscard]] std::optional<KlaviyoPageOfThings> thingsOf(const QByteArray &answer);
[[nodiscard]] std::optional<KlaviyoThing> thingOf(const QByteArray &answer);

} // namespace perennial
