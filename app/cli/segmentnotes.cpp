// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segmentnotes.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::cli", text);
}

// Names the store does not have, in the order of the document.
struct UnknownNames
{
    const ProfileTable &table;
    QStringList metrics;
    QStringList properties;

    void addMetric(const QString &name)
    {
        if (!name.isEmpty() && !table.metric(name) && !metrics.contains(name))
            metrics.append(name);
    }

    void addProperty(const QString &name)
    {
        const bool known = name.isEmpty() || name == CreatedAtProperty || table.property(name);
        if (!known && !properties.contains(name))
            properties.append(name);
    }

    void addFrom(const SegmentNode &node)
    {
        if (const auto *event = std::get_if<EventCondition>(&node.is)) {
            addMetric(event->quantity.metric);
            if (event->with)
                addMetric(event->with->metric);
        }
        if (const auto *property = std::get_if<PropertyCondition>(&node.is))
            addProperty(property->property);
    }
};

} // namespace

QStringList unfinishedPaths(const SegmentDoc &doc)
{
    QStringList paths;
    for (const NodePath &path : unfinishedNodes(doc))
        paths.append(path.toString());
    return paths;
}

QStringList unfinishedNotes(const GivenSegment &segment)
{
    const QStringList paths = unfinishedPaths(segment.doc);
    if (paths.isEmpty())
        return {};
    return {tr("%1: What is unfinished was passed over, at %2.").arg(segment.source, paths.join(QLatin1String(", ")))};
}

QStringList unknownNameNotes(const GivenSegment &segment, const ProfileTable &table)
{
    UnknownNames unknown{table, {}, {}};
    visitNodes(segment.doc, [&](const NodePath &, const SegmentNode &node) { unknown.addFrom(node); });
    QStringList notes;
    for (const QString &name : unknown.metrics)
        notes.append(tr("%1: The store has no metric “%2”.").arg(segment.source, name));
    for (const QString &name : unknown.properties)
        notes.append(tr("%1: The store has no property “%2”.").arg(segment.source, name));
    return notes;
}

} // namespace perennial
