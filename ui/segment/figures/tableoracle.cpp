// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/tableoracle.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/store/profileview.h"
#include "core/workspace/workspace.h"

namespace perennial {

namespace {

constexpr quint32 SampleSize = 8;
const QString PlacedOrder = QStringLiteral("Placed Order");

using Table = std::shared_ptr<const ProfileTable>;

Result<SegmentAnswer> evaluated(const SegmentDoc &doc, const SegmentQuestion &question, const Table &table,
                                const Progress &progress)
{
    return SegmentEngine::compile(doc, table, question.asOf,
                                  {.memory = question.memory.get(), .stop = progress.stopToken()})
        .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, progress); });
}

Result<qint64> reachable(const ProfileSet &members, Channel channel, const SegmentQuestion &question,
                         const Table &table, const Progress &progress)
{
    ConsentCondition condition;
    condition.channel = channel;
    condition.state = Reach::CanReceive;
    SegmentDoc doc;
    doc.root.group()->children.push_back({.is = condition});
    return evaluated(doc, question, table, progress).map([&](SegmentAnswer answer) -> qint64 {
        return (answer.members &= members).count();
    });
}

// Totals are of all time: they say nothing about a day gone by.
void addOrders(SegmentFigures &figures, const ProfileTable &table, const ProfileSet &members)
{
    const auto last = table.lastEvent();
    if (!last || figures.asOf < *last || !table.metric(PlacedOrder))
        return;
    const EventTotals totals = table.totalsOf(PlacedOrder, members);
    figures.orders = static_cast<qint64>(totals.events);
    figures.orderValue = Money{totals.amount, table.currency()};
}

std::vector<ProfileId> someOf(const ProfileTable &table, const ProfileSet &members, quint32 count)
{
    std::vector<ProfileId> ids;
    const quint32 step = qMax(1u, count / SampleSize);
    quint32 seen = 0;
    for (quint32 index = 0; index < members.size() && ids.size() < SampleSize; ++index) {
        if (members.contains(index) && seen++ % step == 0)
            ids.push_back(table.idAt(index));
    }
    return ids;
}

void addSample(SegmentFigures &figures, const ProfileTable &table, const ProfileSet &members, const QString &path)
{
    const auto store = Store::openReader(path);
    if (!store)
        return; // the count stands; names are a courtesy
    const auto rows = profileRows(*store, someOf(table, members, members.count()));
    if (!rows)
        return;
    for (const PersonRow &row : *rows)
        figures.sample.push_back({.id = row.id, .name = row.name, .email = row.email});
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
    const auto byEmail = reachable(members, Channel::Email, question, table, progress);
    const auto bySms = reachable(members, Channel::Sms, question, table, progress);
    if (!byEmail || !bySms)
        return failure(byEmail ? bySms.error() : byEmail.error());
    figures.byEmail = *byEmail;
    figures.bySms = *bySms;
    addOrders(figures, *table, members);
    if (progress.stopRequested())
        return stopped();
    addSample(figures, *table, members, path);
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

} // namespace

bool TableOracle::isReady() const
{
    return m_workspace.table() != nullptr;
}

SegmentOracle::Work TableOracle::prepare(SegmentQuestion question)
{
    return [question = std::move(question), table = m_workspace.table(),
            path = m_workspace.path()](const Progress &progress) { return work(question, table, path, progress); };
}

} // namespace perennial
