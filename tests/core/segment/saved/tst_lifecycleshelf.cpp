// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/lifecycleshelf.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

constexpr Instant Now{1'793'491'200'000}; // 2026-11-01T00:00:00Z

QByteArray inStage(const char *name)
{
    return "{'kind':'membership','of':'stage','name':'" + QByteArray(name) + "'}";
}

QByteArray inSegment(const char *name)
{
    return "{'kind':'membership','name':'" + QByteArray(name) + "'}";
}

LifecycleStage stageOf(const char *name, const QByteArray &children)
{
    return {QString::fromUtf8(name), SegmentDoc::fromJson(segmentText(children)).value().root};
}

Lifecycle lifecycleOf(std::vector<LifecycleStage> stages)
{
    Lifecycle lifecycle;
    lifecycle.stages = std::move(stages);
    lifecycle.others = QStringLiteral("Rest");
    return lifecycle;
}

const QByteArray Buyers = "{'kind':'event','metric':'Placed Order','compare':{'op':'at_least_once'}}";

} // namespace

// What a store keeps of its lifecycle, and which ones it refuses.
class TestLifecycleShelf : public QObject
{
    Q_OBJECT

private:
    Result<void> save(const Lifecycle &lifecycle) { return LifecycleShelf(*m_store).save(lifecycle, Now); }
    QString saveSegmentOf(const char *name, const QByteArray &children);
    // What is said of one that is refused, with its place.
    QString refusal(const Lifecycle &lifecycle);

    QTemporaryDir m_folder;
    std::optional<Store> m_store;

private Q_SLOTS:
    void init();
    void theUsualOneAppliesUntilAnotherIsSaved();
    void theLastThatWasSavedApplies();
    void afterForgettingTheUsualOneApplies();
    void oneThatIsWrittenByANewerPerennialIsAnError();
    void stagesAskForStagesAboveThemOnly();
    void stagesAskForThemselvesByNoSegment();
    void whatIsRefusedChangesNothing();
    void segmentsAskForStagesThatDoNotAskForThem();
    void aNameOfBothIsNoCircle();
    void namesThatAreNotThereMayStand();
    void knowsWhichStagesAskForASegment();
    void definitionsAreFoundByNameAndKind();
};

void TestLifecycleShelf::init()
{
    static int count = 0;
    m_store.reset();
    auto store = Store::create(m_folder.filePath(QStringLiteral("%1.perennial").arg(++count)), StoreSettings());
    QVERIFY(store.has_value());
    m_store.emplace(std::move(*store));
}

QString TestLifecycleShelf::saveSegmentOf(const char *name, const QByteArray &children)
{
    auto doc = SegmentDoc::fromJson(segmentText(children)).value();
    doc.name = QString::fromUtf8(name);
    SegmentShelf shelf(*m_store);
    const auto saved = saveSegment(shelf, doc, Now);
    return saved ? QString() : saved.error().where + QLatin1String(": ") + saved.error().message;
}

QString TestLifecycleShelf::refusal(const Lifecycle &lifecycle)
{
    const auto saved = save(lifecycle);
    if (saved)
        return QStringLiteral("saved");
    return saved.error().where + QLatin1String(": ") + saved.error().message;
}

void TestLifecycleShelf::theUsualOneAppliesUntilAnotherIsSaved()
{
    const LifecycleShelf shelf(*m_store);
    QVERIFY(shelf.saved() && !shelf.saved()->has_value());
    QVERIFY(shelf.current() == defaultLifecycle());
}

void TestLifecycleShelf::theLastThatWasSavedApplies()
{
    QVERIFY(save(lifecycleOf({stageOf("Buyers", Buyers)})));
    Lifecycle second = lifecycleOf({stageOf("Empty", {}), stageOf("Buyers", Buyers)});
    second.zone = QStringLiteral("Asia/Kathmandu");
    QVERIFY(save(second));
    QVERIFY(LifecycleShelf(*m_store).saved().value() == second);
    QVERIFY(LifecycleShelf(*m_store).current() == second);
    QCOMPARE(m_store->database().integer("SELECT count(*) FROM lifecycle").value(), 1);
    const QString path = m_store->path();
    m_store.reset();
    auto again = Store::openReader(path);
    QVERIFY(again && LifecycleShelf(*again).current() == second);
}

