// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/runlog.h"

#include "core/connect/outbox/batchcontent.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QHash>

namespace perennial {

namespace {

struct Note
{
    RowVerdict verdict = RowVerdict::Failed;
    int batch = 0;
    int status = 0;
    QString reason;
    Instant at;
};

Result<QHash<qint64, Note>> notesOf(const Store &store, PushRunId run)
{
    const auto rows = queryRows(
        store.database(), "SELECT profile_id, verdict, batch, status, reason, at FROM push_rows WHERE run_id = ?1",
        [](const Statement &row) {
            const bool failed = row.bytes(1) == "failed";
            return std::pair(row.integer(0), Note{failed ? RowVerdict::Failed : RowVerdict::Skipped,
                                                  static_cast<int>(row.integer(2)),
                                                  static_cast<int>(row.integer(3)),
                                                  row.text(4),
                                                  {row.integer(5)}});
        },
        run.value);
    if (!rows)
        return failure(rows.error());
    return QHash<qint64, Note>(rows->begin(), rows->end());
}

RowState stateOf(const Note &note)
{
    return note.verdict == RowVerdict::Failed ? RowState::Failed : RowState::Skipped;
}

class LogReader
{
public:
    LogReader(const LogQuestion &question, QHash<qint64, Note> notes, const RowVisit &visit)
        : m_question(question)
        , m_notes(std::move(notes))
        , m_visit(visit)
    {
    }

    [[nodiscard]] Result<void> read(const Store &store, PushRunId run)
    {
        auto batches = store.database().prepare("SELECT number, op, state, content, done_at FROM push_batches WHERE "
                                                "run_id = ?1 AND purpose = 'rows' AND state <> 'split' "
                                                "ORDER BY op = 'add', number");
        if (!batches)
            return failure(batches.error());
        batches->bind(1, run.value);
        for (;;) {
            const auto row = batches->step();
            if (!row)
                return failure(row.error());
            if (!*row || m_isOver)
                break;
            if (const auto taken = takeBatch(*batches); !taken)
                return failure(taken.error());
        }
        return takeTheOthers();
    }

private:
    [[nodiscard]] Result<void> takeBatch(const Statement &row)
    {
        const auto frozen = frozenFromBytes(row.blob(3));
        if (!frozen)
            return failure(frozen.error());
        LoggedRow logged;
        logged.batch = static_cast<int>(row.integer(0));
        logged.op = enumFromId<RowOp>(row.text(1)).value_or(RowOp::Add);
        const bool isDone = row.bytes(2) == "done";
        for (const FrozenRow &one : *frozen) {
            logged.person = one.row.id;
            logged.payload = one.row;
            logged.state = isDone ? RowState::Sent : RowState::Open;
            logged.status = 0;
            logged.reason.clear();
            logged.at = row.isNull(4) ? std::nullopt : std::optional(Instant{row.integer(4)});
            if (const auto note = m_notes.constFind(one.row.id.value); note != m_notes.cend()) {
                setNote(logged, *note);
                m_notes.erase(note);
            }
            if (const auto taken = take(logged); !taken)
                return taken;
        }
        return {};
    }

    // Who was passed over on the way to a batch.
    [[nodiscard]] Result<void> takeTheOthers()
    {
        QList<qint64> people = m_notes.keys();
        std::ranges::sort(people);
        for (const qint64 person : people) {
            LoggedRow logged;
            logged.person = {person};
            logged.payload.id = {person};
            setNote(logged, m_notes[person]);
            logged.batch = 0;
            if (const auto taken = take(logged); !taken)
                return taken;
        }
        return {};
    }

    static void setNote(LoggedRow &logged, const Note &note)
    {
        logged.state = stateOf(note);
        logged.status = note.status;
        logged.reason = note.reason;
        logged.at = note.at;
    }

    [[nodiscard]] Result<void> take(const LoggedRow &row)
    {
        if (m_isOver || (m_question.state && row.state != *m_question.state) || !isSearched(row))
            return {};
        const auto goesOn = m_visit(row);
        if (!goesOn)
            return failure(goesOn.error());
        m_isOver = !*goesOn;
        return {};
    }

    [[nodiscard]] bool isSearched(const LoggedRow &row) const
    {
        if (m_question.search.isEmpty())
            return true;
        return QString::number(row.person.value) == m_question.search ||
               QString::fromStdString(row.payload.email).contains(m_question.search, Qt::CaseInsensitive) ||
               QString::fromStdString(row.payload.phone).contains(m_question.search);
    }

    const LogQuestion &m_question;
    QHash<qint64, Note> m_notes; // of people not met yet
    const RowVisit &m_visit;
    bool m_isOver = false;
};

} // namespace

Result<void> visitRunLog(const Store &store, PushRunId run, const LogQuestion &question, const RowVisit &visit)
{
    auto notes = notesOf(store, run);
    return notes ? LogReader(question, std::move(*notes), visit).read(store, run) : failure(notes.error());
}

Result<LogPage> readRunLog(const Store &store, PushRunId run, const LogQuestion &question)
{
    LogPage page;
    size_t seen = 0;
    const auto read = visitRunLog(store, run, question, [&](const LoggedRow &row) -> Result<bool> {
        if (seen++ < question.offset)
            return true;
        if (page.rows.size() == question.limit)
            page.hasMore = true;
        else
            page.rows.push_back(row);
        return !page.hasMore;
    });
    return read ? Result<LogPage>(std::move(page)) : failure(read.error());
}

Result<std::vector<ProfileId>> failedPeople(const Store &store, PushRunId run)
{
    return queryRows(
        store.database(),
        "SELECT profile_id FROM push_rows WHERE run_id = ?1 AND verdict = 'failed' ORDER BY profile_id",
        [](const Statement &row) { return ProfileId{row.integer(0)}; }, run.value);
}

} // namespace perennial
