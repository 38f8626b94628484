// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"
#include "core/connect/draft/platformdraft.h"

namespace perennial {

class Store;

// What was asked for at a platform, kept before it is asked, so that neither a lost answer nor a crash makes it twice.
struct DraftReceipt
{
    enum class State {
        Asked, // whether it is there, nobody knows: it is looked up by its name
        Made,  // there, a flow as a draft
        Live,  // a flow that was set live from here
    };

    DestinationId destination;
    bool sandbox = false; // made at the stand-in, which forgets
    DraftObject object = DraftObject::Segment;
    QString name; // there
    QString document;
    State state = State::Asked;
    QString id;         // there; empty while it is Asked
    QByteArray content; // of what was asked for: its hash
    Instant at;         // when it came to its state
};

template <>
struct EnumIds<DraftReceipt::State>
{
    static constexpr std::array ids{"asked", "made", "live"};
};

// What is told of a definition by: the same for the same request, whatever the ids.
[[nodiscard]] QByteArray contentOf(const PlatformDraft &draft);

// In the store's settings, one an object and name of a destination. Those that cannot be read are passed over.
[[nodiscard]] Result<std::vector<DraftReceipt>> draftReceipts(const Store &store);
// Nothing where nothing of that name was asked for, or only at the stand-in where `sandbox` is false, and the other way
// round.
[[nodiscard]] Result<std::optional<DraftReceipt>> draftReceipt(const Store &store, DestinationId destination,
                                                               bool sandbox, DraftObject object, const QString &name);
// These take a writer, are transactions of their own and stand in the audit log.
[[nodiscard]] Result<void> keepReceipt(Store &store, const DraftReceipt &receipt);
[[nodiscard]] Result<void> dropReceipt(Store &store, const DraftReceipt &receipt);

} // namespace perennial
