// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/schedule/schedule.h"
#include "core/connect/schedule/timerfile.h"

#include <QTest>

using namespace perennial;

// When destinations run by themselves. Moments worked out from the zones' own rules (tz database).
class ScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysTheNextRuns_data();
    void saysTheNextRuns();
    void readsWhatItWrites_data();
    void readsWhatItWrites();
    void refusesWhatItCannotRead_data();
    void refusesWhatItCannotRead();
    void lastAndNextMeetAtEveryMoment();
    void missedRunsAreToldNotDoubled();
    void timerFilesQuoteWhatTheyName();
};

namespace {

Schedule scheduleOf(const QString &text)
{
    return Schedule::parse(text).value();
}

Instant at(const QString &iso)
{
    return {QDateTime::fromString(iso, Qt::ISODate).toMSecsSinceEpoch()};
}

} // namespace

void ScheduleTest::saysTheNextRuns_data()
{
    QTest::addColumn<QString>("schedule");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QStringList>("next");
    const auto add = [](const char *name, const char *schedule, const char *after, const QStringList &next) {
        QTest::newRow(name) << QString::fromLatin1(schedule) << QString::fromLatin1(after) << next;
    };
    add("London keeps ten o'clock over the end of summer", "daily 10:00 Europe/London", "2026-10-24T12:00:00Z",
        {"2026-10-25T10:00:00Z", "2026-10-26T10:00:00Z", "2026-10-27T10:00:00Z"});
    add("London keeps ten o'clock over the begin of summer", "daily 10:00 Europe/London", "2026-03-27T12:00:00Z",
        {"2026-03-28T10:00:00Z", "2026-03-29T09:00:00Z", "2026-03-30T09:00:00Z"});
    add("a time left out comes an hour later", "daily 01:30 Europe/London", "2026-03-28T12:00:00Z",
        {"2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z", "2026-03-31T00:30:00Z"});
    add("a time that exists twice is meant once", "daily 01:30 America/New_York", "2026-10-31T12:00:00Z",
        {"2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z", "2026-11-03T06:30:00Z"});
    add("weekly", "weekly mon 09:30 America/New_York", "2026-11-23T14:30:00Z",
        {"2026-11-30T14:30:00Z", "2026-12-07T14:30:00Z", "2026-12-14T14:30:00Z"});
    add("half an hour of summer", "daily 02:15 Australia/Lord_Howe", "2026-10-03T00:00:00Z",
        {"2026-10-03T15:45:00Z", "2026-10-04T15:15:00Z", "2026-10-05T15:15:00Z"});
    add("hours are as long as ever", "hourly :15", "2026-10-25T00:20:00Z",
        {"2026-10-25T01:15:00Z", "2026-10-25T02:15:00Z", "2026-10-25T03:15:00Z"});
    add("before 1970", "hourly", "1969-12-31T22:30:00Z",
        {"1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z", "1970-01-01T01:00:00Z"});
}

void ScheduleTest::saysTheNextRuns()
{
    QFETCH(QString, schedule);
    QFETCH(QString, after);
    QFETCH(QStringList, next);
    QStringList found;
    for (const Instant moment : scheduleOf(schedule).next(at(after), 3))
        found.append(moment.toIso());
    QCOMPARE(found, next);
}

void ScheduleTest::readsWhatItWrites_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("text");
    QTest::newRow("hourly") << "hourly"
                            << "hourly :00";
    QTest::newRow("words") << " Weekly  Monday 9:30   Europe/Berlin"
                           << "weekly mon 09:30 Europe/Berlin";
    QTest::newRow("without a zone") << "daily 23:59"
                                    << "daily 23:59 UTC";
}

void ScheduleTest::readsWhatItWrites()
{
    QFETCH(QString, written);
    QFETCH(QString, text);
    const Schedule schedule = scheduleOf(written);
    QCOMPARE(schedule.toText(), text);
    QVERIFY(scheduleOf(text) == schedule);
}

