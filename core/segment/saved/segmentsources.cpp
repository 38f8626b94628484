// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsources.h"

#include "core/segment/saved/lifecycleshelf.h"
#include "core/segment/saved/templaterun.h"
#include "core/segment/saved/templateshelf.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// Ids of merged profiles become those of the people they turned out to be.
Result<std::vector<qint64>> survivorsOf(std::vector<qint64> ids, const Store &store)
{
    const auto merged =
        queryRows(store.database(), "SELECT id, merged_into FROM profiles WHERE merged_into IS NOT NULL ORDER BY id",
                  [](const Statement &row) { return std::pair(row.integer(0), row.integer(1)); });
    if (!merged)
        return failure(merged.error());
    std::vector<qint64> survivors;
    for (const auto &[absorbed, survivor] : *merged) {
        if (std::ranges::binary_search(ids, absorbed))
            survivors.push_back(survivor);
    }
    ids.insert(ids.end(), survivors.begin(), survivors.end());
    return ids;
}

bool lacksValue(const SqlCondition &condition, const SegmentSources &sources)
{
    const auto query = condition.query.isEmpty() ? std::nullopt : sources.query(condition.query).value_or(std::nullopt);
    return query && std::ranges::any_of(query->saved.parameters, [&](const TemplateParameter &parameter) {
               return !parameter.standard && !condition.parameters.contains(parameter.name);
           });
}

void passOverUnsaid(SegmentNode &node, const SegmentSources &sources)
{
    if (SegmentGroup *group = node.group()) {
        for (SegmentNode &child : group->children)
            passOverUnsaid(child, sources);
    } else if (auto *condition = std::get_if<SqlCondition>(&node.is); condition && lacksValue(*condition, sources)) {
        condition->query.clear();
    }
}

} // namespace

SegmentDoc passingOverUnsaid(SegmentDoc doc, const SegmentSources &sources)
{
    passOverUnsaid(doc.root, sources);
    return doc;
}

Result<std::optional<SegmentDoc>> StoreSources::definition(const SavedName &name) const
{
    auto store = Store::openReader(m_path);
    if (!store)
        return failure(store.error());
    return savedDefinition(*store, name);
}

Result<std::vector<qint64>> StoreSources::peopleFound(const SqlCondition &condition, const TimeFrame &frame,
                                                      const QString &where) const
{
    auto store = Store::openReader(m_path);
    if (!store)
        return failure(store.error());
    const auto query = TemplateShelf(*store).find(condition.query);
    if (!query)
        return failure(query.error());
    if (!*query)
        return failure(
            ErrorKind::NotFound,
            QCoreApplication::translate("perennial", "The store has no query called “%1”.").arg(condition.query),
            where + QStringLiteral(".query"));
    auto ids = idsFound(**query, condition.parameters, {m_path, frame, {}, m_stop}, where);
    return ids ? survivorsOf(std::move(*ids), *store) : ids;
}

Result<std::optional<SavedQuery>> StoreSources::query(const QString &name) const
{
    auto store = Store::openReader(m_path);
    if (!store)
        return failure(store.error());
    const auto saved = TemplateShelf(*store).find(name);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return std::nullopt;
    const auto columns = columnCountOf(**saved, m_path);
    if (!columns)
        return failure(columns.error());
    return SavedQuery{**saved, *columns};
}

} // namespace perennial
