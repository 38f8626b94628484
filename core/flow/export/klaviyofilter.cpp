// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyofilter.h"

#include "core/segment/document/sentence.h"

#include <QCoreApplication>

namespace perennial {

namespace {

constexpr qsizetype MostConditions = 200;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

qsizetype sizeOf(const KlaviyoClauses &clauses)
{
    qsizetype size = 0;
    for (const QJsonArray &clause : clauses)
        size += clause.size();
    return size;
}

KlaviyoClauses asList(const SegmentNode &node, bool contrary, const KlaviyoGround &ground)
{
    return {{QJsonObject{{"type", "profile-group-membership"},
                         {"is_member", !contrary},
                         {"group_ids", QJsonArray{klaviyoId("list", ground.notes.listFor(node))}}}}};
}

void append(KlaviyoClauses &to, KlaviyoClauses more)
{
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// "(a and b) or (c and d)" is "(a or c) and (a or d) and (b or c) and (b or d)".
KlaviyoClauses either(const KlaviyoClauses &a, const KlaviyoClauses &b)
{
    KlaviyoClauses product;
    for (const QJsonArray &one : a) {
        for (const QJsonArray &other : b) {
            QJsonArray &clause = product.emplace_back(one);
            for (const QJsonValue &condition : other)
                clause.append(condition);
        }
    }
    return product;
}

KlaviyoClauses ofGroup(const SegmentNode &node, const SegmentGroup &group, bool contrary, const KlaviyoGround &ground)
{
    const bool childContrary = contrary != (group.match == GroupMatch::None);
    const bool all = (group.match == GroupMatch::All) != contrary;
    const bool together = group.match == GroupMatch::None ? !contrary : all;
    KlaviyoClauses clauses;
    bool isFirst = true;
    for (const SegmentNode &child : group.children) {
        if (!isFinished(child))
            continue;
        KlaviyoClauses made = klaviyoClauses(child, childContrary, ground);
        if (together || isFirst)
            append(clauses, std::move(made));
        else if (clauses.size() * made.size() > static_cast<size_t>(MostConditions))
            return asList(node, contrary, ground);
        else
            clauses = either(clauses, made);
        isFirst = false;
    }
    return sizeOf(clauses) > MostConditions ? asList(node, contrary, ground) : clauses;
}

} // namespace

KlaviyoClauses klaviyoClauses(const SegmentNode &definition, bool contrary, const KlaviyoGround &ground)
{
    if (const SegmentGroup *group = definition.group())
        return ofGroup(definition, *group, contrary, ground);
    const bool isOfProperty = std::holds_alternative<PropertyCondition>(definition.is) ||
                              std::holds_alternative<PlaceCondition>(definition.is);
    if (definition.unknown == UnknownRule::In && !isOfProperty)
        ground.notes.tell(
            tr("“Or not known” has no word in Klaviyo: people %1 are asked without it.").arg(wordsOf(definition)));
    if (auto leaf = klaviyoLeaf(definition.is, definition.unknown, contrary, ground))
        return std::move(*leaf);
    return asList(definition, contrary, ground);
}

QJsonValue klaviyoGroups(const KlaviyoClauses &clauses)
{
    if (clauses.empty())
        return QJsonValue(QJsonValue::Null);
    QJsonArray groups;
    for (const QJsonArray &clause : clauses)
        groups.append(QJsonObject{{"conditions", clause}});
    return QJsonObject{{"condition_groups", groups}};
}

} // namespace perennial
