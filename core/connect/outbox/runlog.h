// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/outbox/pushrun.h"

#include <functional>
#include <span>

namespace perennial {

class Store;

// What came of one person in a run.
enum class RowState {
    Sent,
    Failed,
    Skipped,
    Open, // in a batch whose outcome is not known yet
};

template <>
struct EnumIds<RowState>
{
    static constexpr std::array ids{"sent", "failed", "skipped", "open"};
};

struct LoggedRow
{
    ProfileId person;
    RowState state = RowState::Sent;
    RowOp op = RowOp::Add;
    int batch = 0;   // 0: never in one
    int status = 0;  // HTTP, 0 where the platform gave none
    QString reason;  // a SkipReason's id, or the platform's words
    PushRow payload; // as it was frozen; without addresses and values where the row was never in a batch
    std::optional<Instant> at;
};

struct LogQuestion
{
    std::optional<RowState> state; // none: all
    QString search;                // part of an address or phone, whatever its case, or a whole profile id
    size_t offset = 0;
    size_t limit = 200;
};

struct LogPage
{
    std::vector<LoggedRow> rows; // who is taken out first, then in the order of the run
    bool hasMore = false;
};

// The row-level log of a run, read from its batches. The first page is there at once; a search reads batch after batch.
[[nodiscard]] Result<LogPage> readRunLog(const Store &store, PushRunId run, const LogQuestion &question);

// Every row that is asked for, in the same order, until the visitor says no or fails; offset and limit do not count.
using RowVisit = std::function<Result<bool>(const LoggedRow &)>;
[[nodiscard]] Result<void> visitRunLog(const Store &store, PushRunId run, const LogQuestion &question,
                                       const RowVisit &visit);

// Who failed in a run, ascending: whom a run that tries again would send.
[[nodiscard]] Result<std::vector<ProfileId>> failedPeople(const Store &store, PushRunId run);

} // namespace perennial
