// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/destination/destination.h"
#include "core/connect/http/httpmessage.h"
#include "core/connect/vendors/pushbatch.h"

#include <QJsonObject>

#include <chrono>
#include <memory>
#include <span>

namespace perennial {

// At most so many calls in any stretch of that length.
struct RateWindow
{
    int calls = 0;
    std::chrono::milliseconds length{};

    friend bool operator==(const RateWindow &, const RateWindow &) = default;
};

// What one conversation may hold.
struct BatchLimits
{
    int rows = 1;
    qint64 bytes = 0;       // of a request's body, 0: no limit is published
    qint64 bytesPerRow = 0; // 0: none is published
    int connections = 4;    // conversations at once
};

// Where the conversation about a batch stands; kept in the store before anything is asked, so that it goes on after a
// crash. An empty stage is the first.
struct Talk
{
    QString stage;
    QByteArray memo; // the connector's own: a job's id, ids that were found

    friend bool operator==(const Talk &, const Talk &) = default;
};

enum class RowVerdict {
    Failed,  // refused, with the reason
    Skipped, // rightly not done: not known there and only known ones are updated
};

struct RowOutcome
{
    size_t place = 0; // in the batch
    RowVerdict verdict = RowVerdict::Failed;
    int status = 0; // HTTP, 0 where the platform gives none for a row
    QString reason; // the platform's words, or ours; shown to people

    friend bool operator==(const RowOutcome &, const RowOutcome &) = default;
};

// What an answer means for its batch.
struct BatchStep
{
    enum class Kind {
        Done,      // `rows` failed or were skipped, all others are there
        Next,      // go on with `next`, not before `wait`
        Throttled, // the same again after `wait`; counts as no failed try
        Again,     // the same again after a back-off: the platform is in trouble
        Split,     // refused as a whole: halve it until the row is found, `reason` says why
        Stop,      // nothing can be sent to this destination now: `reason` says why, and what to do
    };

    Kind kind = Kind::Done;
    Talk next;
    std::chrono::milliseconds wait{};
    std::vector<RowOutcome> rows; // found so far; those of earlier steps are kept by whoever talks
    QString reason;
    QJsonObject remoteIds; // of a Prepare that is Done: kept with the destination, handed to connectors made later

    [[nodiscard]] static BatchStep done(std::vector<RowOutcome> rows = {});
    [[nodiscard]] static BatchStep goOn(const QString &stage, const QByteArray &memo = {},
                                        std::chrono::milliseconds wait = {}, std::vector<RowOutcome> rows = {});
    [[nodiscard]] static BatchStep throttled(std::chrono::milliseconds wait);
    [[nodiscard]] static BatchStep again(const QString &reason);
    [[nodiscard]] static BatchStep split(const QString &reason);
    [[nodiscard]] static BatchStep stop(const QString &reason);
};

// One platform: a batch becomes requests, answers become outcomes. Pure: no network, no clock, no store, no key; free
// to be used by any thread. Made for one destination and one run.
class Connector
{
public:
    virtual ~Connector() = default;

    [[nodiscard]] virtual BatchLimits limits(RowOp op) const = 0;
    // The rate limit that a request counts against ("POST /api/profile-bulk-import-jobs"), and its windows.
    [[nodiscard]] virtual QString endpoint(const PushBatch &batch, const Talk &talk) const = 0;
    [[nodiscard]] virtual std::vector<RateWindow> rates(const QString &endpoint) const = 0;

    // The person as they are written into a request's body: what limits() counts and the log shows.
    virtual void appendRow(const PushRow &row, RowOp op, QByteArray &body) const = 0;
    // The same for the same batch and talk, byte for byte.
    [[nodiscard]] virtual HttpRequest request(const PushBatch &batch, const Talk &talk) const = 0;
    // Nothing: the answer means what it means everywhere (commonStep).
    [[nodiscard]] virtual std::optional<BatchStep> read(const PushBatch &batch, const Talk &talk,
                                                        const HttpResponse &response) const = 0;
    // How a batch goes on that was asked for, and whose answer never came, because of a crash, a cut connection or
    // trouble there: from the stage it was in, with the same request, where a repeat does no harm there; or from one
    // that finds out first. Rows need not be there where the stage does without them.
    [[nodiscard]] virtual Talk afterCrash(const PushBatch &batch, const Talk &talk) const;

    // False where a stage's request and answer are understood without the batch's rows (a job is asked for its state),
    // so that they need not be held in memory meanwhile.
    [[nodiscard]] virtual bool needsRows(const Talk &) const { return true; }
    [[nodiscard]] virtual bool wantsPrepare() const { return false; }
    [[nodiscard]] virtual bool wantsFinish() const { return false; }

    // How many days somebody stays there who is not told of again; 0: for ever.
    [[nodiscard]] virtual int keepsDays() const { return 0; }

    // Adds the key; the only place that ever sees it. `now` is for signatures.
    virtual void authorize(HttpRequest &request, const QByteArray &secret, Instant now) const = 0;
};

// What it means on any platform: 429 and Retry-After, 5xx, 408, 425 and cut connections, 401 and 403 with advice, 413
// and other refusals, redirects, TLS and names that are not found. 2xx that a connector does not read are Done. `now`
// is for a Retry-After that names a date.
[[nodiscard]] BatchStep commonStep(const PushBatch &batch, const HttpResponse &response, Instant now);

// Where the platform is, and what was found or made there before.
struct ConnectorGround
{
    QUrl base;             // of the stand-in, or empty: where the platform itself is
    QJsonObject remoteIds; // as a Prepare left them
};

// An error names what the destination lacks.
[[nodiscard]] Result<std::unique_ptr<Connector>> makeConnector(const Destination &destination,
                                                               const ConnectorGround &ground);

} // namespace perennial
