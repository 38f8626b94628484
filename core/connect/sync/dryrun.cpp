// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/sync/dryrun.h"

#include "core/connect/outbox/outbox.h"
#include "core/connect/push/batchcutter.h"
#include "core/connect/push/conversation.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// The shortest time in which so many calls keep within a window, whenever the platform's own begins.
std::chrono::milliseconds shortest(qint64 calls, const RateWindow &window)
{
    const qint64 fullWindows = (calls - 1) / std::max(window.calls, 1);
    return window.length * fullWindows;
}

class DryRunner
{
public:
    DryRunner(const SavedDestination &destination, const DryRunSetting &setting, const Connector &connector)
        : m_destination(destination)
        , m_setting(setting)
        , m_connector(connector)
        , m_number(connector.wantsPrepare() ? 1 : 0) // which comes first
    {
        m_pretended.session = setting.session;
        m_pretended.started = setting.at;
        m_pretended.destination = destination.destination;
    }

    [[nodiscard]] Result<DryRun> run(BatchCutter &cutter, const Progress &progress)
    {
        while (!cutter.isAtEnd()) {
            if (progress.stopRequested())
                return stopped();
            progress.report({tr("Trying the run"), cutter.cutSoFar(), cutter.total(), m_result.sent, 0});
            const auto cut = cutter.next(m_connector, m_setting.at);
            if (!cut)
                return failure(cut.error());
            if (const auto taken = take(*cut, cutter.total()); !taken)
                return failure(taken.error());
        }
        for (const auto &[endpoint, calls] : m_calls) {
            for (const RateWindow &window : m_connector.rates(endpoint)) {
                m_result.atLeast = std::max(m_result.atLeast, shortest(calls, window));
                if (window.length >= std::chrono::hours(24))
                    takeQuota({window.calls, calls, 0});
            }
        }
        return m_result;
    }

private:
    void takeQuota(const DayQuota &quota)
    {
        const auto left = [](const DayQuota &one) { return one.allowed - one.wanted; };
        if (!m_result.quota || left(quota) < left(*m_result.quota))
            m_result.quota = quota;
    }

    [[nodiscard]] Result<void> take(const CutBatch &cut, qint64 total)
    {
        m_result.unchanged += cut.unchanged;
        for (const RowNote &note : cut.skipped) {
            if (note.verdict == RowVerdict::Failed)
                ++m_result.tooLarge;
            else
                ++m_result.skipped[note.reason];
        }
        if (cut.rows.empty())
            return {};
        StoredBatch stored;
        stored.op = cut.op;
        stored.number = ++m_number;
        stored.rows = static_cast<qint64>(cut.rows.size());
        stored.isLast = cut.isLast;
        stored.content = frozenToBytes(cut.rows);
        const auto talk = Conversation::make(std::move(stored), m_pretended, total);
        if (!talk)
            return failure(talk.error());
        const HttpRequest request = m_connector.request(talk->batch(), talk->talk);
        ++m_result.requests;
        m_result.sent += static_cast<qint64>(cut.rows.size());
        m_result.bytes += request.body.size();
        ++m_calls[m_connector.endpoint(talk->batch(), talk->talk)];
        if (m_setting.visit)
            m_setting.visit(talk->batch(), request);
        return {};
    }

    const SavedDestination &m_destination;
    const DryRunSetting &m_setting;
    const Connector &m_connector;
    PushRun m_pretended;
    int m_number;
    std::map<QString, qint64> m_calls; // by endpoint
    DryRun m_result;
};

} // namespace

Result<DryRun> dryRun(const Store &store, const SavedDestination &destination, const AudiencePlan &plan,
                      const DryRunSetting &setting, const Progress &progress)
{
    const auto connector = makeConnector(destination.destination, {setting.base, destination.remoteIds});
    if (!connector)
        return failure(connector.error());
    auto reader = Store::openReader(store.path());
    if (!reader)
        return failure(reader.error());
    auto before = DestinationShelf(*reader).sentPeople(destination.id);
    if (!before)
        return failure(before.error());
    auto told = toldBefore(*reader, destination.id, plan.people.takeOuts);
    if (!told)
        return failure(told.error());
    auto cutter = BatchCutter::make(
        {store, destination.destination, plan.people, std::move(*before), std::move(*told), plan.asOf}, 0);
    if (!cutter)
        return failure(cutter.error());
    auto run = DryRunner(destination, setting, **connector).run(*cutter, progress);
    if (!run || !run->quota)
        return run;
    const auto used = Outbox(*reader).requestsSince(destination.destination, Instant{setting.at.ms - Instant::DayMs});
    if (!used)
        return failure(used.error());
    run->quota->used = *used;
    return run;
}

} // namespace perennial
