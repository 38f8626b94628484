// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/tableoracle.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sets/numbersums.h"
#include "core/store/profileview.h"
#include "core/workspace/workspace.h"
#include "ui/segment/figures/samplecolumns.h"
#include "ui/segment/figures/tablequestions.h"

#include <QRandomGenerator>

#include <algorithm>

namespace perennial {

namespace {

constexpr quint32 SampleSize = 8;
const QString PlacedOrder = QStringLiteral("Placed Order");

using Table = std::shared_ptr<const ProfileTable>;

Result<SegmentAnswer> evaluated(const SegmentDoc &doc, const SegmentQuestion &question, const Table &table,
                                const Progress &progress)
{
    return evaluatedAt(doc, question.asOf, table, question.memory.get(), progress);
}

Result<void> addReach(SegmentFigures &figures, const ProfileSet &members, const SegmentQuestion &question,
                      const Table &table, const Progress &progress)
{
    for (const Channel channel : channelsOf(*table)) {
        auto able = evaluated(reachDoc(question.doc, channel), question, table, progress);
        if (!able)
            return failure(able.error());
        figures.reach.push_back({.channel = channel, .people = (able->members &= members).count()});
    }
    return {};
}

// Totals of all time are there at once; those until a day gone by are added up event by event.
Result<void> addOrders(SegmentFigures &figures, const SegmentQuestion &question, const ProfileTable &table,
                       const ProfileSet &members, const Progress &progress)
{
    if (!table.metric(PlacedOrder))
        return {};
    const auto last = table.lastEvent();
    if (last && question.asOf >= *last) {
        const EventTotals totals = table.totalsOf(PlacedOrder, members);
        figures.orders = static_cast<qint64>(totals.events);
        figures.orderValue = Money{totals.amount, table.currency()};
        return {};
    }
    const Binding binding = bindingOf(question.doc, table, question.asOf);
    EventQuantity orders;
    orders.metric = PlacedOrder;
    const auto count = sumOf(orders, binding, members, progress);
    orders.aggregate = Aggregate::Sum;
    const auto value = sumOf(orders, binding, members, progress);
    if (!count || !value)
        return failure(count ? value.error() : count.error());
    figures.orders = qRound64(count->sum);
    figures.orderValue = Money{qRound64(value->sum * static_cast<double>(binding.moneyScale)), table.currency()};
    return {};
}

// Evenly through all members; after a shuffle by chance.
std::vector<quint32> ranksOf(quint32 count, quint32 shuffle)
{
    std::vector<quint32> ranks;
    const quint32 wanted = qMin(count, SampleSize);
    if (shuffle == 0) {
        for (quint32 i = 0; i < wanted; ++i)
            ranks.push_back(i * qMax(1u, count / SampleSize));
        return ranks;
    }
    QRandomGenerator chance(shuffle);
    while (ranks.size() < wanted) {
        const quint32 rank = chance.bounded(count);
        if (std::ranges::find(ranks, rank) == ranks.end())
            ranks.push_back(rank);
    }
    std::ranges::sort(ranks);
    return ranks;
}

std::vector<ProfileId> someOf(const ProfileTable &table, const ProfileSet &members, quint32 shuffle)
{
    const std::vector<quint32> ranks = ranksOf(members.count(), shuffle);
    std::vector<ProfileId> ids;
    quint32 rank = 0;
    members.forEach([&](quint32 index) {
        if (ids.size() < ranks.size() && ranks[ids.size()] == rank++)
            ids.push_back(table.idAt(index));
    });
    return ids;
}

void addSample(SegmentFigures &figures, const ProfileTable &table, const ProfileSet &members,
               const SegmentQuestion &question, const QString &path)
{
    const auto store = Store::openReader(path);
    if (!store)
        return; // the count stands; names are a courtesy
    const auto rows = profileRows(*store, someOf(table, members, question.shuffle));
    if (!rows)
        return;
    const SampleColumns columns(question.doc, table, question.asOf);
    figures.columns = columns.columns();
    for (const PersonRow &row : *rows)
        figures.sample.push_back(
            {.id = row.id, .name = row.name, .email = row.email, .values = columns.valuesOf(row.id)});
}

void addNodes(SegmentFigures &figures, const SegmentAnswer &answer)
{
    for (const NodeCount &node : answer.nodes) {
        if (node.finished)
            figures.nodes[node.path] = {.alone = node.alone, .running = node.running, .unknown = node.unknown};
    }
}

void addMembers(SegmentFigures &figures, const ProfileTable &table, const ProfileSet &members)
{
    figures.memberIds.reserve(members.count());
    members.forEach([&](quint32 index) { figures.memberIds.push_back(table.idAt(index)); });
}

Result<void> addDetails(SegmentFigures &figures, const ProfileSet &members, const SegmentQuestion &question,
                        const Table &table, const QString &path, const Progress &progress)
{
    if (const auto added = addReach(figures, members, question, table, progress); !added)
        return failure(added.error());
    if (const auto added = addOrders(figures, question, *table, members, progress); !added)
        return failure(added.error());
    if (progress.stopRequested())
        return stopped();
    addSample(figures, *table, members, question, path);
    figures.isComplete = true;
    return {};
}

Result<SegmentFigures> work(const SegmentQuestion &question, const Table &table, const QString &path,
                            const Progress &progress)
{
    SegmentFigures figures;
    figures.asOf = question.asOf;
    const auto answer = evaluated(question.doc, question, table, progress);
    if (!answer)
        return failure(answer.error());
    figures.members = answer->count;
    figures.people = answer->of;
    figures.unknown = answer->unknown;
    addNodes(figures, *answer);
    if (question.detail == FigureDetail::Members)
        addMembers(figures, *table, answer->members);
    if (question.detail == FigureDetail::Full) {
        const auto added = addDetails(figures, answer->members, question, table, path, progress);
        if (!added)
            return failure(added.error());
    }
    return figures;
}

// The question as it can be asked while its document is being written.
template <class Question>
Question askable(Question question, const ProfileTable &table)
{
    question.doc = passingOverUnsaid(std::move(question.doc), StoreSources(table.columns().storePath));
    return question;
}

} // namespace

bool TableOracle::isReady() const
{
    return m_workspace.table() != nullptr;
}

SegmentOracle::Work TableOracle::prepare(SegmentQuestion question)
{
    return [question = std::move(question), table = m_workspace.table(), path = m_workspace.path()](
               const Progress &progress) { return work(askable(question, *table), table, path, progress); };
}

SegmentOracle::Answering<WhyAnswer> TableOracle::prepareWhy(WhyQuestion question)
{
    return [question = std::move(question), table = m_workspace.table(), path = m_workspace.path()](
               const Progress &progress) { return questions::why(askable(question, *table), table, path, progress); };
}

SegmentOracle::Answering<LeftOut> TableOracle::prepareLeftOut(LeftOutQuestion question)
{
    return [question = std::move(question), table = m_workspace.table(),
            path = m_workspace.path()](const Progress &progress) {
        return questions::leftOut(askable(question, *table), table, path, progress);
    };
}

SegmentOracle::Answering<std::vector<HistoryPoint>> TableOracle::prepareHistory(HistoryQuestion question)
{
    return [question = std::move(question), table = m_workspace.table()](const Progress &progress) {
        return historyAt(question.moments, askable(question, *table).doc, table, {.stop = progress.stopToken()},
                         progress);
    };
}

SegmentOracle::Answering<Moves> TableOracle::prepareMoves(MovesQuestion question)
{
    return [question = std::move(question), table = m_workspace.table()](const Progress &progress) {
        return questions::moves(askable(question, *table), table, progress);
    };
}

SegmentOracle::Answering<std::vector<ProfileId>> TableOracle::preparePeople(PeopleQuestion question)
{
    return [question = std::move(question), table = m_workspace.table()](const Progress &progress) {
        return questions::people(askable(question, *table), table, progress);
    };
}

SegmentOracle::Answering<std::vector<SamplePerson>> TableOracle::prepareSearch(QString text, int limit)
{
    return [text = std::move(text), limit, path = m_workspace.path()](const Progress &progress) {
        return questions::search(text, limit, path, progress);
    };
}

} // namespace perennial
