// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/http/folderfile.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/push/runsender.h"

#include <QCoreApplication>
#include <QTimer>

#include <algorithm>

namespace perennial {

namespace {

using std::chrono::milliseconds;
using Kind = BatchStep::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// A stop is noticed after so long at most.
constexpr milliseconds LongestSleep{200};
// Conversations whose first request was answered and that wait for a job there; their rows are not in memory.
constexpr size_t MostConversations = 48;
// Batches that are cut while the rates let none go, and how soon they are to go then: nobody's consent is older.
constexpr size_t MostAhead = 3;
constexpr milliseconds SoonEnough{1200};
// So long a platform may say that it is asked too often, and take nothing.
constexpr std::chrono::hours LongestThrottle{25};
// So many single rows refused, and none taken: it is not the rows.
constexpr qint64 RefusalsInARow = 12;

} // namespace

Result<void> RunSender::converse(bool cutsMore)
{
    for (;;) {
        const bool goesOn = m_stopReason.isEmpty() && !m_progress.stopRequested();
        if (goesOn && cutsMore)
            if (const auto cut = cutMore(); !cut)
                return cut;
        if (goesOn)
            if (const auto asked = askWhatMay(); !asked)
                return asked;
        const bool isUnderWay = std::ranges::any_of(m_talks, &Conversation::isUnderWay);
        const bool isOver = m_talks.empty() && (!cutsMore || !hasMore());
        if (!isUnderWay && (!goesOn || isOver))
            return {};
        report();
        const auto cutAhead = goesOn && cutsMore ? cutOneAhead() : false;
        if (!cutAhead)
            return failure(cutAhead.error());
        if (!*cutAhead)
            waitForSomething();
        if (const auto taken = takeAnswers(); !taken)
            return taken;
    }
}

// For another batch's conversation.
bool RunSender::hasRoom() const
{
    const auto connections = static_cast<size_t>(m_connector->limits(nextOp()).connections);
    const auto first = static_cast<size_t>(
        std::ranges::count_if(m_talks, [](const Conversation &talk) { return talk.talk.stage.isEmpty(); }));
    return first < connections && m_talks.size() < MostConversations;
}

// Until the rates allow a batch's first request, after `ahead` others.
milliseconds RunSender::waitToSend(RowOp op, size_t ahead) const
{
    if (!m_setting.keepRates)
        return {};
    PushBatch next;
    next.op = op;
    const QString endpoint = m_connector->endpoint(next, {});
    return m_limiter.waitFor(endpoint, m_connector->rates(endpoint), m_clock.elapsed(), ahead);
}

Result<CutBatch> RunSender::nextCut()
{
    if (m_ahead.empty())
        return m_cutter->next(*m_connector, Instant::now());
    CutBatch cut = std::move(m_ahead.front());
    m_ahead.pop_front();
    return cut;
}

// True where there is a batch more, and answers may have come meanwhile.
Result<bool> RunSender::cutOneAhead()
{
    if (!m_answers.empty() || m_ahead.size() >= MostAhead || m_cutter->isAtEnd() ||
        waitToSend(m_cutter->nextOp(), m_ahead.size()) > SoonEnough)
        return false;
    auto cut = m_cutter->next(*m_connector, Instant::now());
    if (!cut)
        return failure(cut.error());
    m_ahead.push_back(std::move(*cut));
    QCoreApplication::processEvents();
    return true;
}

Result<void> RunSender::cutMore()
{
    while (hasMore() && hasRoom() && waitToSend(nextOp()) == milliseconds(0)) {
        auto cut = nextCut();
        if (!cut)
            return failure(cut.error());
        const auto outbox = m_gate.open();
        if (!outbox)
            return failure(outbox.error());
        auto kept = (*outbox)->keep(m_id, *cut, Instant::now());
        if (!kept)
            return failure(kept.error());
        if (!*kept)
            continue;
        m_talks.push_back(Conversation::make(std::move(**kept), m_run, m_cutter->total(), std::move(cut->rows)));
        if (const auto asked = askWhatMay(); !asked)
            return asked;
    }
    return {};
}

milliseconds RunSender::waitOf(const Conversation &about) const
{
    const milliseconds now = m_clock.elapsed();
    milliseconds wait = std::max(milliseconds{}, about.notBefore - now);
    const QString endpoint = m_connector->endpoint(about.batch(), about.talk);
    const std::vector<RateWindow> windows =
        m_setting.keepRates ? m_connector->rates(endpoint) : std::vector<RateWindow>();
    return std::max(wait, m_limiter.waitFor(endpoint, windows, now));
}

Result<void> RunSender::askWhatMay()
{
    int free = m_connector->limits(RowOp::Add).connections -
               static_cast<int>(std::ranges::count_if(m_talks, &Conversation::isUnderWay));
    for (Conversation &about : m_talks) {
        if (free <= 0)
            break;
        if (about.isUnderWay || waitOf(about) > milliseconds{})
            continue;
        if (const auto asked = ask(about); !asked)
            return asked;
        --free;
    }
    return {};
}

Result<void> RunSender::ask(Conversation &about)
{
    // Halves, and what a program before this one left: noted as asked for before it leaves.
    if (about.talk.stage.isEmpty() && about.stored().state == StoredBatch::State::Waiting && about.tries == 1) {
        const auto outbox = m_gate.open();
        if (!outbox)
            return failure(outbox.error());
        if (const auto noted = (*outbox)->noteAsked(about.stored(), Instant::now()); !noted)
            return noted;
    }
    if (m_connector->needsRows(about.talk))
        if (const auto loaded = about.loadRows(); !loaded)
            return loaded;
    HttpRequest request = m_connector->request(about.batch(), about.talk);
    m_connector->authorize(request, m_setting.secret, Instant::now());
    about.asked = m_clock.elapsed();
    m_limiter.noteCall(m_connector->endpoint(about.batch(), about.talk), about.asked);
    about.isUnderWay = true;
    ++m_requests;
    if (request.url.isLocalFile()) {
        m_answers.push_back({&about, writeToFolder(request), m_clock.elapsed()});
        return {};
    }
    m_http.send(request, [this, &about](const HttpResponse &response) {
        QMetaObject::invokeMethod(&m_loop, [this, answer = Answer{&about, response, m_clock.elapsed()}] {
            m_answers.push_back(answer);
            m_loop.quit();
        });
    });
    return {};
}

milliseconds RunSender::nextWait() const
{
    milliseconds wait = LongestSleep;
    if (hasMore() && hasRoom())
        wait = std::min(wait, m_clock.real(waitToSend(nextOp())));
    for (const Conversation &about : m_talks)
        if (!about.isUnderWay)
            wait = std::min(wait, m_clock.real(waitOf(about)));
    return std::max(wait, milliseconds(1));
}

// Others may write to the store meanwhile.
void RunSender::waitForSomething()
{
    if (!m_answers.empty())
        return;
    QCoreApplication::processEvents();
    if (!m_answers.empty())
        return;
    m_gate.letGo();
    QTimer::singleShot(nextWait(), Qt::PreciseTimer, &m_loop, &QEventLoop::quit);
    m_loop.exec();
}

Result<void> RunSender::takeAnswers()
{
    std::vector<Answer> answers;
    answers.swap(m_answers);
    for (const Answer &answer : answers)
        if (const auto taken = take(answer); !taken)
            return taken;
    return {};
}

Result<void> RunSender::take(const Answer &answer)
{
    Conversation &about = *answer.about;
    about.isUnderWay = false;
    if (answer.response.fault == HttpFault::None && answer.response.status != 429)
        m_limiter.noteAnswer(m_connector->endpoint(about.batch(), about.talk), about.asked, answer.at);
    if (m_connector->needsRows(about.talk))
        if (const auto loaded = about.loadRows(); !loaded)
            return loaded;
    std::optional<BatchStep> step;
    if (answer.response.fault == HttpFault::None)
        step = m_connector->read(about.batch(), about.talk, answer.response);
    return follow(about, step ? *step : commonStep(about.batch(), answer.response, m_clock.now()));
}

Result<void> RunSender::follow(Conversation &about, const BatchStep &step)
{
    const QString endpoint = m_connector->endpoint(about.batch(), about.talk);
    switch (step.kind) {
    case Kind::Done:
        m_throttledSince.reset();
        return close(about, step);
    case Kind::Next:
        m_throttledSince.reset();
        return goOn(about, step);
    case Kind::Throttled:
        m_limiter.holdUntil(endpoint, m_clock.elapsed() + step.wait);
        ++m_repeats;
        giveUpWhereAllIsThrottled();
        return {};
    case Kind::Again:
        tryAgain(about, step.reason);
        return {};
    case Kind::Split:
        return about.stored().rows > 1 ? halve(about, step.reason) : refuseRow(about, step.reason);
    case Kind::Stop:
        m_stopReason = step.reason;
        return {};
    }
    return {};
}

void RunSender::tryAgain(Conversation &about, const QString &reason)
{
    if (about.tries >= m_setting.mostTries) {
        m_stopReason = tr("%1 It was tried %2 times. What was sent is kept; the run goes on when you start it again.")
                           .arg(reason)
                           .arg(about.tries);
        return;
    }
    // Whether it was done there is not known, as after a crash.
    about.talk = m_connector->afterCrash(about.batch(), about.talk);
    about.notBefore = m_clock.elapsed() + backOff(about.tries, m_random.generateDouble());
    ++about.tries;
    ++m_repeats;
}

Result<void> RunSender::goOn(Conversation &about, const BatchStep &step)
{
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    BatchProgress progress;
    progress.talk = step.next;
    progress.rows = about.notesOf(step.rows);
    about.notSent += static_cast<qint64>(progress.rows.size());
    if (const auto noted = (*outbox)->note(m_id, about.stored(), progress, Instant::now()); !noted)
        return noted;
    about.talk = step.next;
    about.notBefore = m_clock.elapsed() + step.wait;
    about.tries = 1;
    if (!m_connector->needsRows(about.talk))
        about.dropRows();
    return {};
}

Result<void> RunSender::close(Conversation &about, const BatchStep &step)
{
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    if (about.batch().purpose == BatchPurpose::Prepare) {
        m_remoteIds = step.remoteIds;
        if (const auto kept = DestinationShelf(m_gate.store()).noteRemoteIds(m_run.destinationId, m_remoteIds); !kept)
            return kept;
    }
    BatchProgress progress;
    progress.talk = about.talk;
    progress.isDone = true;
    progress.rows = about.notesOf(step.rows);
    about.notSent += static_cast<qint64>(progress.rows.size());
    progress.sent = about.stored().rows - about.notSent;
    if (const auto noted = (*outbox)->note(m_id, about.stored(), progress, Instant::now()); !noted)
        return noted;
    m_sent += progress.sent;
    const auto failed = std::ranges::count(progress.rows, RowVerdict::Failed, &RowNote::verdict);
    m_failed += failed;
    m_refusedInARow = progress.sent > 0 ? 0 : m_refusedInARow + failed;
    if (failed > 0)
        giveUpWhereNobodyIsTaken(progress.rows.back().reason);
    const bool isPrepare = about.batch().purpose == BatchPurpose::Prepare;
    drop(about);
    return isPrepare ? makeOwnConnector() : Result<void>();
}

// So many refused, and none taken: it is not the rows.
void RunSender::giveUpWhereNobodyIsTaken(const QString &reason)
{
    if (m_refusedInARow >= RefusalsInARow && m_sent == 0)
        m_stopReason = tr("The platform refuses every row. %1").arg(reason);
}

Result<void> RunSender::halve(Conversation &about, const QString &reason)
{
    giveUpWhereNobodyIsTaken(reason);
    if (!m_stopReason.isEmpty())
        return {};
    if (const auto loaded = about.loadRows(); !loaded)
        return loaded;
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    auto halves = (*outbox)->halve(m_id, about.stored(), about.frozen(), reason);
    if (!halves)
        return failure(halves.error());
    for (StoredBatch &half : *halves) {
        auto talk = Conversation::make(std::move(half), m_run, m_cutter->total());
        if (!talk)
            return failure(talk.error());
        m_talks.push_front(std::move(*talk));
    }
    drop(about);
    return {};
}

Result<void> RunSender::refuseRow(Conversation &about, const QString &reason)
{
    return close(about, BatchStep::done({{0, RowVerdict::Failed, 0, reason}}));
}

// A day's quota comes back within a day; what says wait for longer than that says no.
void RunSender::giveUpWhereAllIsThrottled()
{
    if (!m_throttledSince)
        m_throttledSince = m_clock.elapsed();
    if (m_clock.elapsed() - *m_throttledSince > LongestThrottle)
        m_stopReason = tr("For more than a day the platform has said that it is asked too often (HTTP 429), and took "
                          "nothing. What was sent is kept; the run goes on when you start it again.");
}

void RunSender::drop(const Conversation &about)
{
    m_talks.remove_if([&about](const Conversation &talk) { return &talk == &about; });
}

void RunSender::report() const
{
    m_progress.report(
        {tr("Sending to %1").arg(m_run.destination.name), m_cutter->cutSoFar(), m_cutter->total(), m_sent, m_failed});
}

} // namespace perennial
