// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/conversation.h"

#include <QCryptographicHash>

namespace perennial {

namespace {

// The same for every repeat of a batch, also by another program after a crash; another for any other batch.
QByteArray keyOf(const PushRun &run, const StoredBatch &stored)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArray::number(run.session) + ' ' + QByteArray::number(stored.number) + ' ');
    hash.addData(stored.content);
    return hash.result().left(16).toHex();
}

} // namespace

Result<Conversation> Conversation::make(StoredBatch stored, const PushRun &run, qint64 runRows)
{
    std::vector<FrozenRow> rows;
    if (!stored.content.isEmpty()) {
        auto frozen = frozenFromBytes(stored.content);
        if (!frozen)
            return failure(frozen.error());
        rows = std::move(*frozen);
    }
    return make(std::move(stored), run, runRows, std::move(rows));
}

Conversation Conversation::make(StoredBatch stored, const PushRun &run, qint64 runRows, std::vector<FrozenRow> rows)
{
    Conversation made;
    made.m_batch.purpose = stored.purpose;
    made.m_batch.op = stored.op;
    made.m_batch.number = stored.number;
    made.m_batch.key = keyOf(run, stored);
    made.m_batch.session = run.session;
    made.m_batch.runRows = runRows;
    made.m_batch.isLast = stored.isLast;
    made.m_batch.runStarted = run.started;
    made.m_batch.runName = run.destination.name;
    made.talk = stored.talk;
    made.m_stored = std::move(stored);
    made.setRows(std::move(rows));
    return made;
}

Result<void> Conversation::loadRows()
{
    if (!m_batch.rows.empty() || m_stored.content.isEmpty())
        return {};
    auto frozen = frozenFromBytes(m_stored.content);
    if (!frozen)
        return failure(frozen.error());
    setRows(std::move(*frozen));
    return {};
}

void Conversation::setRows(std::vector<FrozenRow> rows)
{
    m_hashes.clear();
    m_people.clear();
    m_batch.rows.reserve(rows.size());
    for (FrozenRow &one : rows) {
        m_people.push_back(one.row.id);
        m_hashes.push_back(one.hash);
        m_batch.rows.push_back(std::move(one.row));
    }
}

void Conversation::dropRows()
{
    m_batch.rows = {};
}

std::vector<FrozenRow> Conversation::frozen() const
{
    std::vector<FrozenRow> rows;
    for (size_t i = 0; i < m_batch.rows.size(); ++i)
        rows.push_back({m_batch.rows[i], m_hashes[i]});
    return rows;
}

std::vector<RowNote> Conversation::notesOf(std::span<const RowOutcome> outcomes) const
{
    std::vector<RowNote> notes;
    for (const RowOutcome &outcome : outcomes)
        if (outcome.place < m_people.size())
            notes.push_back({m_people[outcome.place], outcome.verdict, outcome.status, outcome.reason});
    return notes;
}

} // namespace perennial
