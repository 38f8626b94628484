// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/calendar/messagecalendar.h"
#include "core/flow/calendar/saleweekends.h"
#include "tests/core/segment/rows/storyshop.h"

using namespace perennial;

namespace {

constexpr auto Consents = "INSERT INTO consents SELECT id, 'push', 0, 'subscribed', NULL, 0, 1, NULL FROM profiles;";

// One push message, so many hours after each event of a metric.
FlowDoc pushAfter(const QString &metric, int hours, const QString &sending = QStringLiteral("{}"))
{
    const QString text =
        QStringLiteral("{'format':'perennial-flow','version':1,'name':'%1','zone':'UTC','re_entry':'always',"
                       "'nodes':[{'id':'start','kind':'trigger','on':'event','metric':'%1','to':{'next':'wait'}},"
                       "{'id':'wait','kind':'delay','span':{'n':%2,'unit':'hour'},'to':{'next':'push'}},"
                       "{'id':'push','kind':'message','channel':'push','class':'marketing','text':'x',"
                       "'link':'https://shop.example'}],'sending':%3}")
            .arg(metric)
            .arg(hours)
            .arg(sending);
    const auto reading = readFlow(QString(text).replace(u'\'', u'"').toUtf8());
    return reading && reading->problems.empty() ? reading->flow : FlowDoc();
}

QString off()
{
    return QStringLiteral("{'smart_sending':{}}");
}

QString peopleIn(const ProfileSet &people, const StoryShop &shop)
{
    QStringList ids;
    people.forEach([&](quint32 person) { ids.append(QString::number(shop.table().idAt(person).value)); });
    return ids.join(u' ');
}

Result<MessageCalendar> calendarOf(const std::vector<FlowDoc> &flows, const StoryShop &shop,
                                   const QTimeZone &zone = QTimeZone::utc())
{
    return perennial::calendarOf(flows, shop.sharedTable(),
                                 {*Instant::fromIso(QStringLiteral("2026-10-01T00:00:00Z")),
                                  *Instant::fromIso(QStringLiteral("2026-12-31T00:00:00Z")), zone},
                                 Progress());
}

} // namespace

// Several flows side by side, worked out by hand.
class TestMessageCalendar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsDaysByItsZone();
    void countsFullestWeeks();
    void keepsBackBehindAnotherFlow();
    void aCapCountsTheOthers();
    void whatIsKeptBackCountsForNothing();
    void tellsTheSaleWeekend();
    void leavesOutWhatCannotBeReplayed();
    void knowsBlackFridays_data();
    void knowsBlackFridays();
    void stops();
};

void TestMessageCalendar::countsDaysByItsZone()
{
    const StoryShop shop(QStringLiteral("1 10-05T22:00 Viewed\n2 10-06T04:00 Viewed\n1 10-05T23:00 Carted"),
                         QString::fromLatin1(Consents));
    const std::vector flows{pushAfter(QStringLiteral("Viewed"), 1, off()),
                            pushAfter(QStringLiteral("Carted"), 0, off())};
    const auto utc = calendarOf(flows, shop);
    QVERIFY(utc);
    QCOMPARE(utc->messagesOn(4), 2U); // 5 October
    QCOMPARE(utc->messagesOn(4, MessageChannel::Push), 2U);
    QCOMPARE(utc->messagesOn(4, MessageChannel::Email), 0U);
    QCOMPARE(utc->messagesOn(5), 1U);
    QCOMPARE(peopleIn(utc->peopleOn(4), shop), QStringLiteral("1"));
    QCOMPARE(peopleIn(utc->peopleOn(4, 2), shop), QStringLiteral("1"));
    QCOMPARE(peopleIn(utc->peopleOn(4, 3), shop), QString());
    QCOMPARE(peopleIn(utc->peopleOn(4, 2, MessageChannel::Push), shop), QStringLiteral("1"));
    QCOMPARE(peopleIn(utc->peopleOn(4, 1, MessageChannel::Sms), shop), QString());
    QCOMPARE(peopleIn(utc->peopleOfFlow(5, 0, MessageChannel::Push), shop), QStringLiteral("2"));
    QCOMPARE(peopleIn(utc->peopleOfFlow(5, 1, MessageChannel::Push), shop), QString());
    QCOMPARE(utc->flows[0].messages(), 2U);
    // 00:00 in Berlin is of the next day: 23:00 UTC is 01:00 there, 05:00 is 07:00.
    const auto berlin = calendarOf(flows, shop, QTimeZone("Europe/Berlin"));
    QCOMPARE(berlin->messagesOn(4), 0U);
    QCOMPARE(berlin->messagesOn(5), 3U);
}

