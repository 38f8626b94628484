// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/money.h"
#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"
#include "core/segment/explain/factquantity.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <set>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Verdict verdictOf(bool yes)
{
    return yes ? Verdict::Yes : Verdict::No;
}

class EventJudge final : public Judge
{
public:
    EventJudge(const EventCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_binding(setting.binding)
        , m_quantity(condition.quantity, setting.binding)
    {
        const ValueType type = operatorOf(*condition.compare.op).type;
        if (condition.with)
            m_with.emplace(*condition.with, setting.binding);
        else if (type == ValueType::Number || type == ValueType::Count)
            m_number.emplace(NumberTest::of(condition.compare, m_quantity.unit()));
        else
            m_value.emplace(condition.compare, setting.binding.frame);
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const FactAmount amount = m_quantity.of(facts);
        const std::optional<FactAmount> other = m_with ? std::optional(m_with->of(facts)) : std::nullopt;
        if (findings)
            explain(facts, amount, other, *findings);
        if (!amount.placed || (other && !other->placed))
            return Verdict::Unknown;
        return other ? compare(m_quantity.asNumber(amount), m_with->asNumber(*other)) : test(amount);
    }

    void addTurns(const PersonFacts &facts, std::vector<qint64> &turns) const override
    {
        m_quantity.addTurns(facts, turns);
        if (m_with)
            m_with->addTurns(facts, turns);
    }

    std::vector<Changes> remedies(const PersonFacts &facts, Verdict) const override
    {
        std::vector<Changes> proposals;
        const FactAmount amount = m_quantity.of(facts);
        if (!m_with) {
            propose(m_quantity, facts, amount, amountsAround(m_condition.compare, m_quantity.unit()), proposals);
            return proposals;
        }
        const FactAmount other = m_with->of(facts);
        propose(m_quantity, facts, amount, around(other, *m_with, m_quantity.unit()), proposals);
        propose(*m_with, facts, other, around(amount, m_quantity, m_with->unit()), proposals);
        return proposals;
    }

    std::optional<Gap> gap(const PersonFacts &facts, bool worded) const override
    {
        const FactAmount amount = m_quantity.asNumber(m_quantity.of(facts));
        if (m_with || m_value || !amount.known)
            return std::nullopt;
        const Gap numbers = distance(amount, worded);
        const auto time =
            m_quantity.written().aggregate == Aggregate::Count ? timeBeyond(facts, amount, worded) : std::nullopt;
        return time && time->way < numbers.way ? *time : numbers;
    }

private:
    [[nodiscard]] Verdict test(const FactAmount &amount) const
    {
        if (m_value)
            return amount.picked ? testPicked(amount) : Verdict::Unknown;
        if (!amount.known)
            return Verdict::Unknown;
        const FactAmount number = m_quantity.asNumber(amount);
        if (!number.known)
            return Verdict::Unknown;
        if (number.real)
            return verdictOf(m_number->passes(number.toReal()));
        return verdictOf(number.denominator == 1 ? m_number->passes(number.whole)
                                                 : m_number->passesFraction(number.whole, number.denominator));
    }

    // By an operator that is not one of numbers.
    [[nodiscard]] Verdict testPicked(const FactAmount &amount) const
    {
        if (m_value->type() == ValueType::Any)
            return m_value->ofPresence(amount.known);
        return amount.known && !m_quantity.ofValue() ? m_value->ofJson(amount.json) : Verdict::Unknown;
    }

    [[nodiscard]] Verdict compare(const FactAmount &left, const FactAmount &right) const
    {
        if (!left.known || !right.known)
            return Verdict::Unknown;
        const qint64 leftUnit = left.denominator * m_quantity.unit(), rightUnit = right.denominator * m_with->unit();
        const Op op = *m_condition.compare.op;
        if (!left.real && !right.real)
            return verdictOf(compares(op, static_cast<__int128>(left.whole) * rightUnit,
                                      static_cast<__int128>(right.whole) * leftUnit));
        const auto real = [](const FactAmount &amount, qint64 unit) {
            return (amount.real ? amount.number : static_cast<double>(amount.whole)) / static_cast<double>(unit);
        };
        return verdictOf(compares(op, real(left, leftUnit), real(right, rightUnit)));
    }

    void explain(const PersonFacts &facts, const FactAmount &amount, const std::optional<FactAmount> &other,
                 Findings &findings) const
    {
        m_quantity.addEvidence(facts, amount, findings);
        if (other)
            m_with->addEvidence(facts, *other, findings);
        if (!amount.placed || (other && !other->placed))
            findings.compared = tr("not known: the event the window begins with never happened");
        else if (other)
            findings.compared = tr("%1, compared with %2").arg(m_quantity.words(amount), m_with->words(*other));
        else
            findings.compared = tr("%1, needs %2").arg(m_quantity.words(amount), needed());
    }

    [[nodiscard]] QString needed() const
    {
        if (m_quantity.written().aggregate == Aggregate::Count)
            return timesWords(m_condition.compare);
        const QString operands = operandsWords(m_condition.compare);
        const QString op = operatorWords(*m_condition.compare.op, m_value ? ValueType::Any : ValueType::Count);
        return operands.isEmpty() ? op : QString(op + u' ' + operands);
    }

    // The other side's amount in units of this one's, and what lies beside it.
    [[nodiscard]] static std::vector<qint64> around(const FactAmount &amount, const FactQuantity &quantity, qint64 unit)
    {
        const FactAmount number = quantity.asNumber(amount);
        if (!number.known || std::abs(number.toReal()) > 1e12)
            return {};
        const double here = number.toReal() / static_cast<double>(quantity.unit()) * static_cast<double>(unit);
        const auto floor = static_cast<qint64>(std::floor(here));
        return {floor, floor + 1, floor - 1, floor + 2};
    }

    // Events that bring the quantity to one of the wanted amounts.
    void propose(const FactQuantity &quantity, const PersonFacts &facts, const FactAmount &amount,
                 const std::vector<qint64> &wanted, std::vector<Changes> &proposals) const
    {
        const auto event = quantity.oneMore(facts);
        if (!event)
            return;
        for (const int times : timesToTry(quantity, amount, wanted)) {
            for (EventChange change : valued(quantity, *event, amount, wanted)) {
                change.times = times;
                proposals.push_back({change});
            }
        }
        if (quantity.written().aggregate == Aggregate::Distinct && !quantity.ofValue())
            proposeDifferent(quantity, *event, amount, wanted, proposals);
    }

    [[nodiscard]] static std::set<int> timesToTry(const FactQuantity &quantity, const FactAmount &amount,
                                                  const std::vector<qint64> &wanted)
    {
        constexpr qint64 most = 1000;
        std::set<int> times{1};
        const auto have = static_cast<qint64>(amount.of.size());
        if (quantity.written().aggregate == Aggregate::Count) {
            for (const qint64 want : wanted) {
                if (want > have && want - have <= most)
                    times.insert(static_cast<int>(want - have));
            }
        }
        if (quantity.written().aggregate == Aggregate::Nth && *quantity.written().nth <= most)
            times.insert(*quantity.written().nth);
        if (quantity.written().aggregate == Aggregate::Median)
            times.insert(static_cast<int>(std::min(most, have + 1)));
        return times;
    }

    // The event with whatever value may do.
    [[nodiscard]] std::vector<EventChange> valued(const FactQuantity &quantity, const EventChange &event,
                                                  const FactAmount &amount, const std::vector<qint64> &wanted) const
    {
        std::vector<EventChange> events{event};
        if (!quantity.ofValue()) {
            for (const QJsonValue &value : valuesToTry(amount, wanted)) {
                events.push_back(event);
                events.back().properties.insert(quantity.written().property, value);
            }
            return events;
        }
        std::vector<qint64> values = quantity.filter().exampleValues();
        if (quantity.isMoney()) {
            for (const qint64 want : wanted) {
                values.push_back(quantity.written().aggregate == Aggregate::Sum ? want - amount.whole : want);
                if (quantity.written().aggregate == Aggregate::Average)
                    values.push_back(want * (amount.denominator + 1) - amount.whole);
            }
        }
        std::ranges::sort(values);
        for (const qint64 value : values) {
            if (value <= 0)
                continue;
            events.push_back(event);
            events.back().value = value;
            events.back().spends = quantity.isMoney();
        }
        return events;
    }

    [[nodiscard]] std::vector<QJsonValue> valuesToTry(const FactAmount &amount, const std::vector<qint64> &wanted) const
    {
        std::vector<QJsonValue> values;
        if (m_value)
            return valuesFor(m_condition.compare, m_binding.frame);
        for (const qint64 want : wanted) {
            values.emplace_back(static_cast<double>(want));
            values.emplace_back(static_cast<double>(want) - amount.number);
        }
        for (const Operand &operand : m_condition.compare.values) {
            if (const auto *number = std::get_if<double>(&operand)) {
                values.emplace_back(*number);
                values.emplace_back(*number - amount.number);
            }
        }
        return values;
    }

    // Each with a value of its own.
    static void proposeDifferent(const FactQuantity &quantity, const EventChange &event, const FactAmount &amount,
                                 const std::vector<qint64> &wanted, std::vector<Changes> &proposals)
    {
        constexpr qint64 most = 20;
        for (const qint64 want : wanted) {
            Changes changes;
            for (qint64 i = amount.whole; i < want && want - amount.whole <= most; ++i) {
                EventChange other = event;
                other.properties.insert(quantity.written().property, QStringLiteral("? %1").arg(i));
                changes.emplace_back(other);
            }
            if (!changes.empty())
                proposals.push_back(std::move(changes));
        }
    }

    [[nodiscard]] Gap distance(const FactAmount &amount, bool worded) const
    {
        const double have = amount.toReal() / static_cast<double>(m_quantity.unit());
        double nearest = std::numeric_limits<double>::infinity(), scale = 1;
        for (const double threshold : thresholds()) {
            if (std::abs(threshold - have) < nearest) {
                nearest = std::abs(threshold - have);
                scale = std::max(std::abs(threshold), 1.0);
            }
        }
        return {nearest / scale, worded ? distanceWords(std::max(nearest, leastStep())) : QString()};
    }

    // Who has exactly what is to be passed lacks the least there is.
    [[nodiscard]] double leastStep() const
    {
        if (m_quantity.isMoney())
            return std::pow(10.0, -minorDigits(m_binding.table.currency()));
        return m_quantity.written().aggregate == Aggregate::Count ? 1 : 0;
    }

    [[nodiscard]] std::vector<double> thresholds() const
    {
        std::vector<double> thresholds;
        for (const Operand &operand : m_condition.compare.values)
            thresholds.push_back(std::get<double>(operand));
        if (thresholds.empty())
            thresholds = {m_condition.compare.op == Op::AtLeastOnce ? 1.0 : 0.0};
        return thresholds;
    }

    [[nodiscard]] QString distanceWords(double distance) const
    {
        const QString &currency = m_binding.table.currency();
        if (m_quantity.isMoney())
            return QString::number(distance, 'f', minorDigits(currency)) + u' ' + currency;
        if (m_quantity.written().aggregate != Aggregate::Count)
            return numberWords(distance);
        return distance == 1 ? tr("once") : tr("%1 times").arg(numberWords(distance));
    }

    // How long ago the window was left by the events that would do; or how long those that are too many stay in it.
    [[nodiscard]] std::optional<Gap> timeBeyond(const PersonFacts &facts, const FactAmount &amount, bool worded) const
    {
        const TimeRange range = m_quantity.window().rangeOf(facts).value_or(TimeRange());
        if (range.from == TimeRange::Start || m_condition.compare.op == Op::NotEquals)
            return std::nullopt;
        const bool tooFew = m_number->passes(amount.whole + 1) || !m_number->passes(qint64(0));
        const qint64 length = std::max<qint64>(range.to - range.from, 1);
        if (!tooFew) {
            if (amount.of.empty())
                return std::nullopt;
            const qint64 stays = amount.of.front().at - range.from;
            return gapOf(stays, length, worded);
        }
        const FactEvents all = m_quantity.filter().passing(facts, m_quantity.written().metric, range.from - 1);
        return all.empty() ? std::nullopt : std::optional(gapOf(range.from - all.back().at, length, worded));
    }

    static Gap gapOf(qint64 ms, qint64 length, bool worded)
    {
        const int days = static_cast<int>(ms / Instant::DayMs), hours = static_cast<int>(ms / Instant::HourMs);
        const int minutes = static_cast<int>(ms / 60'000) + 1;
        const QString words = days > 0    ? countedSpan(days, TimeUnit::Day)
                              : hours > 0 ? countedSpan(hours, TimeUnit::Hour)
                                          : countedSpan(minutes, TimeUnit::Minute);
        return {static_cast<double>(ms) / static_cast<double>(length), worded ? words : QString()};
    }

    EventCondition m_condition;
    Binding m_binding;
    FactQuantity m_quantity;
    std::optional<FactQuantity> m_with;
    std::optional<NumberTest> m_number;
    std::optional<ValueTest> m_value;
};

} // namespace

JudgePointer makeEventJudge(const EventCondition &condition, const JudgeSetting &setting)
{
    return std::make_unique<EventJudge>(condition, setting);
}

} // namespace perennial
