// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/propertyjudge.h"

#include "core/segment/document/jsonvalues.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"
#include "core/segment/explain/factfilter.h"
#include "core/segment/explain/factwindow.h"
#include "core/segment/plan/ontheway.h"

#include <QCoreApplication>

#include <cmath>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

FactValue factOf(const QJsonValue &value, ValueType type, const QTimeZone &zone)
{
    if (type == ValueType::Date) {
        const auto date = dateOf(value, zone);
        return date ? FactValue(Instant{*date}) : FactValue();
    }
    if (type == ValueType::Number)
        return value.isDouble() ? FactValue(value.toDouble()) : FactValue();
    if (type == ValueType::Boolean)
        return value.isBool() ? FactValue(value.toBool()) : FactValue();
    if (type == ValueType::List)
        return value.isArray() ? FactValue(value.toArray()) : FactValue();
    return value.isString() ? FactValue(value.toString()) : FactValue();
}

FactValue exampleOf(ValueType type, Instant now)
{
    if (type == ValueType::Number)
        return 1.0;
    if (type == ValueType::Boolean)
        return true;
    if (type == ValueType::Date)
        return now;
    return type == ValueType::List ? FactValue(QJsonArray{QStringLiteral("?")}) : FactValue(QStringLiteral("?"));
}

QString askedWords(const Test &test)
{
    if (test.op == Op::Is || test.op == Op::IsAnyOf || test.op == Op::Equals)
        return tr("to %1").arg(operandsWords(test));
    return tr("so that it %1").arg(wordsOf(test));
}

// A value of the way through a flow: the same whatever is supposed of the person.
class ValueOnTheWayJudge final : public Judge
{
public:
    ValueOnTheWayJudge(const PropertyCondition &condition, ValueOnTheWay value)
        : m_property(condition.property)
        , m_value(std::move(value))
    {
    }

    Verdict judge(const PersonFacts &, Findings *findings) const override
    {
        if (findings)
            findings->add({EvidenceKind::Value, m_property, {}, m_value.value, {}, false, {}});
        return m_value.verdict;
    }

private:
    QString m_property;
    ValueOnTheWay m_value;
};

class PropertyJudge final : public Judge
{
public:
    PropertyJudge(const PropertyCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_test(condition.test, m_frame)
        , m_type(typeOf(setting.binding.table, condition.property))
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const HeldValue held = facts.value(m_condition.property, m_frame.now.ms);
        if (findings)
            findings->add(evidenceOf(m_condition.property, held));
        return verdictOf(m_test, held.value);
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        const HeldValue held = facts.value(m_condition.property, m_frame.now.ms);
        if (const auto *date = std::get_if<Instant>(&held.value); date && m_test.type() == ValueType::Date)
            addDateTurns(m_condition.test, m_frame, date->ms, turns);
    }

    std::vector<Changes> remedies(const PersonFacts &, Verdict wanted) const override
    {
        if (m_condition.property == CreatedAtProperty)
            return {};
        return valueChanges(m_condition.property, m_type, m_condition.test, wanted, m_frame);
    }

    std::optional<Gap> gap(const PersonFacts &facts, bool worded) const override
    {
        return gapOf(m_condition.test, facts.value(m_condition.property, m_frame.now.ms).value, worded);
    }

private:
    PropertyCondition m_condition;
    TimeFrame m_frame;
    ValueTest m_test;
    ValueType m_type;
};

// A date in a window that begins with an event of the person's own.
class DateSinceEventJudge final : public Judge
{
public:
    DateSinceEventJudge(const PropertyCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_frame(setting.binding.frame)
        , m_window(condition.test.window, m_frame)
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const HeldValue held = facts.value(m_condition.property, m_frame.now.ms);
        const auto range = m_window.rangeOf(facts);
        if (findings)
            findings->add(evidenceOf(m_condition.property, held));
        if (findings && range)
            findings->add(
                {EvidenceKind::Event, m_condition.test.window.metric, Instant{range->from}, {}, {}, false, {}});
        const auto *date = std::get_if<Instant>(&held.value);
        if (!date || !range)
            return Verdict::Unknown;
        const bool isWithin = m_window.holds(*range, date->ms);
        return isWithin == (m_condition.test.op == Op::DateWithin) ? Verdict::Yes : Verdict::No;
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        const FactValue value = facts.value(m_condition.property, m_frame.now.ms).value;
        if (const auto *date = std::get_if<Instant>(&value))
            turns.push_back(date->ms);
    }

    std::vector<Changes> remedies(const PersonFacts &, Verdict) const override
    {
        const Instant now = m_frame.now;
        std::vector<Changes> proposals{{EventChange{m_condition.test.window.metric, now, {}, {}}}};
        if (m_condition.property != CreatedAtProperty) {
            proposals.push_back({ValueChange{m_condition.property, now, now, {}}});
            proposals.push_back({ValueChange{m_condition.property, Instant{now.ms + 1}, now, {}}});
        }
        return proposals;
    }

private:
    PropertyCondition m_condition;
    TimeFrame m_frame;
    FactWindow m_window;
};