void TestMessageCalendar::countsFullestWeeks()
{
    // 1: three in seven days less a millisecond; the fourth is seven days after the first. 2: two far apart.
    const StoryShop shop(QStringLiteral("1 10-01T00:00 Viewed\n1 10-03T00:00 Viewed\n1 10-07T23:59:59.999 Viewed\n"
                                        "1 10-15T00:00 Viewed\n2 10-01T00:00 Viewed\n2 10-08T00:00 Carted"),
                         QString::fromLatin1(Consents));
    const auto calendar = calendarOf(
        {pushAfter(QStringLiteral("Viewed"), 0, off()), pushAfter(QStringLiteral("Carted"), 0, off())}, shop);
    QVERIFY(calendar);
    QCOMPARE(peopleIn(calendar->peopleByWeek[2], shop), QStringLiteral("1"));
    QCOMPARE(peopleIn(calendar->peopleByWeek[0], shop), QStringLiteral("2"));
    QCOMPARE(peopleIn(calendar->peopleByWeek[1], shop), QString());
}

void TestMessageCalendar::keepsBackBehindAnotherFlow()
{
    // The second flow waits for an hour, and writes while the first one's message is three hours old.
    const StoryShop shop(QStringLiteral("1 10-05T10:00 Viewed\n1 10-05T12:00 Carted\n2 10-05T12:00 Carted"),
                         QString::fromLatin1(Consents));
    const auto calendar =
        calendarOf({pushAfter(QStringLiteral("Viewed"), 0), pushAfter(QStringLiteral("Carted"), 1)}, shop);
    QVERIFY(calendar);
    QCOMPARE(calendar->collisions.size(), 1U);
    const Collision &collision = calendar->collisions.front();
    QCOMPARE(collision.flow, 1U);
    QCOMPARE(collision.behind, 0U);
    QCOMPARE(collision.why, Skipped::SmartSending);
    QCOMPARE(collision.kept.count, 1U);
    QCOMPARE(peopleIn(collision.kept.people, shop), QStringLiteral("1"));
    QCOMPARE(calendar->flows[1].messages(), 2U); // by itself it sends both
    QVERIFY(calendar->flows[1].hasSpacing);
}

void TestMessageCalendar::aCapCountsTheOthers()
{
    const QString cap = QStringLiteral("{'smart_sending':{},"
                                       "'caps':[{'most':2,'per':{'n':7,'unit':'day'}}]}");
    const StoryShop shop(QStringLiteral("1 10-05T10:00 Viewed\n1 10-06T10:00 Viewed\n1 10-07T10:00 Carted\n"
                                        "1 10-13T10:00:00.001 Carted"),
                         QString::fromLatin1(Consents));
    const auto calendar =
        calendarOf({pushAfter(QStringLiteral("Viewed"), 0, off()), pushAfter(QStringLiteral("Carted"), 0, cap)}, shop);
    QVERIFY(calendar);
    QCOMPARE(calendar->collisions.size(), 1U);
    QCOMPARE(calendar->collisions.front().why, Skipped::Cap);
    QCOMPARE(calendar->collisions.front().flow, 1U);
    QCOMPARE(calendar->collisions.front().kept.count, 1U);
    QVERIFY(!calendar->flows[0].hasSpacing);
    QVERIFY(calendar->flows[1].hasSpacing);
}

void TestMessageCalendar::whatIsKeptBackCountsForNothing()
{
    // Smart sending of a day. The second message is kept back behind the first; the third comes 25 hours after the
    // first and an hour after the second, which was not sent: it passes.
    const StoryShop shop(QStringLiteral("1 10-05T10:00 Viewed\n1 10-06T10:00 Carted\n1 10-06T11:00 Paid"),
                         QString::fromLatin1(Consents));
    const auto calendar = calendarOf({pushAfter(QStringLiteral("Viewed"), 0), pushAfter(QStringLiteral("Carted"), 0),
                                      pushAfter(QStringLiteral("Paid"), 0)},
                                     shop);
    QVERIFY(calendar);
    QCOMPARE(calendar->collisions.size(), 1U);
    QCOMPARE(calendar->collisions.front().flow, 1U);
}

