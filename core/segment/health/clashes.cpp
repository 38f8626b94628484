// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/clashes.h"

#include "core/segment/columns/profileset.h"
#include "core/segment/plan/noderun.h"

namespace perennial {

namespace {

constexpr size_t MostChildren = 32;

// A group, and which of its children anybody is in together with which others.
struct AskedGroup
{
    std::vector<size_t> children;
    std::vector<quint32> counts;
    std::vector<quint32> meets; // by child: a bit for each child it shares somebody with
};

std::vector<AskedGroup> askedGroups(const Plan &plan)
{
    std::vector<AskedGroup> groups;
    for (const PlanNode &node : plan.nodes) {
        if (node.match != GroupMatch::All || !node.finished)
            continue;
        AskedGroup asked;
        for (const size_t child : node.children) {
            if (plan.nodes[child].finished)
                asked.children.push_back(child);
        }
        if (asked.children.size() < 2 || asked.children.size() > MostChildren)
            continue;
        asked.counts.resize(asked.children.size());
        asked.meets.resize(asked.children.size());
        groups.push_back(std::move(asked));
    }
    return groups;
}

void look(AskedGroup &group, const NodeRun &run, quint32 place)
{
    quint32 holding = 0;
    for (size_t i = 0; i < group.children.size(); ++i)
        holding |= quint32(run.holds(group.children[i], place)) << i;
    for (quint32 rest = holding; rest != 0; rest &= rest - 1) {
        const auto child = static_cast<size_t>(std::countr_zero(rest));
        ++group.counts[child];
        group.meets[child] |= holding;
    }
}

std::vector<Clash> clashesIn(const Plan &plan, const AskedGroup &group)
{
    std::vector<Clash> clashes;
    for (size_t a = 0; a < group.children.size(); ++a) {
        for (size_t b = a + 1; b < group.children.size(); ++b) {
            if (group.counts[a] > 0 && group.counts[b] > 0 && !(group.meets[a] >> b & 1))
                clashes.push_back({plan.nodes[group.children[a]].path, plan.nodes[group.children[b]].path,
                                   group.counts[a], group.counts[b]});
        }
    }
    return clashes;
}

} // namespace

Result<std::vector<Clash>> clashesOf(const Plan &plan, const Progress &progress)
{
    std::vector<AskedGroup> groups = askedGroups(plan);
    std::vector<Clash> clashes;
    if (groups.empty())
        return clashes;
    NodeRun run(plan);
    const std::stop_token stop = progress.stopToken();
    const quint32 people = plan.table->profileCount();
    for (quint32 first = 0; first < people; first += PeopleChunk::Most) {
        const PeopleChunk chunk{first, std::min(PeopleChunk::Most, people - first), &stop};
        run.evaluate(chunk);
        if (progress.stopRequested())
            return stopped();
        for (quint32 place = 0; place < chunk.count; ++place) {
            if (!run.isKnown(place))
                continue;
            for (AskedGroup &group : groups)
                look(group, run, place);
        }
    }
    for (const AskedGroup &group : groups) {
        const std::vector<Clash> some = clashesIn(plan, group);
        clashes.insert(clashes.end(), some.begin(), some.end());
    }
    return clashes;
}

} // namespace perennial
