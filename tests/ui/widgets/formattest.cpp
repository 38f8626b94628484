// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/format.h"

#include <QLocale>
#include <QTest>

using namespace perennial;

class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void numbers()
    {
        QCOMPARE(format::count(1'234'567), "1,234,567");
        QCOMPARE(format::share(0.012408), "1.24 %");
        QCOMPARE(format::share(0.4567), "45.7 %");
        QCOMPARE(format::share(0.00001), "< 0.01 %");
        QCOMPARE(format::share(0), "0.0 %");
    }

    void moneyCarriesItsCurrency()
    {
        QCOMPARE(format::money({210'050, "EUR"}), "€2,100.50");
        QCOMPARE(format::money({1500, "JPY"}), "¥1,500");
        QCOMPARE(format::money({-999, "GBP"}), "-£9.99");
        QVERIFY(format::money({100, "SEK"}).contains("SEK"));
        QCOMPARE(format::moneyShort({210'000'000, "EUR"}), "€2.1 M");
        QCOMPARE(format::moneyShort({4'567'800, "EUR"}), "€45.7 k");
        QCOMPARE(format::moneyShort({99'900, "EUR"}), "€999");
    }

    void timesNameTheirZone()
    {
        const Instant at = *Instant::fromIso(u"2026-11-01T10:00:00Z");
        QCOMPARE(format::dateTime(at, QTimeZone("Europe/London")), "1 Nov 2026, 10:00 London");
        QCOMPARE(format::dateTime(at, QTimeZone("America/New_York")), "1 Nov 2026, 05:00 New York");
        QCOMPARE(format::date(at, QTimeZone("Pacific/Auckland")), "1 Nov 2026");
    }

    void agesAreRounded()
    {
        const Instant now = *Instant::fromIso(u"2026-11-01T10:00:00Z");
        const auto before = [&](qint64 ms) { return Instant{now.ms - ms}; };
        QCOMPARE(format::age(before(3 * Instant::HourMs), now), "3 h old");
        QCOMPARE(format::ago(before(30'000), now), "just now");
        QCOMPARE(format::ago(before(5 * 60'000), now), "5 min ago");
        QVERIFY(format::age(before(12 * Instant::DayMs), now).startsWith("12 day"));
    }

    void durations()
    {
        QCOMPARE(format::secondsLeft(70), "1:10 left");
        QCOMPARE(format::duration(7380), "2:03:00");
    }

    void germanReadsItsOwnWay()
    {
        QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
        QCOMPARE(format::count(1'234'567), "1.234.567");
        QVERIFY(format::money({210'050, "EUR"}).startsWith("2.100,50"));
    }
};

QTEST_MAIN(FormatTest)
#include "formattest.moc"
