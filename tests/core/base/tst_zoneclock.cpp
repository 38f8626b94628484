// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/instant.h"
#include "core/base/zoneclock.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

using namespace perennial;

namespace {

// "2026-03-29T01:00:00Z" as the zone's clocks show it: "2026-03-29T03:00:00"; and back.
QString shown(const ZoneClock &clock, const char *moment)
{
    const qint64 local = clock.localFromUtc(Instant::fromIso(QString::fromLatin1(moment)).value_or(Instant()).ms);
    return Instant{local}.toIso().chopped(1);
}

qint64 wallClock(const char *text)
{
    return Instant::fromIso(QString::fromLatin1(text) + u'Z').value_or(Instant()).ms;
}

QString dayStarts(const ZoneClock &clock, const char *day)
{
    return Instant{clock.startOfDay(daysFromMs(wallClock((QByteArray(day) + "T00:00:00").constData())))}.toIso();
}

} // namespace

// The clocks of zones, in the times of our customers' birthdays and in those of their grandchildren.
class TestZoneClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyOffsetIsQts_data();
    void everyOffsetIsQts();
    void summersAreKnownBefore1970AndAfter2037();
    void leapsAndRepeatsOfTheWallClock();
    void aDayStartsAtItsFirstMoment();
    void hoursBeginByTheZonesClock();
    void datesGoThereAndBack();
};

void TestZoneClock::everyOffsetIsQts_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char *zone :
         {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Kathmandu", "Pacific/Chatham",
          "Africa/Casablanca", "Africa/Monrovia", "Australia/Lord_Howe", "America/Sao_Paulo", "America/St_Johns",
          "America/Santiago", "Europe/Dublin", "Pacific/Apia", "UTC+05:30"})
        QTest::newRow(zone) << QByteArray(zone);
}

void TestZoneClock::everyOffsetIsQts()
{
    QFETCH(const QByteArray, zone);
    const QTimeZone known(zone);
    QVERIFY(known.isValid());
    const ZoneClock &clock = ZoneClock::of(known);
    std::vector<qint64> moments;
    for (const ZoneClock::Period &period : clock.periods()) {
        if (period.since > clock.periods().front().since)
            moments.insert(moments.end(), {period.since - 1000, period.since});
    }
    QRandomGenerator random(11);
    const qint64 from = daysFromCivil(1800, 1, 1) * Instant::DayMs, to = daysFromCivil(2200, 1, 1) * Instant::DayMs;
    for (int round = 0; round < 3'000; ++round)
        moments.push_back(from + static_cast<qint64>(random.bounded(quint64(to - from))) / 1000 * 1000);
    for (const qint64 utc : moments) {
        const qint64 offset = known.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(utc, Qt::UTC)) * Instant::SecondMs;
        QCOMPARE(clock.offsetAt(utc), offset);
        const qint64 local = utc + offset, back = clock.utcFromLocal(local);
        // Of a time that exists twice the first is taken: it shows the same wall clock.
        QVERIFY(back <= utc);
        QCOMPARE(clock.localFromUtc(back), local);
        QCOMPARE(clock.utcFromLocal(local, offset), utc);
    }
}

void TestZoneClock::summersAreKnownBefore1970AndAfter2037()
{
    const ZoneClock newYork(QTimeZone("America/New_York"));
    QCOMPARE(shown(newYork, "1850-07-04T12:00:00Z"), "1850-07-04T07:03:58");
    QCOMPARE(shown(newYork, "1965-07-04T04:00:00Z"), "1965-07-04T00:00:00");
    QCOMPARE(shown(newYork, "1985-07-07T04:00:00Z"), "1985-07-07T00:00:00");
    QCOMPARE(shown(newYork, "2040-07-01T04:00:00Z"), "2040-07-01T00:00:00");
    QCOMPARE(shown(newYork, "2040-12-01T05:00:00Z"), "2040-12-01T00:00:00");
    QCOMPARE(shown(newYork, "2199-07-01T04:00:00Z"), "2199-07-01T00:00:00");
    QCOMPARE(shown(newYork, "2300-07-01T05:00:00Z"), "2300-07-01T00:00:00"); // nobody knows
}

