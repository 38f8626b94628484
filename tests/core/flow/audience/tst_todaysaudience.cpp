// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/audience/quietrest.h"
#include "core/flow/audience/todaysaudience.h"
#include "tests/core/segment/rows/storyshop.h"

using namespace perennial;

namespace {

// Everybody may get push messages; 9 takes it back at 13:00.
constexpr auto Consents = "INSERT INTO consents SELECT id, 'push', 0, 'subscribed', NULL, 0, 1, NULL FROM profiles;"
                          "INSERT INTO consents SELECT id, 'push', 1791637200000, 'unsubscribed', NULL, 0, 1, NULL "
                          "FROM profiles WHERE id = 9;";

// A push message six hours after looking, unless something was bought.
FlowDoc stillThere(const QString &zone = QStringLiteral("UTC"))
{
    const QString text = QStringLiteral(
        "{'format':'perennial-flow','version':1,'name':'Still there','zone':'%1','re_entry':'always',"
        "'sending':{'smart_sending':{}},"
        "'exits':[{'id':'bought','when':{'kind':'group','match':'all','children':[{'kind':'event','metric':'Bought',"
        "'window':{'kind':'since_flow_start'},'compare':{'op':'at_least_once'}}]}}],"
        "'nodes':[{'id':'start','kind':'trigger','on':'event','metric':'Viewed','to':{'next':'wait'}},"
        "{'id':'wait','kind':'delay','span':{'n':6,'unit':'hour'},'to':{'next':'push'}},"
        "{'id':'push','kind':'message','channel':'push','class':'marketing','text':'x',"
        "'link':'https://shop.example','to':{'next':'bye'}},{'id':'bye','kind':'exit'}]}");
    const auto reading = readFlow(text.arg(zone).replace(u'\'', u'"').toUtf8());
    return reading && reading->problems.empty() ? reading->flow : FlowDoc();
}

Result<TodaysAudience> at(const char *now, const StoryShop &shop, const FlowDoc &flow = stillThere(),
                          const char *from = "2026-09-01T00:00:00Z")
{
    return todaysAudience(flow, shop.sharedTable(),
                          {*Instant::fromIso(QString::fromLatin1(from)), *Instant::fromIso(QString::fromLatin1(now))},
                          Progress());
}

// "1 08:00, 2 15:00 |": who and when by UTC; what is still to come stands behind the bar.
QString words(const Result<TodaysAudience> &today, const StoryShop &shop)
{
    if (!today || today->nodes.size() != 1)
        return today ? QStringLiteral("other nodes") : today.error().message;
    const MessageAudience &audience = today->nodes.front();
    QStringList sent, toCome;
    for (size_t i = 0; i < audience.messages.size(); ++i) {
        const MessageOfToday &message = audience.messages[i];
        (i < audience.sent ? sent : toCome)
            .append(QStringLiteral("%1 %2")
                        .arg(shop.table().idAt(message.person).value)
                        .arg(message.at.toIso().mid(11, 5)));
    }
    return (sent.join(QStringLiteral(", ")) + QStringLiteral(" | ") + toCome.join(QStringLiteral(", "))).trimmed();
}

} // namespace

// Whom a message reaches today, worked out by hand.
class TestTodaysAudience : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhoGotItAndWhoWill();
    void knowsNothingOfWhatComesAfter();
    void dayIsThatOfTheFlow();
    void countsAPersonOnce();
    void looksBackAsFarAsAsked();
    void leavesTheTableWhereNothingComesAfter();
    void putsOffWhatComesAfter();
    void refuses();
    void stops();
};

