// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/http/httpthread.h"
#include "core/connect/push/batchcutter.h"
#include "core/connect/push/conversation.h"
#include "core/connect/push/pacedclock.h"
#include "core/connect/push/pusher.h"
#include "core/connect/push/ratelimiter.h"
#include "core/connect/push/storegate.h"

#include <QEventLoop>
#include <QRandomGenerator>

#include <deque>
#include <list>

namespace perennial {

// One run on its way; see sendRun(). Its phases are in runsender.cpp, its conversations in runtalks.cpp.
class RunSender
{
public:
    RunSender(const QString &storePath, PushRunId id, const PushSetting &setting, const Progress &progress);

    [[nodiscard]] Result<PushRun> send();

private:
    struct Answer
    {
        Conversation *about;
        HttpResponse response;
        std::chrono::milliseconds at{};
    };

    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> lockDestination();
    [[nodiscard]] Result<void> makeOwnConnector();
    [[nodiscard]] Result<void> readPeople();
    [[nodiscard]] Result<void> takeUpOpenBatches();
    [[nodiscard]] Result<void> prepare();
    [[nodiscard]] Result<void> sendRows();
    [[nodiscard]] Result<void> finishThere();
    [[nodiscard]] Result<void> talkAlone(BatchPurpose purpose);
    [[nodiscard]] Result<void> converse(bool cutsMore);
    [[nodiscard]] Result<PushRun> stopHere();
    [[nodiscard]] Result<PushRun> end();

    [[nodiscard]] Result<void> cutMore();
    [[nodiscard]] Result<CutBatch> nextCut();
    [[nodiscard]] Result<bool> cutOneAhead();
    [[nodiscard]] bool hasMore() const { return !m_ahead.empty() || !m_cutter->isAtEnd(); }
    [[nodiscard]] RowOp nextOp() const { return m_ahead.empty() ? m_cutter->nextOp() : m_ahead.front().op; }
    [[nodiscard]] bool hasRoom() const;
    [[nodiscard]] std::chrono::milliseconds waitToSend(RowOp op, size_t ahead = 0) const;
    [[nodiscard]] Result<void> askWhatMay();
    [[nodiscard]] Result<void> ask(Conversation &about);
    void waitForSomething();
    [[nodiscard]] std::chrono::milliseconds nextWait() const;
    [[nodiscard]] std::chrono::milliseconds waitOf(const Conversation &about) const;
    [[nodiscard]] Result<void> takeAnswers();
    [[nodiscard]] Result<void> take(const Answer &answer);
    [[nodiscard]] Result<void> follow(Conversation &about, const BatchStep &step);
    [[nodiscard]] Result<void> goOn(Conversation &about, const BatchStep &step);
    [[nodiscard]] Result<void> close(Conversation &about, const BatchStep &step);
    [[nodiscard]] Result<void> halve(Conversation &about, const QString &reason);
    void giveUpWhereNobodyIsTaken(const QString &reason);
    void giveUpWhereAllIsThrottled();
    [[nodiscard]] Result<void> refuseRow(Conversation &about, const QString &reason);
    void tryAgain(Conversation &about, const QString &reason);
    [[nodiscard]] Result<void> noteRequests();
    void drop(const Conversation &about);
    void report() const;

    QString m_path;
    PushRunId m_id;
    PushSetting m_setting;
    const Progress &m_progress;
    StoreGate m_gate;
    PacedClock m_clock;
    QRandomGenerator m_random;
    RateLimiter m_limiter;
    std::unique_ptr<StoreLock> m_lock;
    std::optional<Store> m_reader;
    PushRun m_run;
    QJsonObject m_remoteIds;
    std::unique_ptr<Connector> m_connector;
    std::optional<BatchCutter> m_cutter;
    std::deque<CutBatch> m_ahead; // cut, and not in the store yet
    std::list<Conversation> m_talks;
    std::vector<Answer> m_answers;
    QEventLoop m_loop;
    QString m_stopReason;
    qint64 m_sent = 0;
    qint64 m_failed = 0;
    qint64 m_refusedInARow = 0;
    std::optional<std::chrono::milliseconds> m_throttledSince; // since nothing else was answered
    qint64 m_requests = 0;
    qint64 m_repeats = 0;
    HttpThread m_http; // ends first: answers are handed to the loop
};

} // namespace perennial
