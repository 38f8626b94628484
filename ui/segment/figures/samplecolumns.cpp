// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/samplecolumns.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/document/places.h"
#include "core/segment/document/scores.h"
#include "core/segment/document/sentence.h"
#include "core/segment/explain/factquantity.h"
#include "core/segment/explain/personfacts.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial::SampleColumns", text, comment);
}

SampleValue valueOf(const QJsonValue &json)
{
    if (json.isBool())
        return json.toBool();
    if (json.isDouble())
        return json.toDouble();
    if (json.isArray())
        return json.toVariant().toStringList().join(QStringLiteral(", "));
    return json.isString() && !json.toString().isEmpty() ? SampleValue(json.toString()) : SampleValue();
}

struct FactToSample
{
    SampleValue operator()(std::monostate) const { return {}; }
    SampleValue operator()(const QJsonArray &list) const { return valueOf(list); }
    template <class Value>
    SampleValue operator()(const Value &value) const
    {
        return value;
    }
};

bool countsNobody(const EventCondition &condition)
{
    return condition.compare.op == Op::ZeroTimes;
}

QString aggregateWords(Aggregate aggregate)
{
    switch (aggregate) {
    case Aggregate::Sum:
        return tr("Sum of %1", "an event's property");
    case Aggregate::Average:
        return tr("Average %1", "an event's property");
    case Aggregate::Min:
        return tr("Smallest %1", "an event's property");
    case Aggregate::Max:
        return tr("Largest %1", "an event's property");
    case Aggregate::Median:
        return tr("Median %1", "an event's property");
    case Aggregate::Distinct:
        return tr("Different %1", "values of an event's property");
    case Aggregate::First:
        return tr("First %1", "an event's property");
    case Aggregate::Last:
        return tr("Last %1", "an event's property");
    case Aggregate::Nth:
        return tr("n-th %1", "an event's property");
    case Aggregate::Count:
        break;
    }
    return QStringLiteral("%1");
}

QString titleOf(const EventQuantity &quantity)
{
    if (quantity.aggregate == Aggregate::Count)
        return quantity.metric;
    const bool ofValue = quantity.property.isEmpty() || quantity.property == ValueProperty;
    return aggregateWords(quantity.aggregate).arg(ofValue ? tr("value", "of an event") : quantity.property);
}

QString hintOf(const EventQuantity &quantity)
{
    const QString when = wordsOf(quantity.window);
    if (quantity.aggregate == Aggregate::Count)
        return tr("How often: %1, %2", "Placed Order, in the last 90 days").arg(quantity.metric, when);
    return tr("%1: %2, %3", "Sum of value: Placed Order, ever").arg(titleOf(quantity), quantity.metric, when);
}

} // namespace

class SampleColumns::Source
{
public:
    Source() = default;
    virtual ~Source() = default;
    Q_DISABLE_COPY_MOVE(Source)
    [[nodiscard]] virtual SampleValue of(const PersonFacts &facts) const = 0;
};

namespace {

class QuantitySource final : public SampleColumns::Source
{
public:
    QuantitySource(const EventQuantity &quantity, const Binding &binding)
        : m_quantity(quantity, binding)
        , m_currency(binding.table.currency())
    {
    }

    SampleValue of(const PersonFacts &facts) const override
    {
        const FactAmount amount = m_quantity.of(facts);
        if (m_quantity.isPicked() && !m_quantity.ofValue())
            return valueOf(amount.json);
        const FactAmount number = m_quantity.asNumber(amount);
        if (!number.known)
            return {};
        if (m_quantity.isMoney())
            return Money{qRound64(number.toReal()), m_currency};
        return number.toReal();
    }

private:
    FactQuantity m_quantity;
    QString m_currency;
};

class LastSource final : public SampleColumns::Source
{
public:
    explicit LastSource(const QString &metric)
        : m_metric(metric)
    {
    }

    SampleValue of(const PersonFacts &facts) const override
    {
        const FactEvents events = facts.events(m_metric, facts.until().ms);
        return events.empty() ? SampleValue() : SampleValue(Instant{events.back().at});
    }

private:
    QString m_metric;
};

class PropertySource final : public SampleColumns::Source
{
public:
    explicit PropertySource(const QString &property)
        : m_property(property)
    {
    }

    SampleValue of(const PersonFacts &facts) const override
    {
        return std::visit(FactToSample(), facts.value(m_property, facts.until().ms).value);
    }

private:
    QString m_property;
};

} // namespace

SampleColumns::SampleColumns(const SegmentDoc &doc, const ProfileTable &table, Instant asOf)
    : m_doc(doc)
    , m_table(table)
    , m_asOf(asOf)
{
    visitNodes(doc, [this](const NodePath &, const SegmentNode &node) {
        if (isFinished(node))
            add(node);
    });
}

SampleColumns::~SampleColumns() = default;

void SampleColumns::add(const SegmentNode &node)
{
    if (const auto *event = std::get_if<EventCondition>(&node.is)) {
        if (countsNobody(*event))
            addLast(event->quantity.metric);
        else
            addQuantity(event->quantity);
        if (event->with)
            addQuantity(*event->with);
    } else if (const auto *rhythm = std::get_if<RhythmCondition>(&node.is)) {
        addLast(rhythm->metric);
    } else if (const auto *property = std::get_if<PropertyCondition>(&node.is)) {
        addProperty(property->property);
    } else if (const auto *place = std::get_if<PlaceCondition>(&node.is)) {
        addProperty(placeProperty(place->field == PlaceField::Point ? PlaceField::City : place->field));
    } else if (const auto *score = std::get_if<ScoreCondition>(&node.is)) {
        addProperty(scoreProperty(score->score));
    }
}

void SampleColumns::add(SampleColumn column, std::unique_ptr<Source> source)
{
    const bool isThere = std::ranges::any_of(m_columns, [&](const auto &known) { return known.first == column; });
    if (!isThere && m_columns.size() < Most)
        m_columns.emplace_back(std::move(column), std::move(source));
}

void SampleColumns::addQuantity(const EventQuantity &quantity)
{
    const bool picks = quantity.aggregate == Aggregate::First || quantity.aggregate == Aggregate::Last ||
                       quantity.aggregate == Aggregate::Nth;
    add({.title = titleOf(quantity), .hint = hintOf(quantity), .isNumber = !picks},
        std::make_unique<QuantitySource>(quantity, bindingOf(m_doc, m_table, m_asOf)));
}

void SampleColumns::addLast(const QString &metric)
{
    const QString title = tr("Last %1", "of a metric").arg(metric);
    add({.title = title, .hint = title, .isNumber = true}, std::make_unique<LastSource>(metric));
}

void SampleColumns::addProperty(const QString &property)
{
    if (property.isEmpty())
        return;
    const PropertyColumn *column = m_table.property(property);
    const bool isNumber = column && (column->type == ValueType::Number || column->type == ValueType::Date);
    add({.title = property, .hint = property, .isNumber = isNumber}, std::make_unique<PropertySource>(property));
}

std::vector<SampleColumn> SampleColumns::columns() const
{
    std::vector<SampleColumn> columns;
    for (const auto &[column, source] : m_columns)
        columns.push_back(column);
    return columns;
}

std::vector<SampleValue> SampleColumns::valuesOf(ProfileId person) const
{
    std::vector<SampleValue> values;
    const auto index = m_table.indexOf(person);
    if (!index)
        return std::vector<SampleValue>(m_columns.size());
    const PersonFacts facts(m_table, *index, m_asOf);
    for (const auto &[column, source] : m_columns)
        values.push_back(source->of(facts));
    return values;
}

} // namespace perennial
