// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/history/segmentmoves.h"

#include "core/segment/plan/chunkrun.h"
#include "core/segment/plan/noderun.h"

namespace perennial {

namespace {

// Both moments' plans are of one document, so that their nodes are the same.
struct MovePlans
{
    Plan from;
    Plan to;
};

// One thread's share of the moves.
class MoveRun
{
public:
    MoveRun(const MovePlans &plans, size_t most, SegmentMoves &moves)
        : m_nodes(&plans.to.nodes)
        , m_from(plans.from)
        , m_to(plans.to)
        , m_most(most)
        , m_moves(&moves)
        , m_causes(plans.to.nodes.size())
    {
    }

    void operator()(const PeopleChunk &chunk)
    {
        m_from.evaluate(chunk);
        m_to.evaluate(chunk);
        Found found{chunk.first, {}, {}};
        for (size_t word = 0; word < chunk.wordCount(); ++word) {
            const quint64 before = m_from.members(word), now = m_to.members(word);
            m_moves->entered.words()[chunk.first / 64 + word] = now & ~before;
            m_moves->left.words()[chunk.first / 64 + word] = before & ~now;
            const auto place = static_cast<quint32>(word) * 64;
            addMoves(chunk.first, place, now & ~before, &MoveCause::entered, found.entered);
            addMoves(chunk.first, place, before & ~now, &MoveCause::left, found.left);
        }
        m_found.push_back(std::move(found));
    }

    void addTo(std::vector<MoveCause> &causes) const
    {
        for (size_t i = 0; i < causes.size(); ++i) {
            causes[i].entered += m_causes[i].entered;
            causes[i].left += m_causes[i].left;
        }
    }

    struct Found
    {
        quint32 first; // of the chunk
        std::vector<Move> entered;
        std::vector<Move> left;
    };
    std::vector<Found> takeFound() { return std::move(m_found); }

private:
    void addMoves(quint32 first, quint32 place, quint64 people, quint32 MoveCause::*count, std::vector<Move> &moves)
    {
        for (; people != 0; people &= people - 1) {
            const quint32 at = place + static_cast<quint32>(std::countr_zero(people));
            m_by.clear();
            addCauses(0, at);
            if (m_by.empty())
                m_by.push_back(0);
            for (const size_t node : m_by)
                ++(m_causes[node].*count);
            if (moves.size() < m_most)
                moves.push_back({first + at, pathsOf(m_by)});
        }
    }

    // Where a group's verdict changed, the children whose verdict changed are those that account for it: at one of the
    // moments all of them said the same.
    void addCauses(size_t node, quint32 place)
    {
        if (!(*m_nodes)[node].finished || m_from.holds(node, place) == m_to.holds(node, place))
            return;
        if (!(*m_nodes)[node].match)
            m_by.push_back(node);
        for (const size_t child : (*m_nodes)[node].children)
            addCauses(child, place);
    }

    [[nodiscard]] std::vector<NodePath> pathsOf(const std::vector<size_t> &nodes) const
    {
        std::vector<NodePath> paths;
        for (const size_t node : nodes)
            paths.push_back((*m_nodes)[node].path);
        return paths;
    }

    const std::vector<PlanNode> *m_nodes;
    NodeRun m_from;
    NodeRun m_to;
    size_t m_most;
    SegmentMoves *m_moves;
    std::vector<MoveCause> m_causes; // by node
    std::vector<Found> m_found;
    std::vector<size_t> m_by;
};

void append(std::vector<Move> &all, std::vector<Move> more, size_t most)
{
    for (Move &move : more) {
        if (all.size() == most)
            return;
        all.push_back(std::move(move));
    }
}

// The threads took chunks as they came.
void gather(SegmentMoves &moves, std::vector<MoveRun> &runs, size_t most)
{
    std::vector<MoveRun::Found> found;
    for (MoveRun &run : runs) {
        run.addTo(moves.causes);
        std::ranges::move(run.takeFound(), std::back_inserter(found));
    }
    std::ranges::sort(found, {}, &MoveRun::Found::first);
    for (MoveRun::Found &chunk : found) {
        append(moves.enteredMoves, std::move(chunk.entered), most);
        append(moves.leftMoves, std::move(chunk.left), most);
    }
    std::erase_if(moves.causes, [](const MoveCause &cause) { return cause.entered == 0 && cause.left == 0; });
}

} // namespace

Result<SegmentMoves> movesOf(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant from,
                             Instant to, size_t most, const CompileSetting &setting, const Progress &progress)
{
    CompileSetting stoppable = setting;
    stoppable.stop = progress.stopToken();
    auto before = SegmentEngine::compile(doc, table, from, stoppable);
    if (!before)
        return failure(before.error());
    auto now = SegmentEngine::compile(doc, table, to, stoppable);
    if (!now)
        return failure(now.error());
    const MovePlans plans{std::move(*before), std::move(*now)};
    SegmentMoves moves{ProfileSet(table->profileCount()), ProfileSet(table->profileCount()), {}, {}, {}};
    for (const PlanNode &node : plans.to.nodes)
        moves.causes.push_back({node.path});
    auto runs =
        runInChunks(table->profileCount(), PeopleChunk::Most, progress, [&] { return MoveRun(plans, most, moves); });
    if (!runs)
        return failure(runs.error());
    gather(moves, *runs, most);
    return moves;
}

} // namespace perennial
