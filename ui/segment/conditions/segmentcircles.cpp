// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/segmentcircles.h"

#include <deque>

namespace perennial {

CircleReasons segmentCircles(const SavedName &name, const std::vector<DefinitionChoice> &definitions)
{
    CircleReasons reasons;
    if (name.name.isEmpty())
        return reasons;
    std::map<std::pair<MemberOf, QString>, std::vector<SavedName>> containers; // what names one
    for (const DefinitionChoice &definition : definitions) {
        for (const SavedName &contained : definition.contains)
            containers[contained.key()].push_back(definition.name);
    }
    struct Way
    {
        SavedName from;
        std::vector<SavedName> names; // from there to the definition itself
    };
    std::deque<Way> ways{{name, {}}};
    reasons.emplace(name.key(), containsItself({name}, {}).message);
    while (!ways.empty()) {
        const Way way = std::move(ways.front());
        ways.pop_front();
        for (const SavedName &container : containers[way.from.key()]) {
            if (reasons.contains(container.key()))
                continue;
            std::vector<SavedName> names{container};
            names.insert(names.end(), way.names.begin(), way.names.end());
            std::vector<SavedName> circle{name};
            circle.insert(circle.end(), names.begin(), names.end());
            reasons.emplace(container.key(), containsItself(std::move(circle), {}).message);
            ways.push_back({container, std::move(names)});
        }
    }
    return reasons;
}

} // namespace perennial