void TestTodaysAudience::tellsWhoGotItAndWhoWill()
{
    const StoryShop shop(QStringLiteral("1 10-10T02:00 Viewed\n"                       // sent this morning
                                        "2 10-10T09:00 Viewed\n"                       // due this afternoon
                                        "3 10-10T18:00 Viewed\n"                       // due tomorrow, at midnight
                                        "4 10-10T05:00 Viewed\n4 10-10T06:00 Bought\n" // left before
                                        "6 10-09T17:59 Viewed\n"                       // sent yesterday
                                        "7 10-09T18:00 Viewed\n"                       // sent as the day began
                                        "8 10-10T06:00 Viewed"),                       // sent just now
                         QString::fromLatin1(Consents));
    const auto today = at("2026-10-10T12:00:00Z", shop);
    QCOMPARE(words(today, shop), QStringLiteral("7 00:00, 1 08:00, 8 12:00 | 2 15:00"));
    QCOMPARE(today->dayBegin.toIso(), QStringLiteral("2026-10-10T00:00:00Z"));
    QCOMPARE(today->dayEnd.toIso(), QStringLiteral("2026-10-11T00:00:00Z"));
    QVERIFY(!today->node(QStringLiteral("bye")));
    QCOMPARE(today->node(QStringLiteral("push"))->toCome(), 1U);
    QCOMPARE(words(at("2026-10-10T20:00:00Z", shop), shop), QStringLiteral("7 00:00, 1 08:00, 8 12:00, 2 15:00 |"));
}

void TestTodaysAudience::knowsNothingOfWhatComesAfter()
{
    const StoryShop shop(QStringLiteral("3 10-10T13:00 Viewed\n"                       // has not looked yet
                                        "5 10-10T10:00 Viewed\n5 10-10T14:00 Bought\n" // has not bought yet
                                        "9 10-10T11:00 Viewed"),                       // takes consent back at 13:00
                         QString::fromLatin1(Consents));
    QCOMPARE(words(at("2026-10-10T12:00:00Z", shop), shop), QStringLiteral("| 5 16:00, 9 17:00"));
    QCOMPARE(words(at("2026-10-10T13:00:00Z", shop), shop), QStringLiteral("| 5 16:00, 3 19:00"));
    QCOMPARE(words(at("2026-10-10T15:00:00Z", shop), shop), QStringLiteral("| 3 19:00"));
}

void TestTodaysAudience::dayIsThatOfTheFlow()
{
    const StoryShop shop(QStringLiteral("1 10-09T15:59 Viewed\n2 10-09T16:00 Viewed\n3 10-10T10:00 Viewed\n"
                                        "4 10-10T16:00 Viewed"),
                         QString::fromLatin1(Consents));
    // In Berlin the day begins at 22:00 UTC.
    QCOMPARE(words(at("2026-10-10T20:00:00Z", shop, stillThere(QStringLiteral("Europe/Berlin"))), shop),
             QStringLiteral("2 22:00, 3 16:00 |"));
}

void TestTodaysAudience::countsAPersonOnce()
{
    const StoryShop shop(QStringLiteral("2 10-10T04:00 Viewed\n2 10-10T09:00 Viewed\n1 10-10T05:00 Viewed"),
                         QString::fromLatin1(Consents));
    const auto today = at("2026-10-10T12:00:00Z", shop);
    QCOMPARE(words(today, shop), QStringLiteral("2 10:00, 1 11:00 | 2 15:00"));
    QCOMPARE(today->nodes.front().people(shop.table()), (std::vector<ProfileId>{{1}, {2}}));
}

void TestTodaysAudience::looksBackAsFarAsAsked()
{
    const StoryShop shop(QStringLiteral("1 10-10T02:00 Viewed\n2 10-10T03:00 Viewed"), QString::fromLatin1(Consents));
    QCOMPARE(words(at("2026-10-10T12:00:00Z", shop, stillThere(), "2026-10-10T03:00:00Z"), shop),
             QStringLiteral("2 09:00 |"));
    QCOMPARE(todaysSetting(stillThere(), QTimeZone::utc(), *Instant::fromIso(QStringLiteral("2026-10-10T12:00:00Z")))
                 .from.toIso(),
             QStringLiteral("2024-10-10T00:00:00Z"));
}

