// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segmentnotes.h"

#include "core/segment/document/scores.h"
#include "core/segment/evaluate/placeleaf.h"

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
        std::visit([this](const auto &condition) { lookAt(condition); }, node.is);
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
        for (const QString &periods : m_impossible)
            all.append(tr("Nobody can be regular in %1 periods: the first number is the larger one.").arg(periods));
        return all;
    }

private:
    void lookAt(const SegmentGroup &) {}
    void lookAt(const SampleCondition &) {}
    void lookAt(const SqlCondition &) {}
    void lookAt(const MembershipCondition &) {} // a name that is none there is an error

    void lookAt(const EventCondition &event)
    {
        look(event.quantity);
        look(event.compare);
        if (event.with)
            look(*event.with);
    }

    void lookAt(const PropertyCondition &property)
    {
        look(property.test);
        lookAtProperty(property.property);
        lookAtProperty(property.other);
    }

    void lookAt(const ConsentCondition &consent)
    {
        if (consent.since)
            look(*consent.since);
    }

    void lookAt(const RhythmCondition &rhythm)
    {
        lookAtMetric(rhythm.metric);
        if (rhythm.pattern == Rhythm::Regularly && rhythm.periods && rhythm.ofLast && *rhythm.periods > *rhythm.ofLast)
            addOnce(m_impossible, tr("%1 of the last %2").arg(*rhythm.periods).arg(*rhythm.ofLast));
        look(rhythm.filters);
        look(rhythm.window);
    }

    void lookAt(const SequenceCondition &sequence)
    {
        for (const SequenceStep &step : sequence.steps) {
            lookAtMetric(step.metric);
            look(step.filters);
            for (const SameProperty &same : step.same)
                lookAtEventProperty(same.property);
        }
        look(sequence.window);
    }

    void lookAt(const OrderLineCondition &line)
    {
        for (const PropertyFilter &filter : line.filters.of)
            look(filter.test);
        look(line.compare);
        look(line.window);
    }

    void lookAt(const PlaceCondition &place)
    {
        look(place.test);
        lookAtProperty(placeProperty(place.field));
    }

    void lookAt(const ScoreCondition &score)
    {
        look(score.test);
        lookAtProperty(scoreProperty(score.score));
        lookAtProperty(score.within);
    }

    void look(const EventQuantity &quantity)
    {
        lookAtMetric(quantity.metric);
        lookAtEventProperty(quantity.property);
        look(quantity.filters);
        look(quantity.window);
    }

    void look(const FilterSet &filters)
    {
        for (const PropertyFilter &filter : filters.of) {
            lookAtEventProperty(filter.property);
            look(filter.test);
        }
    }

    void look(const Window &window) { lookAtMetric(window.metric); }

    void look(const Test &test) { look(test.window); }

    void lookAtMetric(const QString &name)
    {
        if (!name.isEmpty() && !m_table.metric(name))
            addOnce(m_metrics, name);
    }

    void lookAtProperty(const QString &name)
    {
        if (!name.isEmpty() && name != CreatedAtProperty && !m_table.property(name))
            addOnce(m_properties, name);
    }

    void lookAtEventProperty(const QString &name)
    {
        if (!name.isEmpty() && name != ValueProperty && name != OrderProperty &&
            !m_table.columns().details.column(name))
            addOnce(m_eventProperties, name);
    }

    const ProfileTable &m_table;
    QStringList m_metrics, m_properties, m_eventProperties, m_impossible;
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
