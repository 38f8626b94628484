// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/tableoracle.h"

#include "core/segment/profiletable.h"
#include "core/segment/segmentengine.h"
#include "core/store/profileview.h"
#include "core/workspace/workspace.h"

namespace perennial {

namespace {

constexpr quint32 SampleSize = 8;
const QString PlacedOrder = QStringLiteral("Placed Order");

using Table = std::shared_ptr<const ProfileTable>;

Result<ProfileSet> reachable(const Table &table, Channel channel, Instant asOf, const Progress &progress)
{
    ConsentCondition condition;
    condition.channel = channel;
    condition.state = Reach::CanReceive;
    SegmentDoc doc;
    doc.root.group()->children.push_back({.is = condition});
    const auto plan = SegmentEngine::compile(doc, table, asOf);
    if (!plan)
        return failure(plan.error());
    auto answer = SegmentEngine::evaluate(*plan, progress);
    if (!answer)
        return failure(answer.error());
    return std::move(answer->members);
}

Result<void> addReach(SegmentFigures &figures, const Table &table, const ProfileSet &members, const Progress &progress)
{
    for (const Channel channel : {Channel::Email, Channel::Sms}) {
        auto people = reachable(table, channel, figures.asOf, progress);
        if (!people)
            return failure(people.error());
        *people &= members;
        (channel == Channel::Email ? figures.byEmail : figures.bySms) = people->count();
    }
    return {};
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

Result<SegmentFigures> work(const SegmentQuestion &question, const Table &table, const QString &path,
                            const Progress &progress)
{
    SegmentFigures figures;
    figures.asOf = question.asOf;
    const auto plan = SegmentEngine::compile(question.doc, table, question.asOf);
    if (!plan)
        return failure(plan.error());
    const auto answer = SegmentEngine::evaluate(*plan, progress);
    if (!answer)
        return failure(answer.error());
    figures.members = answer->count;
    figures.people = answer->of;
    figures.unknown = answer->unknown;
    addNodes(figures, *answer);
    if (question.detail == FigureDetail::Members)
        addMembers(figures, *table, answer->members);
    if (question.detail != FigureDetail::Counts)
        return figures;
    if (const auto added = addReach(figures, table, answer->members, progress); !added)
        return failure(added.error());
    addOrders(figures, *table, answer->members);
    addSample(figures, *table, answer->members, path);
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
