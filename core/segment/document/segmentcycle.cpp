// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentcycle.h"

#include <set>

namespace perennial {

namespace {

struct NamedAt
{
    SavedName name;
    QString where;
};

std::vector<NamedAt> namesIn(const SegmentDoc &doc)
{
    std::vector<NamedAt> names;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        if (auto name = definitionNamed(node.is))
            names.push_back({std::move(*name), path.toJsonPath() + QLatin1String(".name")});
    });
    return names;
}

// A definition reached from the document, by way of which other, and where the document names the first of that way.
struct Reached
{
    SavedName name;
    size_t by = 0;
    QString where;
};

Error cycle(const std::vector<Reached> &reached, size_t last, const QString &where)
{
    std::vector<SavedName> names;
    for (size_t at = last; at != 0; at = reached[at].by)
        names.insert(names.begin(), reached[at].name);
    names.insert(names.begin(), reached.front().name);
    return containsItself(std::move(names), where);
}

} // namespace

std::vector<SavedName> definitionsNamedIn(const SegmentDoc &doc)
{
    std::vector<SavedName> names;
    for (NamedAt &named : namesIn(doc))
        names.push_back(std::move(named.name));
    return names;
}

Result<void> requireNoCycle(const SavedName &name, const SegmentDoc &doc, const DefinitionLookup &lookup)
{
    std::vector<Reached> reached{{name, 0, {}}};
    std::set<std::pair<MemberOf, QString>> known;
    for (size_t at = 0; at < reached.size(); ++at) {
        const auto found = at == 0 ? Result<std::optional<SegmentDoc>>(doc) : lookup(reached[at].name);
        if (!found)
            return failure(found.error());
        if (!*found)
            continue;
        for (const NamedAt &next : namesIn(**found)) {
            const QString where = at == 0 ? next.where : reached[at].where;
            if (next.name == name)
                return failure(cycle(reached, at, where));
            if (known.insert(next.name.key()).second)
                reached.push_back({next.name, at, where});
        }
    }
    return {};
}

} // namespace perennial
