// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/timereader.h"

#include <QDateTime>
#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace perennial;

namespace {

const QTimeZone Berlin("Europe/Berlin");

TimeStyle styleOf(std::vector<std::string_view> cells)
{
    return timeStyleOf(cells);
}

// "2024-03-02T04:30:00Z", or "-" where the cell is no time.
QString read(std::string_view cell, std::optional<DateOrder> order = {}, const QTimeZone &zone = Berlin)
{
    const std::optional<ParsedTime> time = TimeReader({order}, zone).read(cell);
    return time ? time->at.toIso() : QStringLiteral("-");
}

} // namespace

class TestTimeReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void formats_data();
    void formats();
    void whatIsNoTime_data();
    void whatIsNoTime();
    void mixedOffsetsAreTheSameInstant();
    void columnOfDaysIsDecidedByOneCell();
    void undecidedColumnAsks();
    void minorityOfAConflictingColumnIsRejected();
    void missingOffsetAndMissingClockAreTold();
    void gapsMoveForwardAndFoldsTakeTheFirst();
    void everyDayIsRead();
    void damagedCellsAreNeverRead();
    void implausibleTimes();
};

void TestTimeReader::formats_data()
{
    QTest::addColumn<QString>("instant");
    const auto row = [](const char *cell, const char *instant) { QTest::newRow(cell) << QString::fromLatin1(instant); };
    row("2024-03-01 23:30:00 -0500", "2024-03-02T04:30:00Z");
    row("2024-03-02T04:30:00Z", "2024-03-02T04:30:00Z");
    row("2024-03-02t04:30:00z", "2024-03-02T04:30:00Z");
    row("2024-03-02 05:30:00+0100", "2024-03-02T04:30:00Z");
    row("2024-03-02T05:30:00+01:00", "2024-03-02T04:30:00Z");
    row("2024-03-02T10:00:00.5+05:30", "2024-03-02T04:30:00.500Z");
    row("2024-03-02T04:30:00.123456789Z", "2024-03-02T04:30:00.123Z");
    row("2024-03-02 04:30:00 UTC", "2024-03-02T04:30:00Z");
    row("2024-03-02 04:30:00 GMT", "2024-03-02T04:30:00Z");
    row("2024-03-02T04:30:00-05", "2024-03-02T09:30:00Z");
    row("2024-03-02T04:30Z", "2024-03-02T04:30:00Z");
    row("2024-03-02 05:30", "2024-03-02T04:30:00Z");
    row("2024-03-02 05:30:15", "2024-03-02T04:30:15Z");
    row("2024-03-02T05:30:15", "2024-03-02T04:30:15Z");
    row("2024-03-02", "2024-03-01T23:00:00Z");
    row("'2024-03-02", "2024-03-01T23:00:00Z");
    row(" 2024-03-02 ", "2024-03-01T23:00:00Z");
    row("2024/3/2 5:30", "2024-03-02T04:30:00Z");
    row("20240302", "2024-03-01T23:00:00Z");
    row("02/03/2024", "2024-03-01T23:00:00Z");
    row("2.3.2024", "2024-03-01T23:00:00Z");
    row("02-03-24", "2024-03-01T23:00:00Z");
    row("02/03/69", "2069-03-01T23:00:00Z");
    row("02/03/70", "1970-03-01T23:00:00Z");
    row("02/03/2024 05:30", "2024-03-02T04:30:00Z");
    row("02.03.2024, 05:30:00", "2024-03-02T04:30:00Z");
    row("2/3/2024 5:30:00 PM", "2024-03-02T16:30:00Z");
    row("2/3/2024 5:30pm", "2024-03-02T16:30:00Z");
    row("2/3/2024 12:30 AM", "2024-03-01T23:30:00Z");
    row("2/3/2024 12:30 p.m.", "2024-03-02T11:30:00Z");
    row("2024-03-02 05:30 PM", "2024-03-02T16:30:00Z");
    row("Mar 2, 2024, 5:30:00", "2024-03-02T04:30:00Z");
    row("Mar 2, 2024, 5:30:00 AM", "2024-03-02T04:30:00Z");
    row("March 2, 2024", "2024-03-01T23:00:00Z");
    row("2 Mar 2024", "2024-03-01T23:00:00Z");
    row("02-Mar-24 05:30", "2024-03-02T04:30:00Z");
    row("Sat, 02 Mar 2024 04:30:00 +0000", "2024-03-02T04:30:00Z");
    row("Sat, 2 Mar 2024 05:30:00 +0100 (CET)", "2024-03-02T04:30:00Z");
    row("Sat, 02 Mar 2024 04:30:00 GMT", "2024-03-02T04:30:00Z");
    row("2 Mar 2024 05:30 GMT+1", "2024-03-02T04:30:00Z");
    row("1709353800", "2024-03-02T04:30:00Z");
    row("1709353800.25", "2024-03-02T04:30:00.250Z");
    row("1709353800123", "2024-03-02T04:30:00.123Z");
    row("1709353800123456", "2024-03-02T04:30:00.123Z");
    row("2024-02-29", "2024-02-28T23:00:00Z");
    row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
}

