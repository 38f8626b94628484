// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/momentplan.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/exactkinds.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QTemporaryDir>

using namespace perennial;

namespace {

// Ranks and queries are those of the midnight before.
bool isOfEverybody(const SegmentNode &node)
{
    return std::holds_alternative<ScoreCondition>(node.is) || std::holds_alternative<SqlCondition>(node.is);
}

} // namespace

// A definition that is bound to no moment says of everybody what the engine says, at any moment, and says when that may
// change.
class TestMomentAgreement : public QObject
{
    Q_OBJECT

private:
    void compareStore(quint32 seed);
    void compareDocument(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table, RandomStore &moments);
    void compareMembers(const SegmentDoc &doc, const MomentPlan &plan, const std::shared_ptr<const ProfileTable> &table,
                        qint64 now);
    void compareTurns(const SegmentDoc &doc, const MomentPlan &plan, const ProfileTable &table, qint64 now,
                      RandomStore &moments);

    QTemporaryDir m_folder;
    int m_compared = 0;
    int m_turns = 0;

private Q_SLOTS:
    void agreesWithTheEngine();
};

void TestMomentAgreement::compareMembers(const SegmentDoc &doc, const MomentPlan &plan,
                                         const std::shared_ptr<const ProfileTable> &table, qint64 now)
{
    const auto answer = answerTo(doc, table, {now});
    QVERIFY(answer);
    for (quint32 person = 0; person < table->profileCount(); ++person) {
        if (plan.holds({person, now, nullptr}) == answer->members.contains(person))
            continue;
        qWarning().noquote() << doc.toJson();
        QFAIL(qPrintable(QStringLiteral("profile %1 at %2").arg(table->idAt(person).value).arg(Instant{now}.toIso())));
    }
    ++m_compared;
}

void TestMomentAgreement::compareTurns(const SegmentDoc &doc, const MomentPlan &plan, const ProfileTable &table,
                                       qint64 now, RandomStore &moments)
{
    for (quint32 person = 0; person < table.profileCount(); person += 3) {
        const bool held = plan.holds({person, now, nullptr});
        const qint64 turn = plan.nextTurn({person, now, nullptr});
        QVERIFY2(turn > now, doc.toJson().constData());
        const qint64 last = std::min(turn - 1, now + 200 * Instant::DayMs);
        for (int i = 0; i < 6; ++i) {
            const qint64 at = i == 0 ? last : std::clamp(moments.moment(), now, last);
            if (plan.holds({person, at, nullptr}) == held)
                continue;
            qWarning().noquote() << doc.toJson();
            QFAIL(qPrintable(QStringLiteral("profile %1: %2 at %3, told to stay so until %4, but not at %5")
                                 .arg(table.idAt(person).value)
                                 .arg(held)
                                 .arg(Instant{now}.toIso(), Instant{turn}.toIso(), Instant{at}.toIso())));
        }
        ++m_turns;
    }
}

void TestMomentAgreement::compareDocument(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table,
                                          RandomStore &moments)
{
    const auto plan = MomentPlan::bind(doc, table);
    const qint64 now = moments.moment();
    QCOMPARE(plan.has_value(), SegmentEngine::compile(doc, table, {now}).has_value());
    if (!plan)
        return;
    for (int i = 0; i < 3 && !QTest::currentTestFailed(); ++i)
        compareMembers(doc, *plan, table, moments.moment());
    if (isExactKind(doc) && !QTest::currentTestFailed())
        compareTurns(doc, *plan, *table, now, moments);
}

void TestMomentAgreement::compareStore(quint32 seed)
{
    const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(seed));
    RandomStore store(seed, seed % 3 == 0 ? RandomStore::Spread::Near : RandomStore::Spread::Far);
    QVERIFY(store.write(path));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    RandomSegment segments(seed);
    for (int i = 0; i < 40 && !QTest::currentTestFailed(); ++i) {
        const SegmentDoc doc = segments.make();
        bool daily = false;
        visitNodes(doc, [&](const NodePath &, const SegmentNode &node) { daily |= isOfEverybody(node); });
        if (!daily)
            compareDocument(doc, *table, store);
    }
}

void TestMomentAgreement::agreesWithTheEngine()
{
    const Seeds seeds = seedsAsked(4000, 60);
    for (quint32 i = 0; i < seeds.count && !QTest::currentTestFailed(); ++i)
        compareStore(seeds.first + i);
    qInfo("%d answers and %d turns compared", m_compared, m_turns);
}

QTEST_GUILESS_MAIN(TestMomentAgreement)
#include "tst_momentagreement.moc"
