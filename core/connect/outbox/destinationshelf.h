// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/connect/destination/destination.h"
#include "core/connect/outbox/peopleblob.h"

#include <QJsonObject>

namespace perennial {

class Store;

struct SavedDestination
{
    DestinationId id;
    Destination destination;
    QJsonObject remoteIds; // found or made at the platform, see ConnectorGround
    Instant created;
    Instant updated;
};

// Whether what was found at the platform, and whom it was told of, still holds where one takes the other's place.
[[nodiscard]] bool goesToTheSamePlace(const Destination &a, const Destination &b);

// The destinations of one store. Names are unique without regard to the case of ASCII letters. Writing members take a
// writer and are transactions of their own.
class DestinationShelf
{
public:
    explicit DestinationShelf(Store &store)
        : m_store(store)
    {
    }

    // By name.
    [[nodiscard]] Result<std::vector<SavedDestination>> list() const;
    [[nodiscard]] Result<std::optional<SavedDestination>> find(const QString &name) const;
    [[nodiscard]] Result<SavedDestination> get(DestinationId id) const;

    // An unfinished one may be saved; what it lacks, problemsOf() says. One without a name is refused.
    [[nodiscard]] Result<SavedDestination> add(const Destination &destination, Instant at);
    // What was found at the platform and whom it was told of is forgotten where it goes elsewhere from now on: another
    // kind, way or account, or from adding to removing.
    [[nodiscard]] Result<SavedDestination> change(DestinationId id, const Destination &destination, Instant at);
    // It keeps its runs and can be restored, unless its name was taken meanwhile.
    [[nodiscard]] Result<void> remove(DestinationId id, Instant at);
    [[nodiscard]] Result<void> restore(DestinationId id);
    [[nodiscard]] Result<void> noteRemoteIds(DestinationId id, const QJsonObject &remoteIds);
    // "Klaviyo", "Klaviyo 2", …: the first that is free.
    [[nodiscard]] Result<QString> freeName(const QString &wanted) const;

    // Whom the destination was told of, as far as runs have ended; by ascending id.
    [[nodiscard]] Result<std::vector<SentPerson>> sentPeople(DestinationId id) const;

private:
    [[nodiscard]] Result<std::vector<SavedDestination>> select(std::string_view where, const QString &name,
                                                               qint64 id) const;
    [[nodiscard]] Result<void> checkName(const QString &name, DestinationId owner) const;

    Store &m_store;
};

} // namespace perennial
