// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/rowevaluator.h"

#include "core/store/store.h"
#include "tests/core/segment/rows/rowevents.h"
#include "tests/core/segment/rows/rowtraits.h"

#include <QRegularExpression>

#include <algorithm>

namespace perennial {

namespace {

QString literal(const Operand &operand)
{
    if (const auto *number = std::get_if<double>(&operand))
        return QString::number(*number, 'g', 17);
    return u'\'' + QString(std::get<QString>(operand)).replace(u'\'', QStringLiteral("''")) + u'\'';
}

// The query with its parameters written into it.
QString writtenOut(QString query, const SqlCondition &condition, qint64 now)
{
    const auto put = [&](const QString &name, const QString &value) {
        query.replace(QRegularExpression(QStringLiteral(":%1\\b").arg(name)), value);
    };
    put(QStringLiteral("as_of"), QString::number(now));
    for (auto it = condition.parameters.begin(); it != condition.parameters.end(); ++it)
        put(it.key(), literal(it.value()));
    return query;
}

std::vector<qint64> idsOf(const QString &path, const QString &query)
{
    const auto store = Store::openReader(path);
    auto statement = store->database().prepare(query.toStdString());
    if (!statement)
        qFatal("%s: %s", qPrintable(query), qPrintable(statement.error().detail));
    std::vector<qint64> ids;
    if (!forEachRow(*statement, [&](const Statement &row) { ids.push_back(row.integer(0)); }))
        qFatal("%s", qPrintable(query));
    return ids;
}

} // namespace

RowEvaluator::RowEvaluator(const QString &storePath)
    : m_rows(readRows(storePath))
{
}

RowQuestion RowEvaluator::questionOf(const SegmentDoc &doc, qint64 now) const
{
    return {m_rows, now, doc.zone.isEmpty() ? m_rows.homeZone : QTimeZone(doc.zone.toUtf8()),
            static_cast<int>(doc.weekStart) + 1, nullptr};
}

std::vector<qint64> RowEvaluator::members(const SegmentDoc &doc, Instant asOf) const
{
    std::vector<qint64> ids;
    for (const RowPerson &person : m_rows.people) {
        if (isMember(doc, asOf.ms, person))
            ids.push_back(person.id);
    }
    return ids;
}

std::vector<RowCount> RowEvaluator::counts(const SegmentDoc &doc, Instant asOf) const
{
    std::vector<RowCount> counts;
    const RowQuestion question = questionOf(doc, asOf.ms);
    visitNodes(doc, [&](const NodePath &path, const SegmentNode &node) {
        if (!isFinished(node))
            return;
        RowCount count{path, 0, 0};
        for (const RowPerson &person : m_rows.people) {
            if (!isKnown(person, asOf.ms))
                continue;
            count.alone += holds(node, question, person);
            count.unknown += !node.group() && judge(node, question, person) == RowVerdict::Unknown;
        }
        counts.push_back(count);
    });
    return counts;
}

bool RowEvaluator::isMember(const SegmentDoc &doc, qint64 now, const RowPerson &person, const RowJourney &journey) const
{
    RowQuestion question = questionOf(doc, now);
    question.journey = &journey;
    return isKnown(person, now) && (!isFinished(doc.root) || holds(doc.root, question, person));
}

bool RowEvaluator::isMember(const SegmentDoc &doc, qint64 now, const RowPerson &person) const
{
    return isKnown(person, now) && (!isFinished(doc.root) || holds(doc.root, questionOf(doc, now), person));
}

bool RowEvaluator::holds(const SegmentNode &node, const RowQuestion &question, const RowPerson &person) const
{
    if (const SegmentGroup *group = node.group())
        return holdsGroup(*group, question, person);
    const RowVerdict verdict = judge(node, question, person);
    return verdict == RowVerdict::Yes || (verdict == RowVerdict::Unknown && node.unknown == UnknownRule::In);
}

bool RowEvaluator::holdsGroup(const SegmentGroup &group, const RowQuestion &question, const RowPerson &person) const
{
    int asked = 0, held = 0;
    for (const SegmentNode &child : group.children) {
        if (!isFinished(child))
            continue;
        ++asked;
        held += holds(child, question, person);
    }
    switch (group.match) {
    case GroupMatch::All:
        return held == asked;
    case GroupMatch::Any:
        return held > 0;
    case GroupMatch::None:
        return held == 0;
    }
    return false;
}

RowVerdict RowEvaluator::judge(const SegmentNode &node, const RowQuestion &question, const RowPerson &person) const
{
    const Condition &is = node.is;
    if (const auto *event = std::get_if<EventCondition>(&is))
        return judgeEvents(*event, question, person);
    if (const auto *property = std::get_if<PropertyCondition>(&is))
        return judgeProperty(*property, question, person);
    if (const auto *consent = std::get_if<ConsentCondition>(&is))
        return judgeConsent(*consent, question, person);
    if (const auto *rhythm = std::get_if<RhythmCondition>(&is))
        return judgeRhythm(*rhythm, question, person);
    if (const auto *sequence = std::get_if<SequenceCondition>(&is))
        return judgeSequence(*sequence, question, person);
    if (const auto *lines = std::get_if<OrderLineCondition>(&is))
        return judgeOrderLines(*lines, question, person);
    if (const auto *place = std::get_if<PlaceCondition>(&is))
        return judgePlace(*place, question, person);
    if (const auto *membership = std::get_if<MembershipCondition>(&is))
        return judgeMembership(*membership, question, person);
    if (const auto *score = std::get_if<ScoreCondition>(&is))
        return judgeScore(*score, question, person);
    if (const auto *sample = std::get_if<SampleCondition>(&is))
        return judgeSample(*sample, person);
    return judgeQuery(std::get<SqlCondition>(is), question, person);
}

RowVerdict RowEvaluator::judgeMembership(const MembershipCondition &condition, const RowQuestion &question,
                                         const RowPerson &person) const
{
    if (condition.of != MemberOf::Segment && condition.of != MemberOf::Stage)
        return judgeStays(condition, question, person);
    const auto wasIn = [&](qint64 at) {
        return condition.of == MemberOf::Stage ? isInStage(condition.name.toLower(), at, person)
                                               : isMember(m_rows.segments.at(condition.name.toLower()), at, person);
    };
    if (wasIn(question.now) != condition.in)
        return RowVerdict::No;
    if (!condition.since)
        return RowVerdict::Yes;
    const auto span = pastSpanOf(*condition.since, question, person);
    if (span->from > span->to || wasIn(span->to) != condition.in)
        return RowVerdict::No;
    const bool isEndless = span->from == RowSpan().from; // before the beginning of time nobody was in
    const bool before = !isEndless && wasIn(span->from - 1);
    return verdictOf(before != condition.in);
}

// Whether a stage is the first, from the top, that is meant for somebody.
bool RowEvaluator::isInStage(const QString &name, qint64 at, const RowPerson &person) const
{
    const Lifecycle &lifecycle = m_rows.lifecycle;
    for (size_t i = 0; i < lifecycle.stages.size(); ++i) {
        const SegmentDoc doc = lifecycle.meantFor(i);
        const bool isMeant = isFinished(doc.root) && isMember(doc, at, person);
        if (isMeant || doc.name.toLower() == name)
            return isMeant && doc.name.toLower() == name;
    }
    return isMember(SegmentDoc(), at, person);
}

RowVerdict RowEvaluator::judgeQuery(const SqlCondition &condition, const RowQuestion &question,
                                    const RowPerson &person) const
{
    const QString query = writtenOut(m_rows.queries.at(condition.query.toLower()), condition, question.now);
    if (m_answers.count(query) == 0)
        m_answers[query] = idsOf(m_rows.path, query);
    return verdictOf(std::ranges::any_of(m_answers[query], [&](qint64 id) {
        const auto found = m_rows.personOf.find(id);
        return found != m_rows.personOf.end() && m_rows.people[found->second].id == person.id;
    }));
}

} // namespace perennial