void TestTimeReader::formats()
{
    QFETCH(const QString, instant);
    QCOMPARE(read(QTest::currentDataTag(), DateOrder::DayMonth), instant);
}

void TestTimeReader::whatIsNoTime_data()
{
    QTest::addColumn<int>("unused");
    for (const char *cell : {"",
                             " ",
                             "n/a",
                             "yesterday",
                             "2024-02-30",
                             "2023-02-29",
                             "2024-13-01",
                             "2024-00-10",
                             "2024-01-00",
                             "2024-01-01T",
                             "2024-01-01 25:00",
                             "2024-01-01 10:60",
                             "2024-01-01 10:00:61",
                             "2024-01-01 10:00:00.",
                             "2024-01-01 1000",
                             "2024-01-01 10:00:00 +99:00",
                             "2024-01-01 10:00:00 +1:2:3",
                             "2024-01-01 10:00:00 EST",
                             "2024-01-01x10:00",
                             "2024-01",
                             "32/01/2024",
                             "29/02/2023",
                             "1/2",
                             "1/2/3",
                             "1.2-2024",
                             "13:00 PM",
                             "1/2/2024 13:00 PM",
                             "1/2/2024 0:30 AM",
                             "Foo 2, 2024",
                             "Ma 2, 2024",
                             "2 2024",
                             "17093538",
                             "170935380",
                             "99991301",
                             "#1001",
                             "7000000000001234567890",
                             "2024-01-01 10:00:00+",
                             "2024-01-01 10:00:00 (CET)",
                             "12.50",
                             "192.168.1.1"})
        QTest::newRow(cell) << 0;
}

void TestTimeReader::whatIsNoTime()
{
    QCOMPARE(read(QTest::currentDataTag(), DateOrder::DayMonth), "-");
}

void TestTimeReader::mixedOffsetsAreTheSameInstant()
{
    for (const char *cell :
         {"2024-03-01 23:30:00 -0500", "2024-03-02T04:30:00Z", "1709353800", "2024-03-02 05:30:00+0100"})
        QCOMPARE(read(cell), "2024-03-02T04:30:00Z");
    QCOMPARE(read("2024-03-31 02:30:00 +0100"),
             "2024-03-31T01:30:00Z"); // Berlin has no such wall clock; the offset has
    QCOMPARE(read("2024-10-27 02:30:00 +0200"), "2024-10-27T00:30:00Z");
}

void TestTimeReader::columnOfDaysIsDecidedByOneCell()
{
    const TimeStyle days = styleOf({"03/04/2024 10:00", "25/06/2024 11:00"});
    QCOMPARE(days.order, std::optional(DateOrder::DayMonth));
    QVERIFY(!days.needsChoice() && !days.isConflicting());
    QCOMPARE(read("03/04/2024 10:00", days.order), "2024-04-03T08:00:00Z");

    const TimeStyle months = styleOf({"03/04/2024", "06/25/2024"});
    QCOMPARE(months.order, std::optional(DateOrder::MonthDay));
    QCOMPARE(read("03/04/2024 10:00", months.order), "2024-03-04T09:00:00Z");
}

void TestTimeReader::undecidedColumnAsks()
{
    const TimeStyle style = styleOf({"03/04/2024 10:00", "05/06/2024 11:00"});
    QVERIFY(style.needsChoice());
    QCOMPARE(read("03/04/2024 10:00", style.order), "-");
    QCOMPARE(read("05/05/2024", style.order), "2024-05-04T22:00:00Z"); // both orders say the same
    QCOMPARE(read("06/25/2024", style.order), "2024-06-24T22:00:00Z"); // only one order can be
    QVERIFY(!styleOf({"05/05/2024"}).needsChoice());
    QVERIFY(!styleOf({"2024-03-04", "", "n/a"}).needsChoice());
}

