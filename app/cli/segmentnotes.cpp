// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segmentnotes.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text, const char *hint = nullptr)
{
    return QCoreApplication::translate("perennial", text, hint);
}

void addOnce(QStringList &names, const QString &name)
{
    if (!names.contains(name))
        names.append(name);
}

bool isReversed(const Test &test)
{
    if ((test.op != Op::Between && test.op != Op::NotBetween) || test.values.size() != 2)
        return false;
    const auto *low = std::get_if<double>(&test.values[0]), *high = std::get_if<double>(&test.values[1]);
    return low && high && *low > *high;
}

// Walks a document for what is most likely a slip, in its order.
class SlipFinder
{
public:
    explicit SlipFinder(const ProfileTable &table)
        : m_table(table)
    {
    }

    void look(const SegmentNode &node)
    {
        if (const auto *event = std::get_if<EventCondition>(&node.is)) {
            look(event->quantity);
            look(event->compare);
            if (event->with)
                look(*event->with);
        }
        if (const auto *property = std::get_if<PropertyCondition>(&node.is)) {
            look(property->test);
            lookAtProperty(property->property);
            lookAtProperty(property->other);
        }
    }

    [[nodiscard]] QStringList sentences() const
    {
        QStringList all;
        for (const QString &name : m_metrics)
            all.append(tr("The store has no metric “%1”.").arg(name));
        for (const QString &name : m_properties)
            all.append(tr("The store has no property “%1”.").arg(name));
        for (const QString &name : m_eventProperties)
            all.append(tr("No event has a property “%1”.").arg(name));
        for (const QString &range : m_reversed)
            all.append(tr("Between %1 there is nothing: the first number is the larger one.").arg(range));
        return all;
    }

private:
    void look(const EventQuantity &quantity)
    {
        if (!quantity.metric.isEmpty() && !m_table.metric(quantity.metric))
            addOnce(m_metrics, quantity.metric);
        lookAtEventProperty(quantity.property);
        for (const PropertyFilter &filter : quantity.filters.of) {
            lookAtEventProperty(filter.property);
            look(filter.test);
        }
    }

    void look(const Test &test)
    {
        if (isReversed(test))
            addOnce(m_reversed,
                    tr("%1 and %2").arg(std::get<double>(test.values[0])).arg(std::get<double>(test.values[1])));
    }

    void lookAtProperty(const QString &name)
    {
        if (!name.isEmpty() && name != CreatedAtProperty && !m_table.property(name))
            addOnce(m_properties, name);
    }

    void lookAtEventProperty(const QString &name)
    {
        if (!name.isEmpty() && name != ValueProperty && !m_table.columns().details.column(name))
            addOnce(m_eventProperties, name);
    }

    const ProfileTable &m_table;
    QStringList m_metrics, m_properties, m_eventProperties, m_reversed;
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

QStringList segmentNotes(const GivenSegment &segment, const ProfileTable &table)
{
    SlipFinder slips(table);
    visitNodes(segment.doc, [&](const NodePath &, const SegmentNode &node) { slips.look(node); });
    QStringList notes = unfinishedNotes(segment);
    for (const QString &sentence : slips.sentences())
        notes.append(tr("%1: %2", "which segment, a sentence").arg(segment.source, sentence));
    return notes;
}

} // namespace perennial
