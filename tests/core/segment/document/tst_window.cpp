// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/window.h"

#include <QTest>

using namespace perennial;

namespace {

constexpr auto berlin = "Europe/Berlin", utc = "UTC";

Window length(WindowKind kind, int n, TimeUnit unit, std::optional<int> m = {})
{
    Window window;
    window.kind = kind;
    window.n = n;
    window.m = m;
    window.unit = unit;
    return window;
}

Window of(WindowKind kind)
{
    Window window;
    window.kind = kind;
    return window;
}

Window fixed(WindowKind kind, const char *from, const char *to)
{
    Window window;
    window.kind = kind;
    window.from = QString(from);
    window.to = QString(to);
    return window;
}

void columns()
{
    QTest::addColumn<Window>("window");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("from"); // empty: no beginning
    QTest::addColumn<QString>("to");   // the last millisecond; empty: no end
}

void row(const char *name, const Window &window, const char *zone, const char *now, const char *from, const char *to)
{
    QTest::newRow(name) << window << QString(zone) << QString(now) << QString(from) << QString(to);
}

} // namespace

// Windows: which moments they hold, to the millisecond, in zones with and without summer time.
class TestWindow : public QObject
{
    Q_OBJECT

private:
    void holdsTheseMoments();

private Q_SLOTS:
    void holdsALengthOfTime_data();
    void holdsALengthOfTime();
    void holdsAFixedTime_data();
    void holdsAFixedTime();
    void holdsADay_data();
    void holdsADay();
    void holdsAWeekToAYear_data();
    void holdsAWeekToAYear();
};

void TestWindow::holdsTheseMoments()
{
    QFETCH(Window, window);
    QFETCH(QString, zone);
    QFETCH(QString, now);
    QFETCH(QString, from);
    QFETCH(QString, to);
    const TimeRange range = rangeOf(window, {*Instant::fromIso(now), *zoneNamed(zone), 1});
    QCOMPARE(range.from == TimeRange::Start ? QString() : Instant{range.from}.toIso(), from);
    QCOMPARE(range.to == TimeRange::End ? QString() : Instant{range.to}.toIso(), to);
    QVERIFY(isFinished(window));
}

