// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/runsender.h"

#include "core/connect/outbox/destinationshelf.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

RunSender::RunSender(const QString &storePath, PushRunId id, const PushSetting &setting, const Progress &progress)
    : m_path(storePath)
    , m_id(id)
    , m_setting(setting)
    , m_progress(progress)
    , m_gate(storePath, progress.stopToken())
    , m_clock(setting.speed)
    , m_random(setting.seed != 0 ? QRandomGenerator(static_cast<quint32>(setting.seed))
                                 : QRandomGenerator::securelySeeded())
    , m_http(setting.patience)
{
}

Result<PushRun> RunSender::send()
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
    // A stand-in begins anew with every program: what was found there before is sought again.
    m_remoteIds = m_run.destination.sandbox ? QJsonObject() : saved->remoteIds;
    if (const auto set = (*outbox)->setState(m_id, RunState::Running, {}, Instant::now()); !set)
        return set;
    if (const auto made = makeOwnConnector(); !made)
        return made;
    return readPeople();
}

Result<void> RunSender::makeOwnConnector()
{
    if (m_run.destination.sandbox && m_setting.base.isEmpty())
        return failure(ErrorKind::Refused, tr("A sandbox destination is never sent to the platform itself."),
                       m_run.destination.name);
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
    auto told = toldBefore(m_gate.store(), m_run.destinationId, people->takeOuts);
    if (!told)
        return failure(told.error());
    auto reader = Store::openReader(m_path);
    if (!reader)
        return failure(reader.error());
    m_reader.emplace(std::move(*reader));
    auto cutter = BatchCutter::make(
        {*m_reader, m_run.destination, std::move(*people), std::move(*before), std::move(*told), m_run.asOf}, *cut);
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
    const bool isOpen =
        std::ranges::any_of(m_talks, [&](const Conversation &talk) { return talk.batch().purpose == purpose; });
    const bool isSoughtAgain = m_run.destination.sandbox && purpose == BatchPurpose::Prepare && !isOpen;
    if (*had && !isSoughtAgain) { // of a program before this one: only it may talk now
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
    if (hasMore() || !m_talks.empty())
        return failure(ErrorKind::Internal,
                       tr("The run came to its end before everybody was sent. It goes on the next "
                          "time."),
                       m_run.destination.name);
    if (const auto noted = noteRequests(); !noted)
        return failure(noted.error());
    m_cutter.reset(); // their room is wanted
    m_reader.reset();
    const auto outbox = m_gate.open();
    if (!outbox)
        return failure(outbox.error());
    if (const auto finished = (*outbox)->finish(m_id, false, Instant::now()); !finished)
        return failure(finished.error());
    return (*outbox)->run(m_id);
}

Result<PushRun> sendRun(const QString &storePath, PushRunId run, const PushSetting &setting, const Progress &progress)
{
    return RunSender(storePath, run, setting, progress).send();
}

} // namespace perennial
