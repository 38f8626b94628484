// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sharedbindings.h"
#include "core/segment/moments/momentleaf.h"
#include "core/segment/moments/personrun.h"
#include "core/segment/moments/windowturns.h"
#include "core/segment/plan/ontheway.h"

#include <QJsonDocument>

#include <bit>

namespace perennial {

namespace {

// When the value of a property changes next.
class ValueTurns
{
public:
    explicit ValueTurns(const PropertyColumn *column)
        : m_column(column)
    {
    }

    [[nodiscard]] PropertyColumn::Raw rawAt(const MomentQuestion &asked)
    {
        const auto rows = rowsOf(asked.person);
        return rows.empty() ? m_column->rawAt(asked.person)
                            : PropertyColumn::inForce(rows.data(), rows.data() + rows.size(), asked.now);
    }

    [[nodiscard]] qint64 next(const MomentQuestion &asked)
    {
        const auto rows = m_column ? rowsOf(asked.person) : std::span<const PropertyColumn::Earlier>();
        const auto later = std::ranges::upper_bound(rows, asked.now, {}, &PropertyColumn::Earlier::since);
        return later == rows.end() ? TimeRange::End : later->since;
    }

private:
    [[nodiscard]] std::span<const PropertyColumn::Earlier> rowsOf(quint32 person)
    {
        return m_rows.of(m_column->histories, person);
    }

    const PropertyColumn *m_column;
    PersonRows<PropertyColumn::Earlier> m_rows;
};

// A property against what is written.
class ValueMoment final : public MomentLeaf
{
public:
    ValueMoment(const PropertyCondition &condition, const MomentBinding &binding)
        : m_condition(condition)
        , m_binding(binding)
        , m_column(condition.of == PropertyOf::Profile ? binding.table->property(condition.property) : nullptr)
        , m_turns(m_column)
        , m_isDated(dependsOnMoment(condition.test))
    {
        if (!m_isDated)
            m_test.emplace(condition.test, binding.frame({}));
        if (m_column && !isPlain(m_column->type))
            judgeTexts();
    }

    Verdict judge(const MomentQuestion &asked) override
    {
        const bool isChanged = asked.journey && asked.journey->properties.contains(m_condition.property);
        if (m_condition.of != PropertyOf::Profile || isChanged) {
            const auto value = valueOnTheWay(m_condition, m_binding.at(asked));
            return value ? value->verdict : Verdict::Unknown;
        }
        if (!m_isDated)
            return verdictOf(*m_test, asked);
        return verdictOf(ValueTest(m_condition.test, m_binding.frame(asked)), asked);
    }

    qint64 nextTurn(const MomentQuestion &asked) override
    {
        const qint64 turn = m_turns.next(asked);
        if (!m_isDated)
            return turn;
        const bool isChanged = asked.journey && asked.journey->properties.contains(m_condition.property);
        if (!m_column || isChanged || m_condition.test.op == Op::AnniversaryWithin)
            return std::min(turn, nextMidnight(asked.now, m_binding.zone));
        const qint64 date = m_turns.rawAt(asked);
        if (date == PropertyColumn::NoDate)
            return turn;
        return std::min(turn, nextWindowTurn(m_condition.test.window, m_binding.frame(asked), date));
    }

private:
    static bool isPlain(ValueType type) { return type == ValueType::Number || type == ValueType::Date; }

    void judgeTexts()
    {
        m_byCode.assign(std::max<size_t>(m_column->texts.size(), 1), m_test->ofNothing());
        visitEach(m_byCode.size() - 1, m_binding.stop,
                  [&](size_t before) { m_byCode[before + 1] = ofText(m_column->texts[before + 1]); });
    }

    [[nodiscard]] Verdict ofText(const QByteArray &text) const
    {
        if (m_test->type() == ValueType::Any)
            return m_test->ofPresence(true);
        if (m_column->type == ValueType::Boolean)
            return m_test->ofBoolean(text == "1");
        if (m_column->type == ValueType::List)
            return m_test->ofList(QJsonDocument::fromJson(text).array());
        return m_test->ofText(QString::fromUtf8(text));
    }

    [[nodiscard]] Verdict verdictOf(const ValueTest &test, const MomentQuestion &asked)
    {
        if (!m_column)
            return test.ofNothing();
        const PropertyColumn::Raw raw = m_turns.rawAt(asked);
        if (!m_byCode.empty())
            return m_byCode[static_cast<size_t>(raw)];
        const bool isNothing = m_column->type == ValueType::Number ? std::isnan(std::bit_cast<double>(raw))
                                                                   : raw == PropertyColumn::NoDate;
        if (isNothing)
            return test.ofNothing();
        if (test.type() == ValueType::Any)
            return test.ofPresence(true);
        return m_column->type == ValueType::Number ? test.ofNumber(std::bit_cast<double>(raw)) : test.ofDate(raw);
    }

    PropertyCondition m_condition;
    const MomentBinding &m_binding;
    const PropertyColumn *m_column;
    ValueTurns m_turns;
    bool m_isDated;
    std::optional<ValueTest> m_test;
    std::vector<Verdict> m_byCode; // texts, yes or no, lists
};

// Two properties of a person against each other: asked of the engine.
class PairMoment final : public MomentLeaf
{
public:
    PairMoment(const PropertyCondition &condition, const MomentBinding &binding)
        : m_engine(makeEngineMoment(condition, binding))
        , m_one(binding.table->property(condition.property))
        , m_other(binding.table->property(condition.other))
    {
    }

    Verdict judge(const MomentQuestion &asked) override { return m_engine->judge(asked); }
    qint64 nextTurn(const MomentQuestion &asked) override { return std::min(m_one.next(asked), m_other.next(asked)); }

private:
    MomentLeafPointer m_engine;
    ValueTurns m_one;
    ValueTurns m_other;
};

} // namespace

MomentLeafPointer makeValueMoment(const PropertyCondition &condition, const MomentBinding &binding)
{
    if (!condition.other.isEmpty())
        return std::make_unique<PairMoment>(condition, binding);
    if (condition.test.window.kind == WindowKind::SinceEvent && dependsOnMoment(condition.test))
        return nullptr;
    return std::make_unique<ValueMoment>(condition, binding);
}

} // namespace perennial