// Two properties of a person against each other.
class PropertyPairJudge final : public Judge
{
public:
    PropertyPairJudge(const PropertyCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_now(setting.binding.frame.now)
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const HeldValue left = facts.value(m_condition.property, m_now.ms),
                        right = facts.value(m_condition.other, m_now.ms);
        if (findings) {
            findings->add(evidenceOf(m_condition.property, left));
            findings->add(evidenceOf(m_condition.other, right));
        }
        if (left.value.index() != right.value.index() || std::holds_alternative<std::monostate>(left.value))
            return Verdict::Unknown;
        return holds(left.value, right.value) ? Verdict::Yes : Verdict::No;
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict) const override
    {
        const FactValue other = facts.value(m_condition.other, m_now.ms).value;
        std::vector<FactValue> values{other};
        if (const auto *number = std::get_if<double>(&other))
            values.insert(values.end(), {*number + 1, *number - 1});
        if (const auto *date = std::get_if<Instant>(&other))
            values.insert(values.end(), {Instant{date->ms + 1}, Instant{date->ms - 1}});
        if (std::holds_alternative<QString>(other))
            values.emplace_back(QStringLiteral("?"));
        std::vector<Changes> proposals;
        for (const FactValue &value : values) {
            if (m_condition.property != CreatedAtProperty && value.index() != 0)
                proposals.push_back({ValueChange{m_condition.property, value, m_now, {}}});
        }
        return proposals;
    }

private:
    [[nodiscard]] bool holds(const FactValue &left, const FactValue &right) const
    {
        const Op op = *m_condition.test.op;
        if (const auto *number = std::get_if<double>(&left))
            return compares(op, *number, std::get<double>(right));
        if (const auto *date = std::get_if<Instant>(&left))
            return compares(op, date->ms, std::get<Instant>(right).ms);
        const auto *text = std::get_if<QString>(&left);
        return text && textHolds(op, *text, std::get<QString>(right));
    }

    static bool textHolds(Op op, const QString &left, const QString &right)
    {
        switch (op) {
        case Op::Contains:
        case Op::ContainsNot:
            return left.contains(right) != (op == Op::ContainsNot);
        case Op::StartsWith:
        case Op::StartsNotWith:
            return left.startsWith(right) != (op == Op::StartsNotWith);
        case Op::EndsWith:
        case Op::EndsNotWith:
            return left.endsWith(right) != (op == Op::EndsNotWith);
        default:
            return (left == right) != (op == Op::IsNot);
        }
    }

    PropertyCondition m_condition;
    Instant m_now;
};

} // namespace

Evidence evidenceOf(const QString &property, const HeldValue &held)
{
    return {EvidenceKind::Value, property, held.since, jsonOf(held.value), {}, held.assumed, {}};
}

ValueType typeOf(const ProfileTable &table, const QString &property)
{
    const PropertyColumn *column = table.property(property);
    return column ? column->type : ValueType::Text;
}

std::vector<Changes> valueChanges(const QString &property, ValueType type, const Test &test, Verdict wanted,
                                  const TimeFrame &frame)
{
    std::vector<FactValue> values;
    for (const QJsonValue &value : wanted == Verdict::Yes ? valuesFor(test, frame) : valuesAgainst(test, frame))
        values.push_back(factOf(value, type, frame.zone));
    if (operatorOf(*test.op).type == ValueType::Any)
        values = {exampleOf(type, frame.now), FactValue()};
    std::vector<Changes> proposals;
    const QString asked = wanted == Verdict::Yes ? askedWords(test) : QString();
    for (const FactValue &value : values) {
        const bool isNothing = std::holds_alternative<std::monostate>(value);
        if (!isNothing || operatorOf(*test.op).type == ValueType::Any)
            proposals.push_back({ValueChange{property, value, frame.now, asked}});
    }
    return proposals;
}

std::optional<Gap> gapOf(const Test &test, const FactValue &value, bool worded)
{
    const auto *have = std::get_if<double>(&value);
    std::optional<Gap> nearest;
    for (const Operand &operand : test.values) {
        const auto *number = std::get_if<double>(&operand);
        if (!have || !number)
            return std::nullopt;
        const double way = std::abs(*number - *have) / std::max(std::abs(*number), 1.0);
        if (!nearest || way < nearest->way)
            nearest = Gap{way, worded ? numberWords(std::abs(*number - *have)) : QString()};
    }
    return nearest;
}

JudgePointer makePropertyJudge(const PropertyCondition &condition, const JudgeSetting &setting)
{
    if (auto onTheWay = valueOnTheWay(condition, setting.binding))
        return std::make_unique<ValueOnTheWayJudge>(condition, std::move(*onTheWay));
    if (!condition.other.isEmpty())
        return std::make_unique<PropertyPairJudge>(condition, setting);
    const bool isDated = operatorOf(*condition.test.op).operands == Operands::Window;
    if (isDated && condition.test.window.kind == WindowKind::SinceEvent)
        return std::make_unique<DateSinceEventJudge>(condition, setting);
    return std::make_unique<PropertyJudge>(condition, setting);
}

} // namespace perennial
