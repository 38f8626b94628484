// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/explain/agreement.h"

#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/explain/docjudge.h"
#include "core/segment/explain/reasons.h"
#include "tests/core/segment/explain/explainedshop.h"

#include <QTest>

#include <functional>
#include <map>

namespace perennial {

namespace {

struct Asked
{
    const SegmentDoc &doc;
    const std::shared_ptr<const ProfileTable> &table;
    Instant asOf;
};

void compareMembers(const Asked &asked, const DocJudge &judge)
{
    const auto &[doc, table, asOf] = asked;
    const auto members = membersOf(doc, table, asOf);
    QVERIFY2(members.has_value(), qPrintable(QString::fromUtf8(doc.toJson())));
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        const PersonFacts facts(*table, person, asOf);
        const bool member = judge.isMember(facts);
        if (member != members->contains(person))
            qWarning().noquote() << "person" << table->idAt(person).value << asOf.toIso() << "\n" << doc.toJson();
        QCOMPARE(member, members->contains(person));
        QCOMPARE(judge.explain(facts).holds && facts.isKnownAt(asOf.ms), member);
    }
}

// Whom each node holds by itself, and for how many it cannot be decided.
void compareNodes(const Asked &asked, const DocJudge &judge)
{
    const auto &[doc, table, asOf] = asked;
    std::map<QString, std::pair<quint32, quint32>> counted;
    const std::function<void(const ExplainedNode &)> count = [&](const ExplainedNode &node) {
        auto &[alone, unknown] = counted[node.path.toString()];
        alone += node.finished && node.holds;
        unknown += node.finished && node.verdict == Verdict::Unknown;
        for (const ExplainedNode &child : node.children) {
            if (!child.asOf)
                count(child);
        }
    };
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        if (const PersonFacts facts(*table, person, asOf); facts.isKnownAt(asOf.ms))
            count(judge.explain(facts));
    }
    const auto answer = SegmentEngine::compile(doc, table, asOf).and_then([](const Plan &plan) {
        return SegmentEngine::evaluate(plan, Progress());
    });
    for (const NodeCount &node : answer->nodes) {
        const bool same = !node.finished || counted[node.path.toString()] == std::pair(node.alone, node.unknown);
        QVERIFY2(same, qPrintable(node.path.toString() + asOf.toIso() + QString::fromUtf8(doc.toJson())));
    }
}

// Who fails on a child alone, counted by hand.
void compareReasons(const Asked &asked, const DocJudge &judge)
{
    const auto &[doc, table, asOf] = asked;
    const auto plan = SegmentEngine::compile(doc, table, asOf);
    const auto reasons = reasonsOf(*plan, Progress());
    QVERIFY(reasons.has_value());
    if (reasons->empty() || !reasons->front().path.isRoot())
        return;
    const bool wanted = doc.root.group()->match == GroupMatch::All;
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        const PersonFacts facts(*table, person, asOf);
        std::vector<NodePath> failing;
        for (const ExplainedNode &child : judge.explain(facts).children) {
            if (child.finished && child.holds != wanted)
                failing.push_back(child.path);
        }
        for (const OnlyReason &only : reasons->front().only) {
            const bool alone = facts.isKnownAt(asOf.ms) && failing == std::vector<NodePath>{only.path};
            if (only.people.contains(person) != alone)
                qWarning().noquote() << "person" << table->idAt(person).value << asOf.toIso() << only.path.toString()
                                     << "\n"
                                     << doc.toJson();
            QCOMPARE(only.people.contains(person), alone);
        }
    }
}

} // namespace

int compareWithEngine(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    const StoreSources store(table->columns().storePath);
    const JudgeSources sources(store, *table, asOf);
    const auto judge = DocJudge::bind(doc, *table, asOf, sources);
    if (!judge) {
        QTest::qFail(qPrintable(judge.error().message), __FILE__, __LINE__);
        return 0;
    }
    for (const auto compare : {compareMembers, compareNodes, compareReasons}) {
        if (!QTest::currentTestFailed())
            compare({doc, table, asOf}, *judge);
    }
    return static_cast<int>(table->profileCount());
}

} // namespace perennial
