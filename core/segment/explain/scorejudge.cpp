// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/scores.h"
#include "core/segment/explain/judgesources.h"
#include "core/segment/explain/propertyjudge.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Somebody's place among all people, or among those of the same group.
class RankJudge final : public Judge
{
public:
    RankJudge(const ScoreCondition &condition, const JudgeSetting &setting)
        : m_condition(condition)
        , m_property(scoreProperty(condition.score))
        , m_now(setting.binding.frame.now)
        , m_test(NumberTest::of(condition.test, 1))
        , m_ranking(setting.sources.ranking(m_property, condition.within, m_now))
        , m_isDate(typeOf(setting.binding.table, m_property) == ValueType::Date)
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const auto place = m_ranking->placeOf(facts, m_now.ms);
        if (findings)
            explain(facts, place, *findings);
        if (!place)
            return Verdict::Unknown;
        const bool yes = m_condition.scale == ScoreScale::Rank ? m_test.passes(place->higher + 1)
                                                               : m_test.passesFraction(100 * place->lower, place->all);
        return yes ? Verdict::Yes : Verdict::No;
    }

    // The values of those in whose place one might stand.
    std::vector<Changes> remedies(const PersonFacts &facts, Verdict) const override
    {
        constexpr size_t most = 60;
        const Ranking::Others others = m_ranking->othersOf(facts, m_now.ms);
        std::vector<Changes> proposals;
        for (const size_t place : placesAsked(others.size()))
            proposals.push_back(changeTo(others[place]));
        for (size_t place = 0; place < others.size(); place += others.size() / most + 1)
            proposals.push_back(changeTo(others[place]));
        if (others.size() > 0) {
            proposals.push_back(changeTo(others[0] - 1));
            proposals.push_back(changeTo(others[others.size() - 1] + 1));
        }
        return proposals;
    }

private:
    // Places among so many others, from the lowest on, about which the verdict may turn.
    [[nodiscard]] std::vector<size_t> placesAsked(size_t others) const
    {
        const auto count = static_cast<double>(others);
        std::vector<size_t> places;
        for (const Operand &operand : m_condition.test.values) {
            const double asked = std::get<double>(operand);
            const double place = m_condition.scale == ScoreScale::Rank ? count - asked : asked / 100 * (count + 1);
            for (const double beside : {place - 1, place, place + 1}) {
                if (beside >= 0 && beside < count)
                    places.push_back(static_cast<size_t>(beside));
            }
        }
        return places;
    }

    [[nodiscard]] Changes changeTo(double value) const
    {
        const FactValue fact = m_isDate ? FactValue(Instant{static_cast<qint64>(value)}) : FactValue(value);
        return {ValueChange{m_property, fact, m_now, tr("so that the place does")}};
    }

    void explain(const PersonFacts &facts, const std::optional<Ranking::Place> &place, Findings &findings) const
    {
        findings.add(evidenceOf(m_property, facts.value(m_property, m_now.ms)));
        if (!m_condition.within.isEmpty())
            findings.add(evidenceOf(m_condition.within, facts.value(m_condition.within, m_now.ms)));
        if (!place)
            return;
        const double percentile = 100 * static_cast<double>(place->lower) / static_cast<double>(place->all);
        findings.add({EvidenceKind::Rank,
                      m_property,
                      {},
                      place->higher + 1,
                      {},
                      false,
                      {{QStringLiteral("of"), place->all}, {QStringLiteral("percentile"), percentile}}});
        findings.compared = tr("rank %1 of %2, percentile %3")
                                .arg(place->higher + 1)
                                .arg(place->all)
                                .arg(QString::number(percentile, 'f', 1));
    }

    ScoreCondition m_condition;
    QString m_property;
    Instant m_now;
    NumberTest m_test;
    std::shared_ptr<const Ranking> m_ranking;
    bool m_isDate;
};

} // namespace

JudgePointer makeScoreJudge(const ScoreCondition &condition, const JudgeSetting &setting)
{
    if (condition.scale == ScoreScale::Value)
        return makePropertyJudge({scoreProperty(condition.score), condition.test, {}}, setting);
    return std::make_unique<RankJudge>(condition, setting);
}

} // namespace perennial
