// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/simpler.h"

#include <algorithm>

namespace perennial {

namespace {

// Calls `use` with each node that is simpler than `node` by one thing.
class Simplifier
{
public:
    using Use = std::function<void(const SegmentNode &)>;

    Simplifier(const SegmentNode &node, Use use)
        : m_node(node)
        , m_use(std::move(use))
    {
        if (node.unknown == UnknownRule::In)
            m_use({node.is, UnknownRule::Out});
        std::visit([this](const auto &condition) { simplify(condition); }, node.is);
    }

private:
    template <class T>
    void offer(T condition)
    {
        m_use({std::move(condition), m_node.unknown});
    }

    // Every way to leave one of a list out; `listOf` finds the list in a copy.
    template <class T, class ListOf>
    void leaveOneOut(const T &condition, ListOf listOf)
    {
        T copy = condition;
        for (size_t i = 0; i < listOf(copy).size(); ++i) {
            auto &list = listOf(copy);
            list.erase(list.begin() + static_cast<qsizetype>(i));
            offer(copy);
            copy = condition;
        }
    }

    // The window without one of its narrowings, or none at all.
    template <class T, class WindowOf>
    void plainer(const T &condition, WindowOf windowOf)
    {
        const auto change = [&](auto edit) {
            T copy = condition;
            edit(windowOf(copy));
            if (!(copy == condition))
                offer(copy);
        };
        change([](Window &w) { w = Window(); });
        change([](Window &w) { w.weekdays.clear(); });
        change([](Window &w) { w.fromHour.reset(); });
        change([](Window &w) { w.toHour.reset(); });
    }

    template <class T, class Member>
    void without(const T &condition, Member member)
    {
        T copy = condition;
        copy.*member = {};
        if (!(copy == condition))
            offer(copy);
    }

    void simplify(const SegmentGroup &group)
    {
        leaveOneOut(
            group, [](SegmentGroup & g) -> auto & { return g.children; });
        for (const SegmentNode &child : group.children) {
            if (child.group())
                m_use(child);
        }
        for (size_t i = 0; i < group.children.size(); ++i) {
            Simplifier(group.children[i], [&](const SegmentNode &simpler) {
                SegmentGroup copy = group;
                copy.children[i] = simpler;
                offer(copy);
            });
        }
    }

    void simplify(const EventCondition &c)
    {
        leaveOneOut(
            c, [](EventCondition & e) -> auto & { return e.quantity.filters.of; });
        plainer(
            c, [](EventCondition & e) -> auto & { return e.quantity.window; });
        plainer(
            c, [](EventCondition & e) -> auto & { return e.compare.window; });
        if (!c.with)
            return;
        leaveOneOut(
            c, [](EventCondition & e) -> auto & { return e.with->filters.of; });
        plainer(
            c, [](EventCondition & e) -> auto & { return e.with->window; });
    }

    void simplify(const PropertyCondition &c)
    {
        plainer(
            c, [](PropertyCondition & p) -> auto & { return p.test.window; });
    }

    void simplify(const ConsentCondition &c)
    {
        without(c, &ConsentCondition::method);
        without(c, &ConsentCondition::doubleOptIn);
        without(c, &ConsentCondition::since);
    }

    void simplify(const RhythmCondition &c)
    {
        leaveOneOut(
            c, [](RhythmCondition & r) -> auto & { return r.filters.of; });
        plainer(
            c, [](RhythmCondition & r) -> auto & { return r.window; });
        without(c, &RhythmCondition::factor);
    }

    void simplify(const SequenceCondition &c)
    {
        leaveOneOut(
            c, [](SequenceCondition & s) -> auto & { return s.steps; });
        plainer(
            c, [](SequenceCondition & s) -> auto & { return s.window; });
        for (size_t i = 0; i < c.steps.size(); ++i) {
            leaveOneOut(
                c, [i](SequenceCondition & s) -> auto & { return s.steps[i].filters.of; });
            leaveOneOut(
                c, [i](SequenceCondition & s) -> auto & { return s.steps[i].same; });
            SequenceCondition copy = c;
            copy.steps[i].within.reset();
            if (c.steps[i].within)
                offer(copy);
        }
    }

    void simplify(const OrderLineCondition &c)
    {
        leaveOneOut(
            c, [](OrderLineCondition & o) -> auto & { return o.filters.of; });
        plainer(
            c, [](OrderLineCondition & o) -> auto & { return o.window; });
        without(c, &OrderLineCondition::orderNumber);
    }

    void simplify(const MembershipCondition &c)
    {
        without(c, &MembershipCondition::since);
        without(c, &MembershipCondition::step);
    }

    void simplify(const ScoreCondition &c) { without(c, &ScoreCondition::within); }
    void simplify(const PlaceCondition &) {}
    void simplify(const SampleCondition &) {}
    void simplify(const SqlCondition &) {}

    const SegmentNode &m_node;
    Use m_use;
};

} // namespace

SegmentDoc smallestOf(SegmentDoc doc, const std::function<bool(const SegmentDoc &)> &differs)
{
    for (bool shrunk = true; shrunk;) {
        std::vector<SegmentDoc> candidates;
        Simplifier(doc.root, [&](const SegmentNode &root) {
            SegmentDoc candidate = doc;
            candidate.root = root;
            candidates.push_back(candidate);
        });
        const auto found = std::ranges::find_if(
            candidates, [&](const SegmentDoc &candidate) { return validate(candidate) && differs(candidate); });
        shrunk = found != candidates.end();
        if (shrunk)
            doc = *found;
    }
    return doc;
}

} // namespace perennial