void ScheduleTest::refusesWhatItCannotRead_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text : {"", "daily", "daily 24:00 UTC", "daily 10:60 UTC", "weekly 10:00 UTC", "weekly xyz 10:00",
                             "daily 10:00 Middle/Earth", "hourly :60", "daily 10:00 UTC UTC"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void ScheduleTest::refusesWhatItCannotRead()
{
    QFETCH(QString, text);
    const auto schedule = Schedule::parse(text);
    QVERIFY(!schedule);
    QVERIFY(!schedule.error().message.isEmpty());
}

// Through two years with all their changes: no run is left out, none comes twice.
void ScheduleTest::lastAndNextMeetAtEveryMoment()
{
    for (const char *text : {"hourly :45", "daily 02:15 Australia/Lord_Howe", "daily 01:30 Europe/London",
                             "weekly sun 02:30 America/New_York", "daily 00:00 Pacific/Apia"}) {
        const Schedule schedule = scheduleOf(QString::fromLatin1(text));
        const Instant end = at(QStringLiteral("2027-01-01T00:00:00Z"));
        for (Instant now = at(QStringLiteral("2025-01-01T00:00:00Z")); now < end; now.ms += 37 * 60'000) {
            const Instant last = schedule.last(now), next = schedule.next(now);
            QVERIFY2(last <= now && next > now, text);
            QVERIFY2(schedule.next(last) == next, text);
        }
    }
}

void ScheduleTest::missedRunsAreToldNotDoubled()
{
    const Schedule daily = scheduleOf(QStringLiteral("daily 10:00 Europe/London"));
    const Instant since = at(QStringLiteral("2026-11-01T10:00:00Z"));
    const DueMoments later = dueSince(daily, since, at(QStringLiteral("2026-11-05T09:59:00Z")));
    QCOMPARE(later.due->toIso(), QStringLiteral("2026-11-04T10:00:00Z"));
    QCOMPARE(later.missed, 2);
    QVERIFY(!dueSince(daily, since, at(QStringLiteral("2026-11-02T09:59:59Z"))).due);
    QCOMPARE(dueSince(daily, since, at(QStringLiteral("2026-11-02T10:00:00Z"))).missed, 0);
}

void ScheduleTest::timerFilesQuoteWhatTheyName()
{
    const TimerAsk ask{QStringLiteral("/opt/perennial cli"), QStringLiteral("/home/a & b/100% \"mine\".perennial"), 5};
    const auto systemd = timerFiles(TimerSystem::Systemd, ask);
    QCOMPARE(systemd.size(), 2);
    QVERIFY(systemd.front().text.contains(
        "ExecStart=\"/opt/perennial cli\" sync --due --store \"/home/a & b/100%% \\\"mine\\\".perennial\"\n"));
    QVERIFY(systemd.back().text.contains("OnCalendar=*:0/5\n"));
    const auto launchd = timerFiles(TimerSystem::Launchd, ask);
    QVERIFY(launchd.front().text.contains("/home/a &amp; b/100% &quot;mine&quot;.perennial"));
    QVERIFY(launchd.front().text.contains("<integer>300</integer>"));
    QVERIFY(timerFiles(TimerSystem::TaskScheduler, ask).front().text.contains("<Interval>PT5M</Interval>"));

    TimerAsk withKeys = ask;
    withKeys.more = {QStringLiteral("--passphrase-file"), QStringLiteral("/home/a & b/words")};
    QVERIFY(timerFiles(TimerSystem::Systemd, withKeys)
                .front()
                .text.contains(".perennial\" \"--passphrase-file\" \"/home/a & b/words\"\n"));
    QVERIFY(timerFiles(TimerSystem::Launchd, withKeys)
                .front()
                .text.contains("<string>--passphrase-file</string>\n    <string>/home/a &amp; b/words</string>\n"));
    QVERIFY(timerFiles(TimerSystem::TaskScheduler, withKeys)
                .front()
                .text.contains("&quot;--passphrase-file&quot; &quot;/home/a &amp; b/words&quot;</Arguments>"));
}

QTEST_GUILESS_MAIN(ScheduleTest)
#include "tst_schedule.moc"
