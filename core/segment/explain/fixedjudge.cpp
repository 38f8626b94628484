// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/sampleleaf.h"
#include "core/segment/explain/judge.h"
#include "core/segment/explain/judgesources.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Nothing that happens to a person changes the lot.
class SampleJudge final : public Judge
{
public:
    explicit SampleJudge(const SampleCondition &condition)
        : m_salt(condition.salt.toUtf8())
        , m_threshold(sampleThreshold(*condition.percent))
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const qint64 lot = sampleHash(facts.table().idAt(facts.person()).value, m_salt);
        if (findings) {
            findings->add({EvidenceKind::Sample, tr("lot"), {}, lot, {}, false, {}});
            findings->compared = tr("the lot is %1, those below %2 are in").arg(lot).arg(m_threshold);
        }
        return lot < m_threshold ? Verdict::Yes : Verdict::No;
    }

private:
    QByteArray m_salt;
    qint64 m_threshold;
};

// What a query looks at is its own affair.
class QueryJudge final : public Judge
{
public:
    QueryJudge(const SqlCondition &condition, std::shared_ptr<const ProfileSet> people)
        : m_condition(condition)
        , m_people(std::move(people))
    {
    }

    Verdict judge(const PersonFacts &facts, Findings *findings) const override
    {
        const bool found = m_people->contains(facts.person());
        if (findings)
            findings->add({EvidenceKind::Query, m_condition.query, {}, found, {}, false, {}});
        return found ? Verdict::Yes : Verdict::No;
    }

private:
    SqlCondition m_condition;
    std::shared_ptr<const ProfileSet> m_people;
};

} // namespace

JudgePointer makeSampleJudge(const SampleCondition &condition)
{
    return std::make_unique<SampleJudge>(condition);
}

Result<JudgePointer> makeQueryJudge(const SqlCondition &condition, const JudgeSetting &setting)
{
    auto people = setting.sources.peopleFound(condition, setting.binding.frame);
    if (!people)
        return failure(people.error());
    return std::make_unique<QueryJudge>(condition, std::move(*people));
}

} // namespace perennial
