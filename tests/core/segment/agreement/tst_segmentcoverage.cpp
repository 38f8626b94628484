// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/enumids.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomstore.h"
#include "tests/core/segment/rows/rowevaluator.h"
#include "tests/core/segment/rows/segmentcases.h"

#include <QSet>
#include <QTemporaryDir>

using namespace perennial;

// Every kind of condition with every operator, window, aggregate, pattern, state, scale, … that a document may say: the
// engine and the reading row by row agree on it, and it tells people apart. The combinations come from the language's
// own tables, so that what is added to one of them is asked for here.
class TestSegmentCoverage : public QObject
{
    Q_OBJECT

private:
    struct Stand
    {
        std::shared_ptr<const ProfileTable> table;
        std::unique_ptr<RowEvaluator> rows;
        Instant asOf;
    };

    static void compare(const SegmentCase &asked, const Stand &stand, size_t &members, size_t &people);
    bool tellsApart(const SegmentCase &asked);

    QTemporaryDir m_folder;
    std::vector<Stand> m_stands;

private Q_SLOTS:
    void initTestCase();
    void everyKindHasCases();
    void everyCaseTellsPeopleApart_data();
    void everyCaseTellsPeopleApart();
};

void TestSegmentCoverage::initTestCase()
{
    for (quint32 seed = 0; seed < 64; ++seed) {
        const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(seed));
        QVERIFY(RandomStore(7001 + seed).write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        const qint64 hours = seed % 4 == 0 ? 5 : seed % 8 * 77; // an evening with a day behind it; others
        m_stands.push_back(
            {*table, std::make_unique<RowEvaluator>(path), {RandomStore::Origin - hours * Instant::HourMs}});
    }
}

void TestSegmentCoverage::everyKindHasCases()
{
    QSet<QString> kinds;
    for (const SegmentCase &made : segmentCases())
        kinds.insert(made.kind);
    for (const char *kind : ConditionIds)
        QVERIFY2(kinds.contains(QLatin1String(kind)), kind);
}

void TestSegmentCoverage::everyCaseTellsPeopleApart_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : ConditionIds)
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestSegmentCoverage::compare(const SegmentCase &asked, const Stand &stand, size_t &members, size_t &people)
{
    const SegmentDoc doc = documentOf(asked);
    const auto answer = answerTo(doc, stand.table, stand.asOf);
    const QString name = asked.kind + QStringLiteral(" · ") + asked.name;
    QVERIFY2(answer, qPrintable(name + (answer ? QString() : answer.error().message)));
    const std::vector<qint64> ids = idsIn(*answer, *stand.table);
    QVERIFY2(ids == stand.rows->members(doc, stand.asOf), qPrintable(name));
    members += ids.size();
    people += answer->of;
}

// Asks some of the stores, and more of them while it holds nobody or everybody.
bool TestSegmentCoverage::tellsApart(const SegmentCase &asked)
{
    constexpr size_t least = 4;
    size_t members = 0, people = 0;
    for (size_t i = 0; i < m_stands.size() && !QTest::currentTestFailed(); ++i) {
        if (i >= least && members > 0 && members < people)
            return true;
        compare(asked, m_stands[i], members, people);
    }
    return members > 0 && members < people;
}

void TestSegmentCoverage::everyCaseTellsPeopleApart()
{
    QFETCH(QString, kind);
    int asked = 0, refused = 0;
    QStringList idle;
    for (const SegmentCase &made : segmentCases()) {
        if (made.kind != kind)
            continue;
        if (!validate(documentOf(made)) || !isFinished(made.node)) {
            ++refused;
            continue;
        }
        if (!tellsApart(made) && !made.mayHoldAll)
            idle.append(made.name);
        if (QTest::currentTestFailed())
            return;
        ++asked;
    }
    qInfo() << kind << asked << "combinations," << refused << "that documents may not say";
    QVERIFY2(idle.isEmpty(), qPrintable(QStringLiteral("These hold nobody or everybody:\n") + idle.join(u'\n')));
    QVERIFY(asked > 0);
}

QTEST_GUILESS_MAIN(TestSegmentCoverage)
#include "tst_segmentcoverage.moc"