void TestMessageCalendar::tellsTheSaleWeekend()
{
    // Black Friday is the 27th of November 2026. In the eight weeks before, Thursdays to Mondays, there are two
    // messages in one of them and none in the others. The 24th of November is a Tuesday: of no weekend.
    const StoryShop shop(QStringLiteral("1 11-19T10:00 Viewed\n2 11-23T10:00 Viewed\n2 11-24T10:00 Viewed\n"
                                        "1 11-25T23:59 Viewed\n1 11-26T00:00 Viewed\n1 11-27T10:00 Viewed\n"
                                        "2 11-30T23:59:59.999 Viewed\n2 12-01T00:00 Viewed\n"
                                        "1 11-30T10:00 Carted\n2 11-20T10:00 Carted"),
                         QString::fromLatin1(Consents));
    const auto calendar =
        calendarOf({pushAfter(QStringLiteral("Viewed"), 0, off()), pushAfter(QStringLiteral("Carted"), 48)}, shop);
    QVERIFY(calendar);
    QCOMPARE(calendar->saleWeekends.size(), 1U);
    const SaleWeekend &weekend = calendar->saleWeekends.front();
    QCOMPARE(QDate(1970, 1, 1).addDays(weekend.thursday), QDate(2026, 11, 26));
    QCOMPARE(weekend.messages(), 3U);
    QCOMPARE(weekend.sent[2], 3U);
    QCOMPARE(peopleIn(weekend.peopleBy[1], shop), QStringLiteral("1"));
    QCOMPARE(peopleIn(weekend.peopleBy[0], shop), QStringLiteral("2"));
    QCOMPARE(weekend.usual, std::optional(0.0));
    QCOMPARE(weekend.late.size(), 1U);
    QCOMPARE(weekend.late.front().first, 1U);
    QCOMPARE(peopleIn(weekend.late.front().second.people, shop), QStringLiteral("1"));
    QVERIFY(weekend.collisions.empty());
}

void TestMessageCalendar::leavesOutWhatCannotBeReplayed()
{
    const StoryShop shop(QStringLiteral("1 10-05T10:00 Viewed"), QString::fromLatin1(Consents));
    FlowDoc nowhere = pushAfter(QStringLiteral("Viewed"), 0);
    nowhere.zone = QStringLiteral("Atlantis/Poseidonis");
    const auto calendar = calendarOf(
        {nowhere, pushAfter(QStringLiteral("Viewed"), 0, off()), pushAfter(QStringLiteral("Viewed"), 1)}, shop);
    QVERIFY(calendar);
    QVERIFY(calendar->flows[0].failed);
    QVERIFY(calendar->flows[0].failed->message.contains(QLatin1String("Atlantis")));
    QCOMPARE(calendar->flows[0].messages(), 0U);
    QCOMPARE(calendar->flows[1].messages(), 1U);
    QCOMPARE(calendar->collisions.front().flow, 2U); // named by its place among all
    QCOMPARE(calendar->collisions.front().behind, 1U);
    const auto none = calendarOf({}, shop);
    QVERIFY(none);
    QCOMPARE(none->messagesOn(4), 0U);
    QCOMPARE(none->days, 91);
}

void TestMessageCalendar::knowsBlackFridays_data()
{
    QTest::addColumn<QDate>("friday");
    for (const QDate &friday : {QDate(2024, 11, 29), QDate(2025, 11, 28), QDate(2026, 11, 27), QDate(2029, 11, 23)})
        QTest::newRow(qPrintable(friday.toString(Qt::ISODate))) << friday;
}

void TestMessageCalendar::knowsBlackFridays()
{
    QFETCH(QDate, friday);
    QCOMPARE(QDate(1970, 1, 1).addDays(saleThursdayOf(friday.year()) + 1), friday);
}

void TestMessageCalendar::stops()
{
    const StoryShop shop(QStringLiteral("1 10-05T10:00 Viewed"), QString::fromLatin1(Consents));
    std::stop_source stop;
    stop.request_stop();
    const auto calendar = perennial::calendarOf({pushAfter(QStringLiteral("Viewed"), 0)}, shop.sharedTable(),
                                                {{0}, {1}, QTimeZone::utc()}, Progress(stop.get_token(), {}));
    QVERIFY(!calendar);
    QCOMPARE(calendar.error().kind, ErrorKind::Stopped);
}

QTEST_GUILESS_MAIN(TestMessageCalendar)
#include "tst_messagecalendar.moc"
