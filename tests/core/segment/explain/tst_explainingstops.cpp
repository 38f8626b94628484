// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/nearmisses.h"
#include "tests/core/segment/explain/explainedshop.h"
#include "tests/core/segment/explain/levels.h"
#include "tests/core/segment/rows/storyshop.h"

using namespace perennial;

namespace {

StoryShop busyShop()
{
    QString story;
    for (int i = 0; i < 60; ++i)
        story += QStringLiteral("1 10-01T08:%1 Viewed {\"page\":%2}\n").arg(i, 2, 10, QLatin1Char('0')).arg(i);
    return StoryShop(story + QStringLiteral("1 10-02T08:00 Bought\n2 10-02T08:00 Bought\n"));
}

// The levels of a diamond, one of which asks to stop when it is fetched.
class StoppingLevels final : public SegmentSources
{
public:
    explicit StoppingLevels(std::stop_source stop)
        : m_stop(std::move(stop))
    {
    }

    [[nodiscard]] int fetched() const { return m_levels.fetched(); }

    Result<std::optional<SegmentDoc>> definition(const SavedName &name) const override
    {
        if (m_levels.fetched() == 10)
            m_stop.request_stop();
        return m_levels.definition(name);
    }
    Result<std::vector<qint64>> peopleFound(const SqlCondition &condition, const TimeFrame &frame,
                                            const QString &where) const override
    {
        return m_levels.peopleFound(condition, frame, where);
    }
    Result<std::optional<SavedQuery>> query(const QString &) const override { return std::nullopt; }

private:
    Levels m_levels;
    mutable std::stop_source m_stop;
};

constexpr Instant Now{1793491200000}; // 2026-11-01

} // namespace

// Whoever explains stops soon after being asked to, wherever it is.
class TestExplainingStops : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whileSegmentsAreFetched();
    void nothingIsHalfExplained_data();
    void nothingIsHalfExplained();
};

void TestExplainingStops::whileSegmentsAreFetched()
{
    const StoryShop shop = busyShop();
    std::stop_source stop;
    const StoppingLevels levels(stop);
    const SegmentDoc doc = ExplainedShop::document("{'kind':'membership','name':'Level 40'}");
    const Progress progress(stop.get_token());
    const auto explanation = explain(doc, shop.sharedTable(), {1}, Now, progress, &levels);
    QVERIFY(!explanation && explanation.error().kind == ErrorKind::Stopped);
    QVERIFY2(levels.fetched() < 15, qPrintable(QString::number(levels.fetched())));
}

void TestExplainingStops::nothingIsHalfExplained_data()
{
    QTest::addColumn<QByteArray>("children");
    QTest::newRow("events") << QByteArray("{'kind':'event','metric':'Viewed','compare':{'op':'at_least','value':3}}");
    QTest::newRow("a rhythm") << QByteArray("{'kind':'rhythm','metric':'Viewed','pattern':'regularly','periods':2,"
                                            "'of_last':5,'period':{'n':1,'unit':'day'}}");
    QTest::newRow("a sequence") << QByteArray("{'kind':'sequence','steps':[{'metric':'Viewed'},{'metric':'Bought'},"
                                              "{'metric':'Viewed','same':[{'property':'page','step':0}]}]}");
    QTest::newRow("a rank") << QByteArray(
        "{'kind':'score','score':'rfm_score','scale':'rank','op':'at_most','value':3}");
    QTest::newRow("a group") << QByteArray("{'kind':'group','match':'any','children':[]}");
}

void TestExplainingStops::nothingIsHalfExplained()
{
    QFETCH(QByteArray, children);
    const StoryShop shop = busyShop();
    const SegmentDoc doc = ExplainedShop::document(children);
    std::stop_source stop;
    stop.request_stop();
    const Progress progress(stop.get_token());
    const auto explanation = explain(doc, shop.sharedTable(), {1}, Now, progress);
    QVERIFY(!explanation && explanation.error().kind == ErrorKind::Stopped);
    const auto near = nearMissesOf(doc, shop.sharedTable(), Now, 10, progress);
    QVERIFY(!near && near.error().kind == ErrorKind::Stopped);
}

QTEST_GUILESS_MAIN(TestExplainingStops)
#include "tst_explainingstops.moc"
