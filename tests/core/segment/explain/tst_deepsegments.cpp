// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/nearmisses.h"
#include "tests/core/segment/explain/explainedshop.h"
#include "tests/core/segment/explain/levels.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QElapsedTimer>

#include <functional>

using namespace perennial;

namespace {

constexpr Instant Now{RandomStore::Origin};
// Far beyond what it takes, however busy the computer: what is tried again and again would not end. How long it does
// take is printed.
constexpr qint64 MostMs = 60'000;

struct Written
{
    int whole = 0;
    int again = 0;
};

// Segments written out and told of again. The test fails where one is told of otherwise, or before it is written out.
Written writtenIn(const Explanation &explanation)
{
    Written written;
    std::map<std::pair<QString, qint64>, bool> told; // by the condition that names it
    const std::function<void(const ExplainedNode &)> look = [&](const ExplainedNode &node) {
        for (const ExplainedNode &child : node.children) {
            if (!child.asOf) {
                look(child);
                continue;
            }
            const std::pair key(node.evidence.front().name.toLower(), child.asOf->ms);
            ++(child.explainedAbove ? written.again : written.whole);
            if (child.explainedAbove != told.contains(key) || (child.explainedAbove && told[key] != child.holds) ||
                child.explainedAbove != child.children.empty())
                QTest::qFail("a segment is told of otherwise", __FILE__, __LINE__);
            look(child);
            told[key] = child.holds;
        }
    };
    look(explanation.root);
    return written;
}

} // namespace

// Explaining somebody costs as much as there are segments, not as there are ways from one to another.
class TestDeepSegments : public QObject
{
    Q_OBJECT

private:
    void explainAll(const Levels &levels, int level, Written wanted);

    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void aDeepDiamondIsExplainedAtOnce();
    void soIsOneThatAsksForThePast();
    void whatChangesTheBottomChangesTheTop();
    void nearMissesAreThoseOfTheBottom();
    void aCircleIsRefused();
};

void TestDeepSegments::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("levels.perennial"));
    QVERIFY(RandomStore(30).write(path));
    auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

void TestDeepSegments::explainAll(const Levels &levels, int level, Written wanted)
{
    const SegmentDoc doc = levels.at(level);
    const auto members = membersOf(doc, m_table, Now, &levels);
    QVERIFY(members.has_value());
    for (quint32 person = 0; person < m_table->profileCount(); ++person) {
        QElapsedTimer timer;
        timer.start();
        const auto explanation = explain(doc, m_table, m_table->idAt(person), Now, Progress(), &levels);
        const qint64 took = timer.elapsed();
        QVERIFY(explanation.has_value());
        QCOMPARE(explanation->member, members->contains(person));
        const Written written = writtenIn(*explanation);
        QCOMPARE(written.whole, wanted.whole);
        QCOMPARE(written.again, wanted.again);
        QVERIFY2(took < MostMs, qPrintable(QString::number(took)));
    }
}

void TestDeepSegments::aDeepDiamondIsExplainedAtOnce()
{
    const Levels levels;
    explainAll(levels, 40, {40, 40});
    const int before = levels.fetched();
    QVERIFY(explain(levels.at(40), m_table, m_table->idAt(0), Now, Progress(), &levels).has_value());
    QVERIFY(levels.fetched() - before <= 80); // by either way of writing its name
}

// Each level is asked for at one moment more than the level above.
void TestDeepSegments::soIsOneThatAsksForThePast()
{
    constexpr int top = 8, whole = (top + 1) * (top + 2) / 2 - 1;
    explainAll(Levels(3), top, {whole, 3 * top * (top + 1) / 2 - whole});
}

void TestDeepSegments::whatChangesTheBottomChangesTheTop()
{
    const Levels levels;
    int possible = 0;
    for (quint32 person = 0; person < m_table->profileCount(); ++person) {
        const ProfileId id = m_table->idAt(person);
        const auto top = explain(levels.at(40), m_table, id, Now, Progress(), &levels);
        const auto bottom = explain(levels.at(0), m_table, id, Now, Progress(), &levels);
        QVERIFY(top && bottom);
        QCOMPARE(top->flip.sentence, bottom->flip.sentence);
        possible += top->flip.possible;
    }
    QVERIFY(possible > 0);
}

void TestDeepSegments::nearMissesAreThoseOfTheBottom()
{
    const Levels levels;
    const auto keptOutBy = [&](const char *name) {
        const SegmentDoc doc = ExplainedShop::document("{'kind':'membership','name':'" + QByteArray(name) + "'}");
        QList<qint64> ids;
        if (const auto near = nearMissesOf(doc, m_table, Now, 1000, Progress(), &levels)) {
            for (const NearMiss &miss : near->people)
                ids.append(miss.profile.value);
        }
        return ids;
    };
    QElapsedTimer timer;
    timer.start();
    const QList<qint64> top = keptOutBy("Level 40");
    QVERIFY2(timer.elapsed() < MostMs, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!top.isEmpty());
    QCOMPARE(top, keptOutBy("Level 0"));
}

void TestDeepSegments::aCircleIsRefused()
{
    class Circle final : public SegmentSources
    {
        Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override
        {
            const char *other = name.name.toLower() == QLatin1String("one") ? "Two" : "ONE";
            return std::optional(ExplainedShop::document("{'kind':'membership','name':'" + QByteArray(other) + "'}"));
        }
        Result<std::vector<qint64>> peopleFound(const SqlCondition &, const TimeFrame &, const QString &) const override
        {
            return std::vector<qint64>();
        }
        Result<std::optional<SavedQuery>> query(const QString &) const override { return std::nullopt; }
    };
    const Circle circle;
    const SegmentDoc doc = ExplainedShop::document("{'kind':'membership','name':'One'}");
    const auto explanation = explain(doc, m_table, m_table->idAt(0), Now, Progress(), &circle);
    QVERIFY(!explanation && explanation.error().message.contains(QLatin1String("cannot contain itself")));
    QVERIFY(!nearMissesOf(doc, m_table, Now, 10, Progress(), &circle));
}

QTEST_GUILESS_MAIN(TestDeepSegments)
#include "tst_deepsegments.moc"
