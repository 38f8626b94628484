// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/pusher.h"

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/push/batchcutter.h"
#include "core/connect/push/conversation.h"
#include "core/connect/push/pacedclock.h"
#include "core/connect/push/ratelimiter.h"
#include "core/connect/push/storegate.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>
#include <list>

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
constexpr size_t MostConversations = 24;
// So many single rows refused, and none taken: it is not the rows.
constexpr qint64 RefusalsInARow = 12;

struct Answer
{
    Conversation *about;
    HttpResponse response;
    milliseconds at;
};

class RunSender
{
public:
    RunSender(const QString &storePath, PushRunId id, const PushSetting &setting, const Progress &progress)
        : m_path(storePath)
        , m_id(id)
        , m_setting(setting)
        , m_progress(progress)
        , m_gate(storePath, progress.stopToken())
        , m_clock(setting.speed)
        , m_client(setting.patience)
        , m_random(setting.seed != 0 ? QRandomGenerator(static_cast<quint32>(setting.seed))
                                     : QRandomGenerator::securelySeeded())
    {
    }

    [[nodiscard]] Result<PushRun> send()
    {
        if (const auto opened = open(); !opened)
            return failure(opened.error());
        for (const auto phase : {&RunSender::prepare, &RunSender::sendRows, &RunSender::finishThere}) {
            if (const auto done = (this->*phase)(); !done)
                return failure(done.error());
            if (!m_stopReason.isEmpty() || m_progress.stopRequested())
                return stopHere();
        }
        return end();
    }

private:
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
    [[nodiscard]] bool mayCut() const;
    [[nodiscard]] Result<void> askWhatMay();
    [[nodiscard]] Result<void> ask(Conversation &about);
    void waitForSomething();
    [[nodiscard]] milliseconds nextWait() const;
    [[nodiscard]] milliseconds waitOf(const Conversation &about) const;
    [[nodiscard]] Result<void> takeAnswers();
    [[nodiscard]] Result<void> take(const Answer &answer);
    [[nodiscard]] Result<void> follow(Conversation &about, const BatchStep &step);
    [[nodiscard]] Result<void> goOn(Conversation &about, const BatchStep &step);
    [[nodiscard]] Result<void> close(Conversation &about, const BatchStep &step);
    [[nodiscard]] Result<void> halve(Conversation &about, const QString &reason);
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
    HttpClient m_client;
    QRandomGenerator m_random;
    RateLimiter m_limiter;
    std::unique_ptr<StoreLock> m_lock;
    std::optional<Store> m_reader;
    PushRun m_run;
    QJsonObject m_remoteIds;
    std::unique_ptr<Connector> m_connector;
    std::optional<BatchCutter> m_cutter;
    std::list<Conversation> m_talks;
    std::vector<Answer> m_answers;
    QEventLoop m_loop;
    QString m_stopReason;
    qint64 m_sent = 0;
    qint64 m_failed = 0;
    qint64 m_refusedInARow = 0;
    qint64 m_requests = 0;
    qint64 m_repeats = 0;
};

// One program at a time sends to a destination; the kernel lets go when it dies.
Result<void> RunSender::lockDestination()
{
    auto lock = StoreLock::take(QStringLiteral("%1-push-%2").arg(m_path).arg(m_run.destinationId.value));
    if (!lock)
        return failure(ErrorKind::Refused, tr("Another program sends to this destination at the moment."),
                       m_run.destination.name);
    m_lock = std::move(*lock);
    return {};
}

Result<void> RunSender::open()
{
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    auto run = (*outbox)->run(m_id);
    if (!run)
        return failure(run.error());
    if (!run->isOpen())
        return failure(ErrorKind::Refused, tr("This run is over."), run->destination.name);
    if (run->state == RunState::Waiting)
        return failure(ErrorKind::Refused, tr("This run waits for a yes. %1").arg(run->reason), run->destination.name);
    m_run = std::move(*run);
    if (const auto locked = lockDestination(); !locked)
        return locked;
    m_sent = m_run.sent;
    m_failed = m_run.failed;
    const auto saved = DestinationShelf(m_gate.store()).get(m_run.destinationId);
    if (!saved)
        return failure(saved.error());
    m_remoteIds = saved->remoteIds;
    if (const auto set = (*outbox)->setState(m_id, RunState::Running, {}, Instant::now()); !set)
        return set;
    if (const auto made = makeOwnConnector(); !made)
        return made;
    return readPeople();
}

Result<void> RunSender::makeOwnConnector()
{
    auto made = makeConnector(m_run.destination, {m_setting.base, m_remoteIds});
    if (!made)
        return failure(made.error());
    m_connector = std::move(*made);
    return {};
}

Result<void> RunSender::readPeople()
{
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    auto people = (*outbox)->people(m_id);
    const auto cut = (*outbox)->cutSoFar(m_id);
    auto before = DestinationShelf(m_gate.store()).sentPeople(m_run.destinationId);
    if (!people || !cut || !before)
        return failure(!people ? people.error() : !cut ? cut.error() : before.error());
    auto reader = Store::openReader(m_path);
    if (!reader)
        return failure(reader.error());
    m_reader.emplace(std::move(*reader));
    auto cutter =
        BatchCutter::make({*m_reader, m_run.destination, std::move(*people), std::move(*before), m_run.asOf}, *cut);
    if (!cutter)
        return failure(cutter.error());
    m_cutter.emplace(std::move(*cutter));
    return takeUpOpenBatches();
}

