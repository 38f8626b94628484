// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/health/mentions.h"

#include "core/segment/document/places.h"
#include "core/segment/document/scores.h"

namespace perennial {

namespace {

class MentionFinder
{
public:
    void look(const NodePath &path, const SegmentNode &node)
    {
        m_path = path;
        std::visit([this](const auto &condition) { lookAt(condition); }, node.is);
    }

    std::vector<Mention> found;

private:
    void lookAt(const SegmentGroup &) {}
    void lookAt(const SampleCondition &) {}
    void lookAt(const SqlCondition &) {}

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
        if (property.of == PropertyOf::Trigger)
            return add(MentionKind::EventProperty, property.property);
        if (property.of == PropertyOf::Variable)
            return;
        add(MentionKind::Property, property.property);
        add(MentionKind::Property, property.other);
    }

    void lookAt(const ConsentCondition &consent)
    {
        if (consent.since)
            look(*consent.since);
    }

    void lookAt(const RhythmCondition &rhythm)
    {
        add(MentionKind::Metric, rhythm.metric);
        look(rhythm.filters);
        look(rhythm.window);
    }

    void lookAt(const SequenceCondition &sequence)
    {
        for (const SequenceStep &step : sequence.steps) {
            add(MentionKind::Metric, step.metric);
            look(step.filters);
            for (const SameProperty &same : step.same)
                add(MentionKind::EventProperty, same.property);
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
        add(MentionKind::Property, placeProperty(place.field));
    }

    void lookAt(const MembershipCondition &membership)
    {
        if (membership.since)
            look(*membership.since);
    }

    void lookAt(const ScoreCondition &score)
    {
        look(score.test);
        add(MentionKind::Property, scoreProperty(score.score));
        add(MentionKind::Property, score.within);
    }

    void look(const EventQuantity &quantity)
    {
        add(MentionKind::Metric, quantity.metric);
        add(MentionKind::EventProperty, quantity.property);
        look(quantity.filters);
        look(quantity.window);
        for (const SameAsTrigger &tie : quantity.same) {
            add(MentionKind::EventProperty, tie.property);
            add(MentionKind::EventProperty, tie.trigger);
        }
    }

    void look(const FilterSet &filters)
    {
        for (const PropertyFilter &filter : filters.of) {
            add(MentionKind::EventProperty, filter.property);
            look(filter.test);
        }
    }

    void look(const Window &window) { add(MentionKind::Metric, window.metric); }

    void look(const Test &test) { look(test.window); }

    void add(MentionKind kind, const QString &name)
    {
        const bool builtIn = kind == MentionKind::Property        ? name == CreatedAtProperty
                             : kind == MentionKind::EventProperty ? name == ValueProperty || name == OrderProperty
                                                                  : false;
        if (!name.isEmpty() && !builtIn)
            found.push_back({m_path, kind, name});
    }

    NodePath m_path;
};

} // namespace

std::vector<Mention> mentionsIn(const SegmentDoc &doc)
{
    MentionFinder finder;
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) { finder.look(path, node); });
    return std::move(finder.found);
}

} // namespace perennial
