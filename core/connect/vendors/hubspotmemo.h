// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/connector.h"

#include <map>

namespace perennial {

// Where a conversation with HubSpot stands.
enum class HubSpotStage {
    CheckList, // whether the list that was found before is still there
    FindList,  // by its name
    MakeList,
    FindListAgain, // it was refused: perhaps because an earlier call made it
    Find,          // who of the batch is known, and under which id
    Upsert,
    Update,  // by id, so that nobody is made
    FindNew, // ids that the answer to a write did not tell
    Member,  // onto the list, or off it
};

template <>
struct EnumIds<HubSpotStage>
{
    static constexpr std::array ids{"check-list", "find-list", "make-list", "find-list-again", "find",
                                    "upsert",     "update",    "find-new",  "member"};
};

// What was learnt about a batch so far: Talk::memo while it has rows.
struct HubSpotMemo
{
    std::map<size_t, QString> ids; // of contacts, by place in the batch
    // Failed or skipped, by place; told at the end, since a batch that is halved meanwhile finds them anew.
    std::map<size_t, RowOutcome> outcomes;

    // {"ids": {"0": "123"}, "rows": {"1": ["failed" or "skipped", 207, "reason"]}}
    [[nodiscard]] QByteArray toBytes() const;
    // Empty where the bytes are none of toBytes().
    [[nodiscard]] static HubSpotMemo fromBytes(const QByteArray &bytes);

    void note(RowOutcome outcome) { outcomes[outcome.place] = std::move(outcome); }
    [[nodiscard]] std::vector<RowOutcome> rows() const;
};

} // namespace perennial