void TestLifecycleShelf::afterForgettingTheUsualOneApplies()
{
    QVERIFY(save(lifecycleOf({})));
    QVERIFY(LifecycleShelf(*m_store).current() == lifecycleOf({}));
    for (int twice = 0; twice < 2; ++twice) {
        QVERIFY(LifecycleShelf(*m_store).forget());
        QVERIFY(LifecycleShelf(*m_store).current() == defaultLifecycle());
    }
}

void TestLifecycleShelf::oneThatIsWrittenByANewerPerennialIsAnError()
{
    QVERIFY(m_store->database().execute(
        R"(INSERT INTO lifecycle VALUES (1, '{"format":"perennial-lifecycle","version":2,"others":"Rest"}', 0))"));
    const auto current = LifecycleShelf(*m_store).current();
    QVERIFY(!current);
    QCOMPARE(current.error().where, QStringLiteral("version"));
    QVERIFY(!savedDefinition(*m_store, {MemberOf::Stage, QStringLiteral("Rest")}));
}

void TestLifecycleShelf::stagesAskForStagesAboveThemOnly()
{
    QVERIFY(save(lifecycleOf({stageOf("A", Buyers), stageOf("B", inStage("a")), stageOf("C", inStage("B"))})));
    QCOMPARE(
        refusal(lifecycleOf({stageOf("A", inStage("a"))})),
        QStringLiteral("stages[0].root.children[0].name: A stage asks for stages above it only: “A” asks for “a”."));
    QCOMPARE(
        refusal(lifecycleOf({stageOf("A", Buyers + ',' + inStage("B")), stageOf("B", Buyers)})),
        QStringLiteral("stages[0].root.children[1].name: A stage asks for stages above it only: “A” asks for “B”."));
    QCOMPARE(
        refusal(lifecycleOf({stageOf("A", Buyers), stageOf("B", inStage("rest"))})),
        QStringLiteral("stages[1].root.children[0].name: A stage asks for stages above it only: “B” asks for “rest”."));
}

void TestLifecycleShelf::stagesAskForThemselvesByNoSegment()
{
    QCOMPARE(saveSegmentOf("Loyal", inStage("Churning")), QString());
    QCOMPARE(saveSegmentOf("Best", inSegment("loyal")), QString());
    QCOMPARE(refusal(lifecycleOf({stageOf("Old", Buyers), stageOf("Churning", inSegment("Best"))})),
             QStringLiteral("stages[1]: A stage cannot contain itself: the stage “Churning” contains “Best” contains "
                            "“loyal” contains the stage “Churning”."));
    // A stage below is who is not in those above.
    QCOMPARE(refusal(lifecycleOf({stageOf("Old", inSegment("Best")), stageOf("Churning", Buyers)})),
             QStringLiteral("stages[1]: A stage cannot contain itself: the stage “Churning” contains “Best” contains "
                            "“loyal” contains the stage “Churning”."));
    QVERIFY(
        m_store->database().execute("UPDATE segment_versions SET document = replace(document, 'Churning', 'Rest')"));
    QCOMPARE(refusal(lifecycleOf({stageOf("Old", inSegment("Best"))})),
             QStringLiteral("others: A stage cannot contain itself: the stage “Rest” contains “Best” contains “loyal” "
                            "contains the stage “Rest”."));
    QVERIFY(save(lifecycleOf({stageOf("Old", Buyers)})));
}

