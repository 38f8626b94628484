// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/instant.h"
#include "core/connect/destination/destination.h"
#include "core/connect/vendors/connector.h"

#include <map>

namespace perennial {

using PushRunId = Id<struct PushRunTag>;

enum class RunState {
    Waiting,   // for a yes: it would change more than the destination allows unasked
    Running,   // or it was when its program ended: it goes on where it stood
    Paused,    // by somebody; goes on where it stood
    Done,      // everything was sent, or refused row by row
    Failed,    // could not go on; what was sent is kept, it goes on where it stood
    Cancelled, // by somebody; what was sent is kept, the rest is dropped
};

template <>
struct EnumIds<RunState>
{
    static constexpr std::array ids{"waiting", "running", "paused", "done", "failed", "cancelled"};
};

// Why somebody who was to be sent was not.
enum class SkipReason {
    NoIdentifier,
    Suppressed,
    NoConsent,
    NotThere,     // known ones only, and the platform does not know them
    AlreadyThere, // new ones only, and the platform knows them
};

template <>
struct EnumIds<SkipReason>
{
    static constexpr std::array ids{"no-identifier", "suppressed", "no-consent", "not-there", "already-there"};
};

// One run of a destination in figures. sent + failed + unchanged + all skipped is joins + stays + leaves once it is
// done, where the mode touches all three.
struct PushRun
{
    PushRunId id;
    DestinationId destinationId;
    Destination destination; // as it was when the run began
    RunState state = RunState::Running;
    std::optional<Instant> due{}; // the scheduled moment it stands for
    Instant asOf{};
    Instant started{};
    std::optional<Instant> finished{};
    quint64 session = 0;
    qint64 joins = 0;
    qint64 stays = 0;
    qint64 leaves = 0;
    qint64 sent = 0;
    qint64 unchanged = 0;
    qint64 failed = 0;
    std::map<QString, qint64> skipped{}; // by the SkipReason's enumId(), or by words of the platform's
    qint64 requests = 0;
    qint64 repeats = 0;                 // requests that were asked again
    QString reason{};                   // why it waits, paused or failed
    std::optional<PushRunId> retryOf{}; // it sends only those who failed in that run

    [[nodiscard]] bool isOpen() const
    {
        return state == RunState::Waiting || state == RunState::Running || state == RunState::Paused ||
               state == RunState::Failed;
    }
    [[nodiscard]] qint64 skippedTotal() const;
};

// "not subscribed", …: for people. What is no SkipReason's id stands for itself.
[[nodiscard]] QString skipText(const QString &id);

// Whom a run touches, ascending; who is added and was told of before is among `adds` too. Who is taken out under an
// address that is theirs no more stands in `takeOuts` once for each, and in `adds` where they stay.
struct RunPeople
{
    std::vector<ProfileId> takeOuts; // first
    std::vector<ProfileId> adds;
};

// A batch as the store keeps it.
struct StoredBatch
{
    enum class State {
        Waiting, // not asked for yet
        Asked,   // asked for, and no answer was noted
        Done,
        Split, // into others
    };

    qint64 id = 0;
    BatchPurpose purpose = BatchPurpose::Rows;
    RowOp op = RowOp::Add;
    int number = 0;
    qint64 rows = 0;
    bool isLast = false;
    State state = State::Waiting;
    Talk talk{};
    int tries = 0;
    std::optional<Instant> asked{};
    QByteArray content{}; // see frozenFromBytes(); empty where it was not asked for
};

template <>
struct EnumIds<StoredBatch::State>
{
    static constexpr std::array ids{"waiting", "asked", "done", "split"};
};

// A row that did not arrive, and why.
struct RowNote
{
    ProfileId person;
    RowVerdict verdict = RowVerdict::Failed;
    int status = 0;
    QString reason;

    friend bool operator==(const RowNote &, const RowNote &) = default;
};

} // namespace perennial