void TestTimeReader::minorityOfAConflictingColumnIsRejected()
{
    const TimeStyle style = styleOf({"25/06/2024", "26/06/2024", "06/25/2024", "03/04/2024"});
    QVERIFY(style.isConflicting());
    QVERIFY(!style.needsChoice());
    QCOMPARE(style.order, std::optional(DateOrder::DayMonth));
    QCOMPARE(read("06/25/2024", style.order), "-");
    QVERIFY(styleOf({"25/06/2024", "06/25/2024"}).needsChoice()); // no minority
}

void TestTimeReader::missingOffsetAndMissingClockAreTold()
{
    const TimeReader reader({}, Berlin);
    QVERIFY(reader.read("2024-03-02 05:30:00 +0100")->hadOffset);
    QVERIFY(reader.read("1709353800")->hadOffset);
    QVERIFY(!reader.read("2024-03-02 05:30:00")->hadOffset);
    QVERIFY(!reader.read("2024-03-02 05:30:00")->dateOnly);
    QVERIFY(reader.read("2024-03-02")->dateOnly);
    QVERIFY(reader.read("20240302")->dateOnly);
}

void TestTimeReader::gapsMoveForwardAndFoldsTakeTheFirst()
{
    QCOMPARE(read("2024-03-31 01:59:59"), "2024-03-31T00:59:59Z");
    QCOMPARE(read("2024-03-31 02:30:00"), "2024-03-31T01:30:00Z"); // shown as 03:30
    QCOMPARE(read("2024-03-31 03:00:00"), "2024-03-31T01:00:00Z");
    QCOMPARE(read("2024-10-27 02:30:00"), "2024-10-27T00:30:00Z"); // the first of two
    QCOMPARE(read("2024-10-27 03:00:00"), "2024-10-27T02:00:00Z");
    // In Lebanon and Chile the gap is at midnight, so the day begins at one.
    QCOMPARE(read("2024-09-08", {}, QTimeZone("America/Santiago")), "2024-09-08T04:00:00Z");
}

void TestTimeReader::everyDayIsRead()
{
    const TimeReader reader({}, QTimeZone::utc());
    for (QDate day(1899, 12, 31); day < QDate(2101, 1, 1); day = day.addDays(1)) {
        const QDateTime midnight(day, QTime(0, 0), Qt::UTC);
        const std::string iso = day.toString(Qt::ISODate).toStdString();
        QCOMPARE(reader.read(iso)->at.ms, midnight.toMSecsSinceEpoch());
        QCOMPARE(reader.read(iso + "T00:00:00Z")->at.ms, midnight.toMSecsSinceEpoch());
    }
}

void TestTimeReader::damagedCellsAreNeverRead()
{
    const TimeReader reader({DateOrder::DayMonth}, Berlin);
    QRandomGenerator random(3);
    const std::vector<std::string> good{"2024-03-01 23:30:00 -0500", "2024-03-02T04:30:00.123Z", "02/03/2024 05:30 PM",
                                        "Mar 2, 2024, 5:30:00", "Sat, 02 Mar 2024 04:30:00 +0000"};
    for (int round = 0; round < 50'000; ++round) {
        std::string cell = good[random.bounded(static_cast<quint32>(good.size()))];
        cell.resize(random.bounded(static_cast<quint32>(cell.size() + 1)));
        if (!cell.empty())
            cell[random.bounded(static_cast<quint32>(cell.size()))] = static_cast<char>(random.bounded(256));
        // Whatever comes out lies within four-digit years: nothing overflows, nothing is read beyond the end.
        if (const std::optional<ParsedTime> time = reader.read(cell))
            QVERIFY(std::abs(time->at.ms) < daysFromCivil(12'000, 1, 1) * Instant::DayMs);
    }
    for (const char *cut : {"2024-03-0", "2024-03-02 05:3", "2024-03-02 05:", "2024-03-02 ", "2024-03-02T05:30:1"})
        QVERIFY2(!reader.read(cut) || std::string_view(cut).ends_with(' '), cut);
}

void TestTimeReader::implausibleTimes()
{
    const Instant now = *Instant::fromIso(u"2026-11-01T00:00:00Z");
    QVERIFY(isPlausible(*Instant::fromIso(u"1990-01-01T00:00:00Z"), now));
    QVERIFY(isPlausible(*Instant::fromIso(u"2026-11-02T00:00:00Z"), now));
    QVERIFY(!isPlausible(*Instant::fromIso(u"1989-12-31T23:59:59Z"), now));
    QVERIFY(!isPlausible(*Instant::fromIso(u"2026-11-02T00:00:01Z"), now));
}

QTEST_APPLESS_MAIN(TestTimeReader)
#include "tst_timereader.moc"
