// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/docdiff.h"

#include <algorithm>

namespace perennial {

namespace {

// Beyond so many comparisons only what is equal at both ends is matched exactly.
constexpr size_t MostPairs = 250'000;

using Nodes = std::vector<SegmentNode>;

// What a condition is about: two about the same thing are two states of one.
QString subjectOf(const SegmentNode &node)
{
    struct Subject
    {
        QString operator()(const SegmentGroup &) const { return {}; }
        QString operator()(const EventCondition &c) const { return c.quantity.metric; }
        QString operator()(const PropertyCondition &c) const { return c.property; }
        QString operator()(const ConsentCondition &c) const
        {
            return c.channel ? QString::number(int(*c.channel)) : QString();
        }
        QString operator()(const RhythmCondition &c) const { return c.metric; }
        QString operator()(const SequenceCondition &) const { return {}; }
        QString operator()(const OrderLineCondition &) const { return {}; }
        QString operator()(const PlaceCondition &c) const { return QString::number(int(c.field)); }
        QString operator()(const MembershipCondition &c) const { return QString::number(int(c.of)) + c.name; }
        QString operator()(const ScoreCondition &c) const { return c.score; }
        QString operator()(const SampleCondition &) const { return {}; }
        QString operator()(const SqlCondition &c) const { return c.query; }
    };
    return std::visit(Subject(), node.is);
}

bool areAlike(const SegmentNode &a, const SegmentNode &b)
{
    return a.is.index() == b.is.index() && subjectOf(a) == subjectOf(b);
}

SegmentNode alone(const SegmentNode &node)
{
    const SegmentGroup *group = node.group();
    return group ? SegmentNode{.is = SegmentGroup{.match = group->match, .children = {}}, .unknown = node.unknown}
                 : node;
}

// Pairs of places in two lists, ascending in both.
using Pairs = std::vector<std::pair<size_t, size_t>>;

struct Stretch
{
    size_t fromA, toA, fromB, toB;
};

// The longest list of pairs that `fit`, within a stretch.
template <class Fit>
Pairs longestMatch(const Stretch &s, Fit fit)
{
    const size_t rows = s.toA - s.fromA, columns = s.toB - s.fromB;
    if (rows == 0 || columns == 0 || rows * columns > MostPairs)
        return {};
    std::vector<std::vector<size_t>> length(rows + 1, std::vector<size_t>(columns + 1));
    for (size_t i = rows; i-- > 0;) {
        for (size_t j = columns; j-- > 0;)
            length[i][j] =
                fit(s.fromA + i, s.fromB + j) ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
    Pairs pairs;
    for (size_t i = 0, j = 0; i < rows && j < columns;) {
        if (fit(s.fromA + i, s.fromB + j))
            pairs.emplace_back(s.fromA + i++, s.fromB + j++);
        else if (length[i + 1][j] >= length[i][j + 1])
            ++i;
        else
            ++j;
    }
    return pairs;
}

// First what is equal, then between that what is alike.
Pairs matched(const Nodes &a, const Nodes &b)
{
    const auto equal = [&](size_t i, size_t j) { return a[i] == b[j]; };
    Stretch rest{0, a.size(), 0, b.size()};
    Pairs anchors;
    while (rest.fromA < rest.toA && rest.fromB < rest.toB && equal(rest.fromA, rest.fromB))
        anchors.emplace_back(rest.fromA++, rest.fromB++);
    Pairs ends;
    while (rest.toA > rest.fromA && rest.toB > rest.fromB && equal(rest.toA - 1, rest.toB - 1))
        ends.emplace_back(--rest.toA, --rest.toB);
    const Pairs middle = longestMatch(rest, equal);
    anchors.insert(anchors.end(), middle.begin(), middle.end());
    anchors.insert(anchors.end(), ends.rbegin(), ends.rend());

    Pairs all;
    size_t nextA = 0, nextB = 0;
    const auto fillTo = [&](size_t toA, size_t toB) {
        const auto alike =
            longestMatch({nextA, toA, nextB, toB}, [&](size_t i, size_t j) { return areAlike(a[i], b[j]); });
        all.insert(all.end(), alike.begin(), alike.end());
    };
    for (const auto &[i, j] : anchors) {
        fillTo(i, j);
        all.emplace_back(i, j);
        nextA = i + 1;
        nextB = j + 1;
    }
    fillTo(a.size(), b.size());
    return all;
}

class Comparison
{
public:
    void compare(const SegmentNode &before, const SegmentNode &after, int depth)
    {
        const SegmentNode a = alone(before), b = alone(after);
        lines.push_back({a == b ? DiffKind::Same : DiffKind::Changed, depth, a, b});
        if (before.group() && after.group())
            compareChildren(before.group()->children, after.group()->children, depth + 1);
    }

    std::vector<DiffLine> lines;

private:
    void compareChildren(const Nodes &a, const Nodes &b, int depth)
    {
        size_t nextA = 0, nextB = 0;
        const auto tellTo = [&](size_t toA, size_t toB) {
            for (; nextA < toA; ++nextA)
                tell(DiffKind::Removed, a[nextA], depth);
            for (; nextB < toB; ++nextB)
                tell(DiffKind::Added, b[nextB], depth);
        };
        for (const auto &[i, j] : matched(a, b)) {
            tellTo(i, j);
            compare(a[i], b[j], depth);
            nextA = i + 1;
            nextB = j + 1;
        }
        tellTo(a.size(), b.size());
    }

    void tell(DiffKind kind, const SegmentNode &node, int depth)
    {
        const bool added = kind == DiffKind::Added;
        lines.push_back({kind, depth, added ? std::nullopt : std::optional(alone(node)),
                         added ? std::optional(alone(node)) : std::nullopt});
        if (const SegmentGroup *group = node.group()) {
            for (const SegmentNode &child : group->children)
                tell(kind, child, depth + 1);
        }
    }
};

} // namespace

std::vector<DiffLine> differences(const SegmentNode &before, const SegmentNode &after)
{
    Comparison comparison;
    comparison.compare(before, after, 0);
    return std::move(comparison.lines);
}

} // namespace perennial