void TestLifecycleShelf::whatIsRefusedChangesNothing()
{
    const Lifecycle fine = lifecycleOf({stageOf("A", Buyers)});
    QVERIFY(save(fine));
    QVERIFY(!save(lifecycleOf({stageOf("A", inStage("A"))})));
    QCOMPARE(refusal(lifecycleOf({stageOf("A", {}), stageOf("a", {})})),
             QStringLiteral("stages[1].name: Two stages are called “a”."));
    QVERIFY(LifecycleShelf(*m_store).current() == fine);
}

void TestLifecycleShelf::segmentsAskForStagesThatDoNotAskForThem()
{
    QCOMPARE(saveSegmentOf("Loyal", Buyers), QString());
    QVERIFY(save(lifecycleOf({stageOf("Old", Buyers), stageOf("Best", inSegment("Loyal")), stageOf("Last", Buyers)})));
    QCOMPARE(saveSegmentOf("Other", inStage("Best")), QString());
    QCOMPARE(saveSegmentOf("Loyal", inStage("old")), QString());
    for (const char *stage : {"Best", "Last", "Rest"}) {
        const QString told = saveSegmentOf("LOYAL", Buyers + ',' + inStage(stage));
        QVERIFY2(told.contains(QStringLiteral("“LOYAL” contains the stage “%1”").arg(QLatin1String(stage))),
                 qPrintable(told));
    }
    QVERIFY(saveSegmentOf("Loyal", inSegment("Other")).contains(QStringLiteral("the stage “Best”")));
}

void TestLifecycleShelf::aNameOfBothIsNoCircle()
{
    QCOMPARE(saveSegmentOf("Best", Buyers), QString());
    QVERIFY(save(lifecycleOf({stageOf("Best", inSegment("Best"))})));
    QVERIFY(saveSegmentOf("Best", inStage("Best")).contains(QStringLiteral("A segment cannot contain itself")));
    QVERIFY(LifecycleShelf(*m_store).forget());
    QCOMPARE(saveSegmentOf("Churning", inStage("Churning")), QString());
}

void TestLifecycleShelf::namesThatAreNotThereMayStand()
{
    QVERIFY(save(lifecycleOf({stageOf("A", inStage("Gone") + ',' + inSegment("Gone"))})));
    QCOMPARE(saveSegmentOf("Loyal", inStage("Gone")), QString());
}

void TestLifecycleShelf::knowsWhichStagesAskForASegment()
{
    QVERIFY(save(lifecycleOf({stageOf("Old", inSegment("Loyal")), stageOf("Best", Buyers),
                              stageOf("Both", inSegment("LOYAL")), stageOf("Third", inStage("Old"))})));
    const LifecycleShelf shelf(*m_store);
    QCOMPARE(shelf.stagesNaming({MemberOf::Segment, "loyal"}).value(), QStringList({"Old", "Both"}));
    QCOMPARE(shelf.stagesNaming({MemberOf::Stage, "old"}).value(), QStringList({"Third"}));
    QCOMPARE(shelf.stagesNaming({MemberOf::Segment, "Old"}).value(), QStringList());
}

void TestLifecycleShelf::definitionsAreFoundByNameAndKind()
{
    QCOMPARE(saveSegmentOf("Best", Buyers), QString());
    const Lifecycle lifecycle = lifecycleOf({stageOf("Old", Buyers)});
    QVERIFY(save(lifecycle));
    const auto found = [&](MemberOf of, const char *name) {
        return savedDefinition(*m_store, {of, QString::fromUtf8(name)}).value();
    };
    QVERIFY(found(MemberOf::Stage, "OLD") == lifecycle.definition(0));
    QVERIFY(found(MemberOf::Stage, "rest") == lifecycle.definition(1));
    QVERIFY(found(MemberOf::Segment, "best").has_value());
    QVERIFY(!found(MemberOf::Stage, "Best"));
    QVERIFY(!found(MemberOf::Segment, "Old"));
}

QTEST_GUILESS_MAIN(TestLifecycleShelf)
#include "tst_lifecycleshelf.moc"
