// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/segmentengine.h"

#include "core/base/money.h"
#include "core/segment/consentleaf.h"
#include "core/segment/eventleaf.h"
#include "core/segment/leafmemory.h"
#include "core/segment/propertyleaf.h"

#include <algorithm>

namespace perennial {

namespace {

qint64 moneyScale(const QString &currency)
{
    qint64 scale = 1;
    for (int i = 0; i < minorDigits(currency); ++i)
        scale *= 10;
    return scale;
}

// Turns the nodes of a document into those of a plan, children after their parents.
class Compiler
{
public:
    Compiler(const SegmentDoc &doc, const Binding &binding, Plan &plan, LeafMemory *memory)
        : m_doc(doc)
        , m_binding(binding)
        , m_table(plan.table)
        , m_nodes(plan.nodes)
        , m_memory(memory)
    {
    }

    Result<void> run()
    {
        return add(NodePath(), m_doc.root).map([](size_t) {});
    }

private:
    Result<size_t> add(const NodePath &path, const SegmentNode &node)
    {
        const size_t place = m_nodes.size();
        m_nodes.push_back({path, isFinished(node), std::nullopt, {}, nullptr, node.unknown});
        if (const SegmentGroup *group = node.group())
            return addGroup(place, path, *group);
        if (!m_nodes[place].finished)
            return place;
        auto leaf = m_memory ? remember(path, node) : bind(path, node);
        if (!leaf)
            return failure(leaf.error());
        m_nodes[place].leaf = std::move(*leaf);
        return place;
    }

    Result<size_t> addGroup(size_t place, const NodePath &path, const SegmentGroup &group)
    {
        m_nodes[place].match = group.match;
        for (size_t i = 0; i < group.children.size(); ++i) {
            const auto child = add(path.child(static_cast<int>(i)), group.children[i]);
            if (!child)
                return child;
            m_nodes[place].children.push_back(*child);
        }
        return place;
    }

    Result<std::shared_ptr<const Leaf>> remember(const NodePath &path, const SegmentNode &node)
    {
        const TimeFrame &frame = m_binding.frame;
        return m_memory->leaf({node.is, frame.now, frame.zone, frame.weekStart}, m_table,
                              [&] { return bind(path, node); });
    }

    Result<std::shared_ptr<const Leaf>> bind(const NodePath &path, const SegmentNode &node)
    {
        if (const auto *event = std::get_if<EventCondition>(&node.is))
            return makeEventLeaf(*event, m_binding);
        if (const auto *consent = std::get_if<ConsentCondition>(&node.is))
            return makeConsentLeaf(*consent, m_binding);
        return makePropertyLeaf(std::get<PropertyCondition>(node.is), m_binding, path.toJsonPath());
    }

    const SegmentDoc &m_doc;
    const Binding &m_binding;
    const std::shared_ptr<const ProfileTable> &m_table;
    std::vector<PlanNode> &m_nodes;
    LeafMemory *m_memory;
};

} // namespace

Result<Plan> SegmentEngine::compile(const SegmentDoc &doc, std::shared_ptr<const ProfileTable> table, Instant asOf,
                                    LeafMemory *memory)
{
    if (const auto valid = validate(doc); !valid)
        return failure(valid.error());
    if (const auto available = requireAvailable(doc); !available)
        return failure(available.error());
    const TimeFrame frame{asOf, zoneOf(doc, table->columns().homeZone), static_cast<int>(doc.weekStart) + 1};
    const Binding binding{*table, frame, moneyScale(table->currency())};
    Plan plan{table, asOf, {}};
    if (const auto compiled = Compiler(doc, binding, plan, memory).run(); !compiled)
        return failure(compiled.error());
    return plan;
}

const NodeCount *SegmentAnswer::node(const NodePath &path) const
{
    const auto place = std::ranges::find(nodes, path, &NodeCount::path);
    return place == nodes.end() ? nullptr : &*place;
}

} // namespace perennial
