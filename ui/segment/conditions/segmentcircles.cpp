// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/segmentcircles.h"

#include "core/segment/document/segmentcycle.h"

#include <deque>

namespace perennial {

QHash<QString, QString> segmentCircles(const QString &name, const std::vector<SegmentChoice> &segments)
{
    QHash<QString, QString> reasons;
    if (name.isEmpty())
        return reasons;
    QHash<QString, QStringList> containers; // the segments that name one
    for (const SegmentChoice &segment : segments) {
        for (const QString &contained : segment.contains)
            containers[nameKey(contained)].append(segment.name);
    }
    struct Way
    {
        QString from;
        QStringList names; // from there to the segment itself
    };
    std::deque<Way> ways{{name, {}}};
    reasons.insert(nameKey(name), segmentCircle({name}, {}).message);
    while (!ways.empty()) {
        const Way way = std::move(ways.front());
        ways.pop_front();
        for (const QString &container : containers.value(nameKey(way.from))) {
            if (reasons.contains(nameKey(container)))
                continue;
            const QStringList names = QStringList{container} + way.names;
            reasons.insert(nameKey(container), segmentCircle(QStringList{name} + names, {}).message);
            ways.push_back({container, names});
        }
    }
    return reasons;
}

} // namespace perennial
