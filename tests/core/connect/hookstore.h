// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/push/pusher.h"
#include "core/store/store.h"
#include "tests/core/connect/hookendpoint.h"

#include <QTemporaryDir>

namespace perennial {

// A store of so many people who may be written to, and the endpoint that is told of them.
struct HookStore
{
    QTemporaryDir folder;
    QString path = folder.filePath(QStringLiteral("a.perennial"));
    HookEndpoint endpoint;

    explicit HookStore(int people)
    {
        endpoint.key = QByteArray(32, 'k');
        auto store = Store::create(path, {.name = QStringLiteral("Fern")});
        if (endpoint.port == 0 || !store || !store->database().execute(hookPeople(people)))
            qFatal("There is no store, or no endpoint.");
    }

    [[nodiscard]] Destination hook(SyncMode mode = SyncMode::Upsert) const
    {
        Destination made;
        made.name = QStringLiteral("Hook");
        made.kind = DestinationKind::Webhook;
        made.way = DeliveryWay::Event;
        made.mode = mode;
        made.source = {AudienceKind::List, QStringLiteral("All")};
        made.account = {{QStringLiteral("url"), endpoint.url().toString()}};
        made.fields = {{QStringLiteral("first_name"), QStringLiteral("{{ First Name }}")}};
        return made;
    }
    // With the endpoint's key, a thousand times as fast as the clock.
    [[nodiscard]] PushSetting sending() const
    {
        PushSetting setting;
        setting.secret = "whsec_" + endpoint.key.toBase64();
        setting.speed = 1000;
        setting.seed = 5;
        return setting;
    }
};

} // namespace perennial