// Batches that a program before this one left: some asked for, with an answer that never came.
Result<void> RunSender::takeUpOpenBatches()
{
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    auto batches = (*outbox)->openBatches(m_id);
    if (!batches)
        return failure(batches.error());
    for (StoredBatch &batch : *batches) {
        const bool wasAsked = batch.state == StoredBatch::State::Asked;
        auto talk = Conversation::make(std::move(batch), m_run, m_cutter->total());
        if (!talk)
            return failure(talk.error());
        if (wasAsked) {
            talk->talk = m_connector->afterCrash(talk->batch(), talk->talk);
            ++m_repeats;
        }
        m_talks.push_back(std::move(*talk));
    }
    return {};
}

Result<void> RunSender::prepare()
{
    return m_connector->wantsPrepare() ? talkAlone(BatchPurpose::Prepare) : Result<void>();
}

Result<void> RunSender::finishThere()
{
    return m_connector->wantsFinish() ? talkAlone(BatchPurpose::Finish) : Result<void>();
}

// A batch without rows, before or after all others.
Result<void> RunSender::talkAlone(BatchPurpose purpose)
{
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    const auto had = (*outbox)->hasBatch(m_id, purpose);
    if (!had)
        return failure(had.error());
    std::list<Conversation> others;
    if (*had) { // of a program before this one: only it may talk now
        for (auto talk = m_talks.begin(); talk != m_talks.end();)
            if (const auto next = std::next(talk); talk->batch().purpose != purpose) {
                others.splice(others.end(), m_talks, talk);
                talk = next;
            } else {
                ++talk;
            }
    } else {
        CutBatch cut;
        cut.purpose = purpose;
        auto kept = (*outbox)->keep(m_id, cut, Instant::now());
        auto talk = kept ? Conversation::make(std::move(**kept), m_run, m_cutter->total())
                         : Result<Conversation>(failure(kept.error()));
        if (!talk)
            return failure(talk.error());
        others.swap(m_talks);
        m_talks.push_back(std::move(*talk));
    }
    const auto done = converse(false);
    m_talks.splice(m_talks.end(), others);
    return done;
}

Result<void> RunSender::sendRows()
{
    return converse(true);
}

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
        if (!isUnderWay && (!goesOn || m_talks.empty()))
            return {};
        report();
        waitForSomething();
        if (const auto taken = takeAnswers(); !taken)
            return taken;
    }
}

bool RunSender::mayCut() const
{
    const auto connections = static_cast<size_t>(m_connector->limits(m_cutter->nextOp()).connections);
    const auto first = static_cast<size_t>(
        std::ranges::count_if(m_talks, [](const Conversation &talk) { return talk.talk.stage.isEmpty(); }));
    if (m_cutter->isAtEnd() || first >= connections || m_talks.size() >= MostConversations)
        return false;
    PushBatch next;
    next.op = m_cutter->nextOp();
    const QString endpoint = m_connector->endpoint(next, {});
    return !m_setting.keepRates ||
           m_limiter.waitFor(endpoint, m_connector->rates(endpoint), m_clock.elapsed()) == milliseconds(0);
}

Result<void> RunSender::cutMore()
{
    while (mayCut()) {
        const auto cut = m_cutter->next(*m_connector, Instant::now());
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
        auto talk = Conversation::make(std::move(**kept), m_run, m_cutter->total());
        if (!talk)
            return failure(talk.error());
        m_talks.push_back(std::move(*talk));
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
    m_limiter.noteCall(m_connector->endpoint(about.batch(), about.talk), m_clock.elapsed());
    about.isUnderWay = true;
    ++m_requests;
    m_client.send(request, [this, &about](const HttpResponse &response) {
        m_answers.push_back({&about, response, m_clock.elapsed()});
        m_loop.quit();
    });
    return {};
}

milliseconds RunSender::nextWait() const
{
    milliseconds wait = LongestSleep;
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
        return close(about, step);
    case Kind::Next:
        return goOn(about, step);
    case Kind::Throttled:
        m_limiter.holdUntil(endpoint, m_clock.elapsed() + step.wait);
        ++m_repeats;
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
    m_failed += static_cast<qint64>(std::ranges::count(progress.rows, RowVerdict::Failed, &RowNote::verdict));
    m_refusedInARow = progress.sent > 0 ? 0 : m_refusedInARow;
    const bool isPrepare = about.batch().purpose == BatchPurpose::Prepare;
    drop(about);
    return isPrepare ? makeOwnConnector() : Result<void>();
}

Result<void> RunSender::halve(Conversation &about, const QString &reason)
{
    if (m_refusedInARow >= RefusalsInARow && m_sent == 0) {
        m_stopReason = tr("The platform refuses every row. %1").arg(reason);
        return {};
    }
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
    ++m_refusedInARow;
    return close(about, BatchStep::done({{0, RowVerdict::Failed, 0, reason}}));
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

Result<void> RunSender::noteRequests()
{
    const auto outbox = m_gate.open();
    return outbox ? (*outbox)->addRequests(m_id, m_requests, m_repeats) : failure(outbox.error());
}

Result<PushRun> RunSender::stopHere()
{
    if (const auto noted = noteRequests(); !noted)
        return failure(noted.error());
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    const RunState state = m_stopReason.isEmpty() ? RunState::Paused : RunState::Failed;
    if (const auto set = (*outbox)->setState(m_id, state, m_stopReason, Instant::now()); !set)
        return failure(set.error());
    return (*outbox)->run(m_id);
}

Result<PushRun> RunSender::end()
{
    if (const auto noted = noteRequests(); !noted)
        return failure(noted.error());
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    if (const auto finished = (*outbox)->finish(m_id, false, Instant::now()); !finished)
        return failure(finished.error());
    return (*outbox)->run(m_id);
}

} // namespace

Result<PushRun> sendRun(const QString &storePath, PushRunId run, const PushSetting &setting, const Progress &progress)
{
    return RunSender(storePath, run, setting, progress).send();
}

} // namespace perennial
