// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/leafmemory.h"
#include "tests/core/segment/rows/storyshop.h"

using namespace perennial;

namespace {

const QString Shop = QStringLiteral(R"(3 10-02T08:00 Bought €12.50 #1001 {"product":"Mug","pieces":1}
4 10-03T08:00 Bought €20.00 #1002 {"product":"Pot","pieces":2}
)");

Result<quint32> count(const StoryShop &shop, const QString &condition, const CompileSetting &setting)
{
    const auto doc = StoryShop::documentOf(condition);
    if (!doc)
        return failure(doc.error());
    return SegmentEngine::compile(*doc, shop.sharedTable(), {1793404800000}, setting)
        .and_then([](const Plan &plan) { return SegmentEngine::evaluate(plan, Progress()); })
        .map([](const SegmentAnswer &answer) { return answer.count; });
}

std::stop_token stoppedToken()
{
    std::stop_source stop;
    stop.request_stop();
    return stop.get_token();
}

} // namespace

// A plan is bound to a store's distinct values, of which there may be millions.
class BindingStopsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsGivenWhatWasHalfBound_data()
    {
        QTest::addColumn<QString>("condition");
        QTest::addColumn<quint32>("members");
        const auto add = [](const char *what, const char *condition, quint32 members) {
            QTest::newRow(what) << QString::fromLatin1(condition) << members;
        };
        add("an event's property",
            "{'kind':'event','metric':'Bought','filters':{'of':[{'property':'product','op':'contains','value':'u'}]},"
            "'compare':{'op':'at_least_once'}}",
            1);
        add("a sum of numbers",
            "{'kind':'event','metric':'Bought','aggregate':'sum','property':'pieces','compare':{'op':'at_least','value'"
            ":"
            "2}}",
            1);
        add("different values",
            "{'kind':'event','metric':'Bought','aggregate':'distinct','property':'product','compare':{'op':'at_least',"
            "'value':1}}",
            2);
        add("the last value",
            "{'kind':'event','metric':'Bought','aggregate':'last','property':'product','compare':{'op':'is','value':"
            "'Pot'}}",
            1);
        add("a rank", "{'kind':'score','score':'Points','scale':'rank','op':'at_most','value':3}", 0);
    }

    void nobodyIsGivenWhatWasHalfBound()
    {
        QFETCH(QString, condition);
        QFETCH(quint32, members);
        const StoryShop shop(Shop);
        LeafMemory memory;
        const auto never = count(shop, condition, {.memory = &memory, .stop = stoppedToken()});
        QVERIFY2(!never && never.error().kind == ErrorKind::Stopped,
                 never ? "it was bound" : qPrintable(never.error().message));

        const auto later = count(shop, condition, {.memory = &memory});
        QVERIFY2(later.has_value(), later ? "" : qPrintable(later.error().message));
        QCOMPARE(*later, members);
    }

    // Tried in every way, forty letters would keep a computer busy for years.
    void aPatternThatWouldNeverEndIsNotKnown()
    {
        const StoryShop shop(QStringLiteral("1 10-01T08:00 Viewed {\"product\":\"%1!\"}\n"
                                            "2 10-01T08:00 Viewed {\"product\":\"aaaa\"}\n")
                                 .arg(QString(40, u'a')));
        const QString condition =
            QStringLiteral("{'kind':'event','metric':'Viewed','aggregate':'last','property':'product','compare':{'op':"
                           "'%1','value':'^(a+)+$'}}");
        QCOMPARE(shop.ask(condition.arg(QStringLiteral("matches"))), QStringLiteral("2 ?1"));
        QCOMPARE(shop.ask(condition.arg(QStringLiteral("matches_not"))), QStringLiteral("?1"));
    }
};

QTEST_GUILESS_MAIN(BindingStopsTest)
#include "tst_bindingstops.moc"
