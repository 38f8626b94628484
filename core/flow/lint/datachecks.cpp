// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/lint/linter.h"
#include "core/segment/columns/profiletable.h"
#include "core/segment/document/nodepath.h"
#include "core/segment/document/savedname.h"
#include "core/segment/health/slips.h"
#include "core/segment/templates/templateneeds.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString below(const QString &place, const NodePath &path)
{
    return place + path.toJsonPath().mid(QStringLiteral("root").size());
}

bool isAmong(const QStringList &names, const QString &name)
{
    return std::ranges::any_of(names, [&](const QString &one) { return isSameSegmentName(one, name); });
}

// Holds a flow against what the store has.
class DataCheck
{
public:
    explicit DataCheck(Linter &linter)
        : m_linter(linter)
        , m_table(linter.setting.table)
    {
    }

    void check(const FlowNodeId &node, const QString &place, const SegmentNode &definition)
    {
        const SegmentDoc doc = documentOf(m_linter.flow, definition);
        if (m_table) {
            for (const Slip &slip : slipsOf(doc, *m_table))
                m_linter.warn("missing_data", node, slip.text, below(place, slip.path));
        }
        visitNodes(doc, [&](const NodePath &path, const SegmentNode &condition) {
            if (const auto *member = std::get_if<MembershipCondition>(&condition.is))
                checkName(node, below(place, path), member->of, member->name);
            if (const auto *query = std::get_if<SqlCondition>(&condition.is))
                checkQuery(node, below(place, path), query->query);
        });
    }

    void check(size_t at)
    {
        m_at = at;
        for (const auto &[place, definition] : definitionsIn(node()))
            check(node().id, Linter::placeOf(at, place), *definition);
        if (const auto *trigger = node().as<TriggerNode>())
            std::visit([this](const auto &start) { look(start); }, trigger->start);
        if (const auto *split = node().as<TriggerSplitNode>())
            look(split->filters);
        const auto *list = node().as<ListNode>();
        if (list && !list->list.isEmpty() && m_linter.setting.names &&
            !isAmong(m_linter.setting.names->lists, list->list))
            m_linter.warn("missing_list", node().id, tr("The store has no list “%1”.").arg(list->list),
                          Linter::placeOf(at, QStringLiteral("list")));
    }

private:
    [[nodiscard]] const FlowNode &node() const { return m_linter.flow.nodes[m_at]; }

    void need(NeedKind kind, const QString &name, const char *key)
    {
        const TemplateNeed needed{.kind = kind, .name = name, .optional = false, .missing = {}};
        if (m_table && !name.isEmpty() && !isMet(needed, *m_table))
            m_linter.warn("missing_data", node().id, missingWords(needed), Linter::placeOf(m_at, QLatin1String(key)));
    }
    void look(const FilterSet &filters)
    {
        for (const PropertyFilter &filter : filters.of) {
            const bool isBuiltIn = filter.property.isEmpty() || filter.property.startsWith(u'$');
            if (m_table && !isBuiltIn && !m_table->columns().details.column(filter.property))
                m_linter.warn("missing_data", node().id, tr("No event has a property “%1”.").arg(filter.property),
                              Linter::placeOf(m_at, QStringLiteral("filters")));
        }
    }
    void look(const EventTrigger &event)
    {
        need(NeedKind::Metric, event.metric, "metric");
        look(event.filters);
    }
    void look(const JoinTrigger &join)
    {
        checkName(node().id, Linter::placeOf(m_at, QStringLiteral("name")), join.of, join.name);
    }
    void look(const DateTrigger &date)
    {
        if (date.property != CreatedAtProperty)
            need(NeedKind::Property, date.property, "property");
    }
    void look(const ProductTrigger &product)
    {
        const QString usual = product.change == ProductChange::PriceDrop ? QStringLiteral("Price Dropped")
                                                                         : QStringLiteral("Back In Stock");
        need(NeedKind::Metric, product.metric.isEmpty() ? usual : product.metric, "metric");
    }

    void checkName(const FlowNodeId &id, const QString &where, MemberOf of, const QString &name)
    {
        if (name.isEmpty())
            return;
        if (of == MemberOf::Flow)
            return checkFlow(id, where, name);
        if (!m_linter.setting.names)
            return;
        const StoreNames &names = *m_linter.setting.names;
        if (of == MemberOf::Segment && !isAmong(names.segments, name))
            m_linter.error("missing_segment", id, tr("The store has no segment “%1” any more.").arg(name), where);
        if (of == MemberOf::List && !isAmong(names.lists, name))
            m_linter.error("missing_list", id, tr("The store has no list “%1”.").arg(name), where);
        if (of == MemberOf::Stage && !isAmong(names.stages, name))
            m_linter.error("missing_stage", id, tr("The lifecycle has no stage “%1”.").arg(name), where);
    }
    void checkFlow(const FlowNodeId &id, const QString &where, const QString &name)
    {
        const auto isIt = [&](const StayColumn &flow) { return isSameSegmentName(flow.name, name); };
        if (m_table && std::ranges::none_of(m_table->columns().flows, isIt))
            m_linter.error("missing_flow", id, tr("The store knows nobody who was in a flow “%1”.").arg(name), where);
    }
    void checkQuery(const FlowNodeId &id, const QString &where, const QString &name)
    {
        if (m_linter.setting.names && !name.isEmpty() && !isAmong(m_linter.setting.names->queries, name))
            m_linter.error("missing_query", id, tr("The store has no saved query “%1”.").arg(name), where);
    }

    Linter &m_linter;
    const ProfileTable *m_table;
    size_t m_at = 0;
};

} // namespace

void checkData(Linter &linter)
{
    DataCheck data(linter);
    data.check({}, QStringLiteral("entry"), linter.flow.entry);
    for (size_t i = 0; i < linter.flow.exits.size(); ++i)
        data.check({}, QStringLiteral("exits[%1].when").arg(i), linter.flow.exits[i].when);
    for (size_t i = 0; i < linter.flow.nodes.size(); ++i)
        data.check(i);
}

} // namespace perennial