void TestTodaysAudience::leavesTheTableWhereNothingComesAfter()
{
    const StoryShop shop(QStringLiteral("1 10-10T02:00 Viewed"));
    const Instant now = *Instant::fromIso(QStringLiteral("2026-10-10T02:00:00Z"));
    QCOMPARE(quietBetween(shop.sharedTable(), now, {now.ms + Instant::DayMs}).get(), shop.sharedTable().get());
}

// Whoever asks for a moment before the end hears what was known before; from the end on, what is known at all.
void TestTodaysAudience::putsOffWhatComesAfter()
{
    const StoryShop shop(
        QStringLiteral("1 10-10T02:00 Viewed\n1 10-10T14:00 Viewed\n1 10-11T01:00 Viewed\n2 10-10T13:00:00.001 Viewed"),
        QStringLiteral("INSERT INTO properties VALUES (70, 'Tier', 'text');"
                       "INSERT INTO property_values VALUES (1, 70, 0, 'silver', 1);"
                       "INSERT INTO property_values VALUES (1, 70, 1791640800000, 'gold', 1);"
                       "INSERT INTO suppressions(profile_id, channel, at, ended_at, reason, import_id) "
                       "VALUES (1, 'email', 1, 1791640800000, 'bounced', 1);"));
    const Instant now = *Instant::fromIso(QStringLiteral("2026-10-10T12:00:00Z"));
    const Instant end = *Instant::fromIso(QStringLiteral("2026-10-11T00:00:00Z"));
    const auto quiet = quietBetween(shop.sharedTable(), now, end);
    const EventColumn &viewed = *quiet->metric(QStringLiteral("Viewed"));
    QCOMPARE(viewed.eventCount(), 4U);
    QCOMPARE(viewed.timeMs(0), shop.table().metric(QStringLiteral("Viewed"))->timeMs(0));
    QCOMPARE(viewed.timeMs(1), end.ms);
    QCOMPARE(viewed.timeMs(2), shop.table().metric(QStringLiteral("Viewed"))->timeMs(2));
    QCOMPARE(viewed.timeMs(3), end.ms);
    QCOMPARE(viewed.lastMs, shop.table().metric(QStringLiteral("Viewed"))->lastMs);
    const PropertyColumn &tier = *quiet->property(QStringLiteral("Tier"));
    QCOMPARE(tier.histories.size(), 2U);
    QCOMPARE(tier.histories[1].since, end.ms);
    QCOMPARE(tier.lastSince, end.ms);
    QCOMPARE(quiet->consent(Channel::Email).suppressions[0].endedAt, end.ms);
}

void TestTodaysAudience::refuses()
{
    const StoryShop shop(QStringLiteral("1 10-10T02:00 Viewed"));
    QCOMPARE(at("2026-10-10T12:00:00Z", shop, stillThere(), "2026-10-10T12:00:00Z").error().kind, ErrorKind::Usage);
    FlowDoc flow = stillThere();
    flow.zone = QStringLiteral("Atlantic/Atlantis");
    const auto nowhere = at("2026-10-10T12:00:00Z", shop, flow);
    QCOMPARE(nowhere.error().where, QStringLiteral("zone"));
}

void TestTodaysAudience::stops()
{
    const StoryShop shop(QStringLiteral("1 10-10T02:00 Viewed"));
    std::stop_source stop;
    stop.request_stop();
    const Instant now = *Instant::fromIso(QStringLiteral("2026-10-10T12:00:00Z"));
    const auto stopped = todaysAudience(stillThere(), shop.sharedTable(),
                                        todaysSetting(stillThere(), QTimeZone::utc(), now), Progress(stop.get_token()));
    QCOMPARE(stopped.error().kind, ErrorKind::Stopped);
}

QTEST_GUILESS_MAIN(TestTodaysAudience)
#include "tst_todaysaudience.moc"
