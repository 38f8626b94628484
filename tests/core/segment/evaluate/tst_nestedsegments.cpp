// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/history/segmenthistory.h"
#include "core/segment/saved/segmentsources.h"
#include "core/segment/sql/segmentsql.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

using namespace perennial;

namespace {

// "Link 30" names "Link 29" twice, which names "Link 28" twice, and so on down to "Link 0": who followed each name by
// itself would ask the last of them a thousand million times.
class Chain final : public SegmentSources
{
public:
    static SegmentDoc link(int place)
    {
        const QByteArray below = QByteArray::number(place - 1);
        const QByteArray children =
            place == 0 ? QByteArray("{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}")
                       : "{'kind':'membership','name':'Link " + below + "'},{'kind':'membership','name':'LINK " +
                             below + "','unknown':'in'}";
        return SegmentDoc::fromJson(segmentText(children, place % 2 == 0 ? "all" : "any")).value();
    }

    Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override
    {
        return std::optional(link(name.name.mid(5).toInt()));
    }
    Result<std::vector<qint64>> peopleFound(const SqlCondition &, const TimeFrame &, const QString &) const override
    {
        return std::vector<qint64>();
    }
    Result<std::optional<SavedQuery>> query(const QString &) const override { return std::nullopt; }
};

constexpr Instant Now{RandomStore::Origin};

} // namespace

// Saved segments that name each other by several ways cost as much as there are segments, not as there are ways.
class TestNestedSegments : public QObject
{
    Q_OBJECT

private:
    quint32 countOf(int place);
    [[nodiscard]] Result<QString> sqlOf(int place) const;

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<const ProfileTable> m_table;
    Chain m_chain;

private Q_SLOTS:
    void initTestCase();
    void countsInNoTime();
    void pastsInNoTime();
    void sqlIsWrittenOrRefused();
};

void TestNestedSegments::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("chain.perennial"));
    QVERIFY(RandomStore(30).write(m_path));
    auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

quint32 TestNestedSegments::countOf(int place)
{
    CompileSetting setting;
    setting.sources = &m_chain;
    const auto answer =
        SegmentEngine::compile(Chain::link(place), m_table, Now, setting).and_then([](const Plan &plan) {
            return SegmentEngine::evaluate(plan, Progress());
        });
    return answer ? answer->count : 0;
}

void TestNestedSegments::countsInNoTime()
{
    QElapsedTimer timer;
    timer.start();
    const quint32 buyers = countOf(0);
    QVERIFY(buyers > 0);
    QCOMPARE(countOf(30), buyers);
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

// In smaller stretches of people than a count.
void TestNestedSegments::pastsInNoTime()
{
    CompileSetting setting;
    setting.sources = &m_chain;
    const HistoryRange range{{Now.ms - 20 * Instant::DayMs}, Now, {1, TimeUnit::Day}};
    QElapsedTimer timer;
    timer.start();
    const auto past = historyOf(Chain::link(30), m_table, range, setting, Progress());
    QVERIFY(past.has_value());
    QCOMPARE(past->back().count, countOf(0));
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

Result<QString> TestNestedSegments::sqlOf(int place) const
{
    return segmentSql(Chain::link(place), {Now, QTimeZone::utc(), QStringLiteral("EUR"), &m_chain});
}

void TestNestedSegments::sqlIsWrittenOrRefused()
{
    const auto reader = Store::openReader(m_path);
    QVERIFY(reader.has_value());
    const auto shallow = sqlOf(9);
    QVERIFY(shallow.has_value());
    QElapsedTimer timer;
    timer.start();
    quint32 members = 0;
    auto statement = reader->database().prepare(shallow->toStdString());
    QVERIFY(statement.has_value());
    QVERIFY(forEachRow(*statement, [&](const Statement &) { ++members; }).has_value());
    QCOMPARE(members, countOf(0));
    qInfo() << timer.elapsed() << "ms for a chain of nine";

    const auto deep = sqlOf(30);
    QVERIFY(!deep);
    QVERIFY(deep.error().message.contains(QLatin1String("so often")));
}

QTEST_GUILESS_MAIN(TestNestedSegments)
#include "tst_nestedsegments.moc"
