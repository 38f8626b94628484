// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/push/batchcutter.h"

#include "core/base/hash.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// What stands around the rows of a request's body: more than any platform's.
constexpr qint64 AroundRows = 2048;
// Rows that are read before somebody looks whether the batch is full.
constexpr size_t RowsAtOnce = 2000;

} // namespace

Result<BatchCutter> BatchCutter::make(CutterGround ground, qint64 cutSoFar)
{
    auto maker = RowMaker::make(ground.store, ground.destination, ground.asOf);
    if (!maker)
        return failure(maker.error());
    return BatchCutter(std::move(ground), std::move(*maker), cutSoFar);
}

qint64 BatchCutter::total() const
{
    return static_cast<qint64>(m_ground.people.takeOuts.size() + m_ground.people.adds.size());
}

RowOp BatchCutter::nextOp() const
{
    return m_next < static_cast<qint64>(m_ground.people.takeOuts.size()) ? RowOp::TakeOut : RowOp::Add;
}

std::span<const ProfileId> BatchCutter::nextPeople(size_t most) const
{
    const size_t takeOuts = m_ground.people.takeOuts.size();
    const auto next = static_cast<size_t>(m_next);
    const bool isTakeOut = next < takeOuts;
    const std::span<const ProfileId> all = isTakeOut ? m_ground.people.takeOuts : m_ground.people.adds;
    const size_t from = isTakeOut ? next : next - takeOuts;
    return all.subspan(from, std::min(most, all.size() - from));
}

// Somebody who stands there several times is a row for each address.
Result<std::vector<MadeRow>> BatchCutter::read(std::span<const ProfileId> people, RowOp op, Instant now)
{
    if (op == RowOp::Add || m_ground.told.empty())
        return m_maker.read(people, op, now);
    std::vector<ProfileId> once;
    std::ranges::unique_copy(people, std::back_inserter(once));
    const auto made = m_maker.read(once, op, now);
    if (!made)
        return failure(made.error());
    std::vector<MadeRow> rows;
    rows.reserve(people.size());
    size_t person = 0;
    for (const ProfileId id : people) {
        person += once[person] == id ? 0 : 1;
        const auto first = std::ranges::lower_bound(m_ground.people.takeOuts, id);
        const auto here = m_ground.people.takeOuts.begin() + static_cast<std::ptrdiff_t>(m_next) +
                          static_cast<std::ptrdiff_t>(rows.size());
        rows.push_back(underWhatWasTold((*made)[person], static_cast<size_t>(here - first)));
    }
    return rows;
}

// Whoever stays is taken out under what is theirs no more, whoever leaves under all that was told.
MadeRow BatchCutter::underWhatWasTold(MadeRow made, size_t place) const
{
    const auto told = m_ground.told.find(made.row.id.value);
    const bool stays = std::ranges::binary_search(m_ground.people.adds, made.row.id);
    if (told == m_ground.told.end() && !stays && place == 0)
        return made;
    std::vector<ToldAddress> addresses;
    if (told != m_ground.told.end())
        addresses = stays ? formerOf(told->second, {made.row.email, made.row.phone}) : told->second;
    made.isNothing = place >= addresses.size();
    if (made.isNothing)
        return made;
    made.skip.reset();
    made.row.email = addresses[place].email;
    made.row.phone = addresses[place].phone;
    return made;
}

Result<CutBatch> BatchCutter::next(const Connector &connector, Instant now)
{
    CutBatch cut;
    cut.op = nextOp();
    const BatchLimits limits = connector.limits(cut.op);
    m_bytes = AroundRows;
    bool isFull = false;
    while (!isFull && !isAtEnd() && nextOp() == cut.op) {
        const size_t room = static_cast<size_t>(limits.rows) - cut.rows.size();
        auto made = read(nextPeople(std::min(room, RowsAtOnce)), cut.op, now);
        if (!made)
            return failure(made.error());
        for (MadeRow &row : *made) {
            if (!take(std::move(row), connector, cut)) {
                isFull = true;
                break;
            }
            ++m_next;
        }
        isFull |= cut.rows.size() == static_cast<size_t>(limits.rows);
    }
    cut.isLast = isAtEnd();
    cut.cutAfter = m_next;
    return cut;
}

bool BatchCutter::take(MadeRow made, const Connector &connector, CutBatch &cut)
{
    const BatchLimits limits = connector.limits(cut.op);
    const ProfileId id = made.row.id;
    if (made.isNothing)
        return true;
    if (made.skip) {
        cut.skipped.push_back({id, RowVerdict::Skipped, 0, enumId(*made.skip)});
        return true;
    }
    m_text.resize(0);
    connector.appendRow(made.row, cut.op, m_text);
    const qint64 size = m_text.size() + 1;
    if (limits.bytesPerRow > 0 && size > limits.bytesPerRow) {
        cut.skipped.push_back(
            {id, RowVerdict::Failed, 0,
             QCoreApplication::translate("perennial", "Larger than the platform takes for one person.")});
        return true;
    }
    if (limits.bytes > 0 && m_bytes + size > limits.bytes && !cut.rows.empty())
        return false;
    appendWhatElseCounts(id, connector);
    const quint64 hash = stableHash({m_text.constData(), static_cast<size_t>(m_text.size())});
    if (isUnchanged(made.row, cut.op, hash)) {
        ++cut.unchanged;
        return true;
    }
    m_bytes += size;
    cut.rows.push_back({std::move(made.row), hash});
    return true;
}

// What a row does not say, but makes it another: consent that is claimed for all, and, where a platform forgets people,
// the part of time at hand, so that everybody is told anew well before. These parts begin on another day for each, lest
// all come at once.
void BatchCutter::appendWhatElseCounts(ProfileId person, const Connector &connector)
{
    if (!m_ground.destination.consentSource.isEmpty())
        m_text.append('\n').append(m_ground.destination.consentSource.toUtf8());
    if (const qint64 days = connector.keepsDays() * 2 / 3; days > 0) {
        const qint64 day = m_ground.asOf.ms / Instant::DayMs;
        m_text.append('\n').append(QByteArray::number((day + person.value % days) / days));
    }
}

bool BatchCutter::isUnchanged(const PushRow &row, RowOp op, quint64 hash) const
{
    // Neither an event nor a file says what is: whoever reads it knows nothing of the ones before.
    const Destination &destination = m_ground.destination;
    if (op == RowOp::TakeOut || destination.way == DeliveryWay::Event || destination.kind == DestinationKind::Folder)
        return false;
    if (std::ranges::binary_search(m_ground.people.takeOuts, row.id))
        return false; // they are taken out under another address, and there again once this is done
    const auto known = std::ranges::lower_bound(m_ground.before, row.id.value, {}, &SentPerson::id);
    return known != m_ground.before.end() && known->id == row.id.value && known->hash == hash;
}

} // namespace perennial
