// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/connect/draft/draftreceipt.h"
#include "core/connect/draft/listfillers.h"
#include "core/connect/draft/remotenames.h"
#include "core/connect/push/pusher.h"

namespace perennial {

struct DraftOrder
{
    QString storePath;
    DestinationId destination; // of Klaviyo: whose account, and whether it is the stand-in
    PlatformDraft draft;
    RemoteIds chosen;        // ids that somebody chose where several have a name
    bool makesLists = false; // lists that stand for conditions are made where they are missing, see addListFillers()
    PushSetting sending;
};

struct MadeDraft
{
    DraftReceipt receipt;
    bool wasFound = false;           // an earlier call had made it, whose answer was lost
    QStringList parts;               // that were made with it: "list “…”", "template “…”", for people
    std::vector<ListFiller> fillers; // that are to fill the lists
    QStringList differences;         // between what was asked for and what is there; see definitiondifferences.h
    std::optional<Error> read;       // why it could not be read back
};

// Makes the draft in the destination's account: finds the ids of all it names, looks whether something of its name is
// there, keeps a receipt, makes it, reads it back. Refuses, with nothing made, where a name is not there or is there
// more than once, and where something of the draft's name is there that is not known to come from here. A call whose
// answer was lost is looked up before it is made again, here and in a later run alike.
[[nodiscard]] Result<MadeDraft> makeDraft(const DraftOrder &order, const Progress &progress);

// Refuses a destination of a platform at which no drafts can be made.
[[nodiscard]] Result<void> requireDrafts(const Destination &destination);
// The destination in whose account drafts are made: an error says why none can be. `standIn` is where that of a
// sandbox listens.
[[nodiscard]] Result<SavedDestination> draftDestination(const QString &storePath, DestinationId id,
                                                        const QUrl &standIn);

} // namespace perennial