void TestWindow::holdsALengthOfTime_data()
{
    columns();
    row("last day", length(WindowKind::Last, 1, TimeUnit::Day), utc, "2026-11-01T00:00:00Z", "2026-10-31T00:00:00Z",
        "2026-11-01T00:00:00Z");
    row("a day is 24 hours though clocks change", length(WindowKind::Last, 1, TimeUnit::Day), berlin,
        "2026-03-29T12:00:00Z", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
    row("a month keeps the clock's hour", length(WindowKind::Last, 1, TimeUnit::Month), berlin, "2026-04-15T10:00:00Z",
        "2026-03-15T11:00:00Z", "2026-04-15T10:00:00Z");
    row("a month before the 31st", length(WindowKind::Last, 1, TimeUnit::Month), utc, "2026-03-31T08:00:00Z",
        "2026-02-28T08:00:00Z", "2026-03-31T08:00:00Z");
    row("a year before the 29th of February", length(WindowKind::Last, 1, TimeUnit::Year), utc, "2028-02-29T00:00:00Z",
        "2027-02-28T00:00:00Z", "2028-02-29T00:00:00Z");
    row("between", length(WindowKind::BetweenAgo, 30, TimeUnit::Day, 60), utc, "2026-03-31T00:00:00Z",
        "2026-01-30T00:00:00Z", "2026-03-01T00:00:00Z");
    row("more than", length(WindowKind::MoreThanAgo, 2, TimeUnit::Hour), utc, "2026-03-31T02:00:00Z", "",
        "2026-03-30T23:59:59.999Z");
    row("next", length(WindowKind::Next, 1, TimeUnit::Week), utc, "2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z",
        "2026-03-08T00:00:00Z");
    row("of an hour that is there twice, that of the same offset", length(WindowKind::Last, 1, TimeUnit::Month), berlin,
        "2026-11-25T01:30:00Z", "2026-10-25T01:30:00Z", "2026-11-25T01:30:00Z");
    row("and in summer that of summer", length(WindowKind::Next, 1, TimeUnit::Month), berlin, "2026-09-25T00:30:00Z",
        "2026-09-25T00:30:00Z", "2026-10-25T00:30:00Z");
    row("over an hour that is left out the clocks go on as before", length(WindowKind::Last, 1, TimeUnit::Month),
        berlin, "2026-04-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-04-29T00:30:00Z");
}

void TestWindow::holdsALengthOfTime()
{
    holdsTheseMoments();
}

void TestWindow::holdsAFixedTime_data()
{
    columns();
    row("ever", of(WindowKind::Ever), utc, "2026-11-01T00:00:00Z", "", "");
    row("before a day", fixed(WindowKind::Before, "", "2026-01-01"), berlin, "2026-06-01T00:00:00Z", "",
        "2025-12-31T22:59:59.999Z");
    row("from a day on", fixed(WindowKind::After, "2026-01-01", ""), berlin, "2026-06-01T00:00:00Z",
        "2025-12-31T23:00:00Z", "");
    row("both days included", fixed(WindowKind::Between, "2026-03-28", "2026-03-29"), berlin, "2026-06-01T00:00:00Z",
        "2026-03-27T23:00:00Z", "2026-03-29T21:59:59.999Z");
    row("moments", fixed(WindowKind::Between, "2026-03-28T10:00:00Z", "2026-03-28T12:00:00+01:00"), utc,
        "2026-06-01T00:00:00Z", "2026-03-28T10:00:00Z", "2026-03-28T11:00:00Z");
    row("a summer of long ago", fixed(WindowKind::Between, "1965-07-04", "1965-07-04"), "America/New_York",
        "2026-07-10T12:00:00Z", "1965-07-04T04:00:00Z", "1965-07-05T03:59:59.999Z");
}

void TestWindow::holdsAFixedTime()
{
    holdsTheseMoments();
}

void TestWindow::holdsADay_data()
{
    columns();
    row("today has 23 hours", of(WindowKind::Today), berlin, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z",
        "2026-03-29T21:59:59.999Z");
    row("yesterday had 25", of(WindowKind::Yesterday), berlin, "2026-10-26T12:00:00Z", "2026-10-24T22:00:00Z",
        "2026-10-25T22:59:59.999Z");
    row("a day without midnight", of(WindowKind::Today), "America/Santiago", "2025-09-07T12:00:00Z",
        "2025-09-07T04:00:00Z", "2025-09-08T02:59:59.999Z");
    row("a day with two midnights begins with the first", of(WindowKind::Today), "America/St_Johns",
        "2010-11-07T12:00:00Z", "2010-11-07T02:30:00Z", "2010-11-08T03:29:59.999Z");
    row("a day that was left out is empty", of(WindowKind::Yesterday), "Pacific/Apia", "2011-12-30T15:00:00Z",
        "2011-12-30T10:00:00Z", "2011-12-30T09:59:59.999Z");
}

void TestWindow::holdsADay()
{
    holdsTheseMoments();
}

void TestWindow::holdsAWeekToAYear_data()
{
    columns();
    row("this week", of(WindowKind::ThisWeek), utc, "2026-11-01T12:00:00Z", "2026-10-26T00:00:00Z",
        "2026-11-01T23:59:59.999Z");
    row("last week", of(WindowKind::LastWeek), utc, "2026-11-01T12:00:00Z", "2026-10-19T00:00:00Z",
        "2026-10-25T23:59:59.999Z");
    row("this month", of(WindowKind::ThisMonth), utc, "2026-02-10T12:00:00Z", "2026-02-01T00:00:00Z",
        "2026-02-28T23:59:59.999Z");
    row("last month over the year", of(WindowKind::LastMonth), utc, "2026-01-10T12:00:00Z", "2025-12-01T00:00:00Z",
        "2025-12-31T23:59:59.999Z");
    row("this quarter", of(WindowKind::ThisQuarter), utc, "2026-05-10T12:00:00Z", "2026-04-01T00:00:00Z",
        "2026-06-30T23:59:59.999Z");
    row("last quarter", of(WindowKind::LastQuarter), utc, "2026-01-10T12:00:00Z", "2025-10-01T00:00:00Z",
        "2025-12-31T23:59:59.999Z");
    row("this year", of(WindowKind::ThisYear), "Pacific/Chatham", "2026-05-10T12:00:00Z", "2025-12-31T10:15:00Z",
        "2026-12-31T10:14:59.999Z");
    row("last year", of(WindowKind::LastYear), utc, "2026-05-10T12:00:00Z", "2025-01-01T00:00:00Z",
        "2025-12-31T23:59:59.999Z");
    row("a summer that is far away", of(WindowKind::ThisMonth), "America/New_York", "2040-07-10T12:00:00Z",
        "2040-07-01T04:00:00Z", "2040-08-01T03:59:59.999Z");
}

void TestWindow::holdsAWeekToAYear()
{
    holdsTheseMoments();
}

QTEST_GUILESS_MAIN(TestWindow)
#include "tst_window.moc"