void TestZoneClock::leapsAndRepeatsOfTheWallClock()
{
    const ZoneClock berlin(QTimeZone("Europe/Berlin"));
    const auto utc = [&](const char *local) { return Instant{berlin.utcFromLocal(wallClock(local))}.toIso(); };
    QCOMPARE(utc("2026-03-29T01:59:59"), "2026-03-29T00:59:59Z");
    QCOMPARE(utc("2026-03-29T02:30:00"), "2026-03-29T01:30:00Z"); // shown as 03:30
    QCOMPARE(utc("2026-03-29T03:00:00"), "2026-03-29T01:00:00Z");
    QCOMPARE(utc("2050-10-30T02:30:00"), "2050-10-30T00:30:00Z"); // the first of two
    const auto by = [&](const char *local, int hours) {
        return Instant{berlin.utcFromLocal(wallClock(local), hours * Instant::HourMs)}.toIso();
    };
    QCOMPARE(by("2050-10-30T02:30:00", 2), "2050-10-30T00:30:00Z");
    QCOMPARE(by("2050-10-30T02:30:00", 1), "2050-10-30T01:30:00Z");
    QCOMPARE(by("2050-10-30T02:30:00", 5), "2050-10-30T01:30:00Z");
    QCOMPARE(by("2050-10-30T03:30:00", 5), "2050-10-30T02:30:00Z");
    QCOMPARE(by("2026-03-29T02:30:00", 2), "2026-03-29T01:30:00Z");
}

void TestZoneClock::aDayStartsAtItsFirstMoment()
{
    const ZoneClock santiago(QTimeZone("America/Santiago")), stJohns(QTimeZone("America/St_Johns")),
        apia(QTimeZone("Pacific/Apia"));
    QCOMPARE(dayStarts(santiago, "2025-09-06"), "2025-09-06T04:00:00Z");
    QCOMPARE(dayStarts(santiago, "2025-09-07"), "2025-09-07T04:00:00Z"); // at 01:00
    // A minute after midnight the clocks went back to the day before.
    QCOMPARE(dayStarts(stJohns, "2010-11-07"), "2010-11-07T02:30:00Z");
    QCOMPARE(dayStarts(stJohns, "2010-11-08"), "2010-11-08T03:30:00Z");
    // Samoa went over the date line and left out a Friday.
    QCOMPARE(dayStarts(apia, "2011-12-29"), "2011-12-29T10:00:00Z");
    QCOMPARE(dayStarts(apia, "2011-12-30"), "2011-12-30T10:00:00Z");
    QCOMPARE(dayStarts(apia, "2011-12-31"), "2011-12-30T10:00:00Z");
}

void TestZoneClock::hoursBeginByTheZonesClock()
{
    const auto next = [](const char *zone, const char *moment) {
        return Instant{ZoneClock::of(QTimeZone(zone)).nextHour(Instant::fromIso(QString::fromLatin1(moment))->ms)}
            .toIso();
    };
    QCOMPARE(next("Europe/Berlin", "2026-07-01T12:34:56.789Z"), "2026-07-01T13:00:00Z");
    QCOMPARE(next("Asia/Kolkata", "2026-07-01T03:00:00Z"), "2026-07-01T03:30:00Z");
    QCOMPARE(next("Asia/Kolkata", "2026-07-01T03:30:00Z"), "2026-07-01T04:30:00Z");
    QCOMPARE(next("Asia/Kathmandu", "1960-07-01T03:00:00Z"), "1960-07-01T03:30:00Z");
    QCOMPARE(next("Asia/Kathmandu", "2026-07-01T03:00:00Z"), "2026-07-01T03:15:00Z");
    // Half an hour is shown twice from 01:30 on.
    QCOMPARE(next("Australia/Lord_Howe", "2026-04-04T14:40:00Z"), "2026-04-04T15:00:00Z");
    QCOMPARE(next("Australia/Lord_Howe", "2026-04-04T15:00:00Z"), "2026-04-04T15:30:00Z");
}

void TestZoneClock::datesGoThereAndBack()
{
    for (qint64 day = daysFromCivil(-5, 1, 1); day < daysFromCivil(2405, 1, 1); ++day) {
        const CivilDate date = civilFromDays(day);
        QCOMPARE(daysFromCivil(date.year, date.month, date.day), day);
        QVERIFY(date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31);
    }
    QCOMPARE(daysFromMs(-1), -1);
    QCOMPARE(daysFromMs(-Instant::DayMs), -1);
    QCOMPARE(daysFromMs(0), 0);
}

QTEST_APPLESS_MAIN(TestZoneClock)
#include "tst_zoneclock.moc"
