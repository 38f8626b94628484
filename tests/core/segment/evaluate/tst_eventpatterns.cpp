// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/storyshop.h"

using namespace perennial;

// How a person's events follow each other, told as small shops.
class TestEventPatterns : public QObject
{
    Q_OBJECT

private:
    void holdsThesePeople();

private Q_SLOTS:
    void rhythms_data();
    void rhythms();
    void sequences_data();
    void sequences();
    void stepsThatMustNotHappen_data();
    void stepsThatMustNotHappen();
    void sequencesInAWindow_data();
    void sequencesInAWindow();
    void sharedValues_data();
    void sharedValues();
};

static void columns()
{
    QTest::addColumn<QString>("story");
    QTest::addColumn<QString>("condition");
    QTest::addColumn<QString>("ids");
}

static void row(const char *name, const QString &condition, const char *story, const char *ids)
{
    QTest::newRow(name) << QString::fromUtf8(story) << condition << QString(ids);
}

void TestEventPatterns::holdsThesePeople()
{
    QFETCH(QString, story);
    QFETCH(QString, condition);
    const StoryShop shop(story);
    QTEST(shop.ask(condition), "ids");
}

void TestEventPatterns::rhythms_data()
{
    columns();
    const auto rhythm = [](const char *name, const char *pattern, const char *story, const char *ids) {
        row(name, QStringLiteral("{'kind':'rhythm','metric':'A','pattern':%1}").arg(QLatin1String(pattern)), story,
            ids);
    };
    const char *lastWeek = "'first_time','window':{'kind':'last','n':7,'unit':'day'}";
    rhythm("first time, exactly 7 days ago", lastWeek, "1 10-25T00:00 A\n2 10-24T23:59:59.999 A\n2 10-28T00:00 A\n3",
           "1");
    rhythm("first time, by now only", lastWeek, "1 11-01T00:00 A\n2 11-01T00:00:00.001 A", "1");
    rhythm(
        "first time of its kind",
        "'first_time','filters':{'of':[{'property':'p','op':'is','value':'x'}]},'window':{'kind':'last','n':7,'unit':"
        "'day'}",
        "1 10-01T00:00 A\n1 10-30T00:00 A {\"p\":\"x\"}\n2 10-01T00:00 A {\"p\":\"x\"}\n2 10-30T00:00 A {\"p\":\"x\"}",
        "1");
    rhythm("first time on a Monday", "'first_time','window':{'kind':'ever','weekdays':[1]}",
           "1 10-26T00:00 A\n2 10-27T00:00 A\n2 11-02T00:00 A\n3 10-25T12:00 A\n3 10-26T12:00 A", "1");
    rhythm("first time since an event", "'first_time','window':{'kind':'since_event','metric':'B'}",
           "1 10-02T00:00 B\n1 10-02T00:00 A\n2 10-02T00:00 B\n2 10-01T00:00 A\n3 10-01T00:00 A\n4 10-01T00:00 B",
           "1 ?3");
    const char *stopped = "'stopped','window':{'kind':'last','n':30,'unit':'day'}";
    rhythm("stopped", stopped,
           "1 10-01T23:59:59.999 A\n2 10-02T00:00 A\n2 09-01T00:00 A\n3 10-02T00:00 A\n4 09-01T00:00 A\n"
           "4 11-01T00:00:00.001 A\n5",
           "1 4");
    rhythm("stopped since an event", "'stopped','window':{'kind':'since_event','metric':'B'}",
           "1 10-01T00:00 A\n1 10-02T00:00 B\n2 10-02T00:00 A\n2 10-02T00:00 B\n2 10-01T00:00 A\n3 10-01T00:00 A",
           "1 ?3");
    const char *again = "'started_again','period':{'n':30,'unit':'day'},'window':{'kind':'last','n':7,'unit':'day'}";
    rhythm("started again", again,
           "1 09-01T00:00 A\n1 10-26T00:00 A\n2 09-26T00:00 A\n2 10-26T00:00 A\n3 10-26T00:00 A\n"
           "4 09-25T23:59:59.999 A\n4 10-26T00:00 A\n5 09-01T00:00 A\n5 10-20T00:00 A\n5 10-26T00:00 A\n"
           "6 09-01T00:00 A\n6 10-26T00:00 A\n6 10-26T00:00 A\n6 10-27T00:00 A\n7",
           "1 4 6");
    rhythm("started again after a month of the calendar",
           "'started_again','period':{'n':1,'unit':'month'},'window':{'kind':'last','n':7,'unit':'day'}",
           "1 09-30T12:00 A\n1 10-31T12:00 A\n2 09-30T11:59:59 A\n2 10-31T12:00 A", "2");
    const char *regularly = "'regularly','periods':3,'of_last':3";
    const char *months = "1 10-02T00:00 A\n1 10-01T00:00 A\n1 08-02T00:00 A\n"
                         "2 10-02T00:00 A\n2 10-03T00:00 A\n2 10-04T00:00 A\n2 09-02T00:00 A\n"
                         "3 11-01T00:00 A\n3 10-01T00:00 A\n3 09-01T00:00 A\n"
                         "4 11-01T00:00 A\n4 10-02T00:00 A\n4 08-01T00:00 A\n5";
    rhythm("in each of the last three months", regularly, months, "1 3");
    rhythm("in two of the last three months", "'regularly','periods':2,'of_last':3", months, "1 2 3");
    rhythm("in one of the last four months", "'regularly','periods':2,'of_last':4,'period':{'n':1,'unit':'month'}",
           months, "1 2 3 4");
    rhythm("every week", "'regularly','periods':2,'of_last':2,'period':{'n':1,'unit':'week'}",
           "1 10-31T00:00 A\n1 10-25T00:00 A\n2 10-25T00:00:00.001 A\n2 10-26T00:00 A", "1");
    const char *late = "1 10-01T00:00 A\n1 10-11T00:00 A\n1 10-21T00:00 A\n2 10-01T00:00 A\n"
                       "3 09-01T00:00 A\n3 09-11T00:00 A\n3 10-01T00:00 A\n4\n5 10-01T00:00 A\n5 10-01T00:00 A\n"
                       "6 11-01T00:00 A\n6 11-01T00:00 A";
    rhythm("overdue", "'overdue'", late, "1 3 5 ?2 ?4");
    rhythm("just overdue", "'overdue','factor':1.0999", late, "1 3 5 ?2 ?4");
    rhythm("not yet overdue", "'overdue','factor':1.1", late, "3 5 ?2 ?4");
    rhythm("the middle of two gaps", "'overdue','factor':2.0666", late, "3 5 ?2 ?4");
    rhythm("beyond the middle of two gaps", "'overdue','factor':2.0667", late, "5 ?2 ?4");
}

void TestEventPatterns::rhythms()
{
    holdsThesePeople();
}

// "A,B within 1 day,not C": steps as the document has them.
static QString steps(const QString &list)
{
    QStringList written;
    for (QString step : list.split(u',')) {
        static const QRegularExpression words(QStringLiteral(
            "^(not )?(\\w)(?: within (\\d+) (\\w+))?(?: same (\\S+) as (\\d))?(?: and (\\S+) as (\\d))?$"));
        const auto match = words.match(step);
        QString json = QStringLiteral("{'metric':'%1'").arg(match.captured(2));
        if (!match.captured(1).isEmpty())
            json += QStringLiteral(",'happens':false");
        if (!match.captured(3).isEmpty())
            json += QStringLiteral(",'within':{'n':%1,'unit':'%2'}").arg(match.captured(3), match.captured(4));
        QStringList same;
        for (const int i : {5, 7}) {
            if (!match.captured(i).isEmpty())
                same.append(
                    QStringLiteral("{'property':'%1','step':%2}").arg(match.captured(i), match.captured(i + 1)));
        }
        if (!same.isEmpty())
            json += QStringLiteral(",'same':[%1]").arg(same.join(u','));
        written.append(json + u'}');
    }
    return written.join(u',');
}

static QString sequence(const char *list, const char *more = "")
{
    return QStringLiteral("{'kind':'sequence','steps':[%1]%2}").arg(steps(QLatin1String(list)), QLatin1String(more));
}

void TestEventPatterns::sequences_data()
{
    columns();
    row("one after the other", sequence("A,B"),
        "1 10-01T00:00 A\n1 10-01T00:00:00.001 B\n2 10-02T00:00 A\n2 10-01T00:00 B\n3 10-01T00:00 A\n"
        "3 10-01T00:00 B\n4 10-01T00:00 A\n5 10-01T00:00 B\n6 10-01T00:00 A\n6 11-01T00:00:00.001 B",
        "1");
    row("three of one kind", sequence("A,A,A"),
        "1 10-01T00:00 A\n1 10-02T00:00 A\n1 10-03T00:00 A\n2 10-01T00:00 A\n2 10-02T00:00 A\n2 10-02T00:00 A", "1");
    row("within, both ends", sequence("A,B within 1 day"),
        "1 10-01T00:00 A\n1 10-02T00:00 B\n2 10-01T00:00 A\n2 10-02T00:00:00.001 B\n"
        "3 10-01T00:00 A\n3 10-03T00:00 A\n3 10-03T12:00 B\n4 10-01T00:00 A\n4 10-01T00:00 B",
        "1 3");
    row("not the first that fits", sequence("A,B within 1 day,C within 1 day"),
        "1 10-01T00:00 A\n1 10-01T12:00 B\n1 10-01T20:00 B\n1 10-02T18:00 C\n"
        "2 10-01T00:00 A\n2 10-01T12:00 B\n2 10-02T00:00:01 B\n2 10-02T18:00 C",
        "1");
    row("within a month of the calendar", sequence("A,B within 1 month"),
        "1 01-31T12:00 A\n1 02-28T12:00 B\n2 01-31T12:00 A\n2 02-28T12:00:00.001 B", "1");
    row("what has to happen never did", sequence("A,Z"), "1 10-01T00:00 A\n1 10-02T00:00 B", "");
    row("merged people", sequence("A,B"), "9=2\n9 10-01T00:00 A\n2 10-02T00:00 B\n3 10-02T00:00 B", "2");
}

void TestEventPatterns::sequences()
{
    holdsThesePeople();
}

void TestEventPatterns::stepsThatMustNotHappen_data()
{
    columns();
    row("not between", sequence("A,not C,B"),
        "1 10-01T00:00 A\n1 10-02T00:00 C\n1 10-03T00:00 B\n"
        "2 10-01T00:00 A\n2 10-02T00:00 C\n2 10-03T00:00 A\n2 10-04T00:00 B\n"
        "3 10-01T00:00 A\n3 10-02T00:00 B\n3 10-03T00:00 C\n"
        "4 10-01T00:00 A\n4 10-01T00:00 C\n4 10-02T00:00 B\n"
        "5 10-01T00:00 A\n5 10-02T00:00 C\n5 10-02T00:00 B",
        "2 3 4 5");
    row("two that must not come between", sequence("A,not C,not D,B"),
        "1 10-01T00:00 A\n1 10-02T00:00 C\n1 10-03T00:00 B\n2 10-01T00:00 A\n2 10-02T00:00 D\n2 10-03T00:00 B\n"
        "3 10-01T00:00 A\n3 10-03T00:00 B\n3 10-04T00:00 D",
        "3");
    row("not after", sequence("A,B,not C"),
        "1 10-01T00:00 A\n1 10-02T00:00 B\n1 10-03T00:00 C\n2 10-01T00:00 A\n2 10-02T00:00 B\n2 10-02T00:00 C\n"
        "3 10-01T00:00 A\n3 10-02T00:00 B\n3 10-03T00:00 C\n3 10-04T00:00 B\n"
        "4 10-01T00:00 A\n4 10-02T00:00 B\n4 11-01T00:00:00.001 C\n5 10-01T00:00 A\n5 10-02T00:00 B\n5 11-01T00:00 C",
        "2 3 4");
    row("what never happens to anybody", sequence("A,not Z,B,not Z"), "1 10-01T00:00 A\n1 10-02T00:00 B", "1");
    row("not within a day", sequence("A,not B within 1 day"),
        "1 10-01T00:00 A\n1 10-02T00:00 B\n2 10-01T00:00 A\n2 10-02T00:00:00.001 B\n3 10-31T12:00 A\n"
        "4 10-01T00:00 A\n4 10-01T12:00 B\n4 10-20T00:00 A\n5 10-01T00:00 B",
        "2 3 4");
    row("not too soon", sequence("A,not C within 1 hour,B"),
        "1 10-01T00:00 A\n1 10-01T02:00 C\n1 10-01T03:00 B\n2 10-01T00:00 A\n2 10-01T01:00 C\n2 10-01T03:00 B\n"
        "3 10-01T00:00 A\n3 10-01T01:00 C\n3 10-01T01:00 B\n"
        "4 10-01T00:00 A\n4 10-01T05:30 A\n4 10-01T06:00 C\n4 10-01T07:00 B",
        "1 3 4");
}

void TestEventPatterns::stepsThatMustNotHappen()
{
    holdsThesePeople();
}

void TestEventPatterns::sequencesInAWindow_data()
{
    columns();
    row("only what happens lies in the window",
        sequence("A,B,not C", ",'window':{'kind':'between','from':'2026-10-02','to':'2026-10-10'}"),
        "1 10-02T00:00 A\n1 10-10T23:59:59.999 B\n2 10-01T23:59:59.999 A\n2 10-03T00:00 B\n"
        "3 10-02T00:00 A\n3 10-11T00:00 B\n4 10-02T00:00 A\n4 10-03T00:00 B\n4 10-20T00:00 C",
        "1");
    row("on Mondays", sequence("A,B", ",'window':{'kind':'ever','weekdays':[1]}"),
        "1 10-26T10:00 A\n1 10-26T12:00 B\n2 10-26T10:00 A\n2 10-27T12:00 B\n3 10-25T10:00 A\n3 10-26T12:00 B", "1");
    row("since an event", sequence("A,B", ",'window':{'kind':'since_event','metric':'V'}"),
        "1 10-02T00:00 V\n1 10-02T00:00 A\n1 10-03T00:00 B\n2 10-02T00:00 V\n2 10-01T00:00 A\n2 10-03T00:00 B\n"
        "3 10-02T00:00 A\n3 10-03T00:00 B\n4 10-01T00:00 V\n5",
        "1 ?3 ?5");
}

void TestEventPatterns::sequencesInAWindow()
{
    holdsThesePeople();
}

void TestEventPatterns::sharedValues_data()
{
    columns();
    row("the same product", sequence("A,B same p as 0"),
        "1 10-01T00:00 A {\"p\":\"x\"}\n1 10-02T00:00 A {\"p\":\"y\"}\n1 10-03T00:00 B {\"p\":\"y\"}\n"
        "2 10-01T00:00 A {\"p\":\"x\"}\n2 10-02T00:00 B {\"p\":\"y\"}\n2 10-03T00:00 A {\"p\":\"y\"}\n"
        "3 10-01T00:00 A\n3 10-02T00:00 B\n4 10-01T00:00 A {\"p\":1}\n4 10-02T00:00 B {\"p\":1.0,\"q\":2}\n"
        "5 10-01T00:00 A {\"p\":1}\n5 10-02T00:00 B {\"p\":\"1\"}\n6 10-01T00:00 A {\"p\":null}\n"
        "6 10-02T00:00 B {\"p\":null}",
        "1 4");
    row("the same order", sequence("A,B same $order as 0"),
        "1 10-01T00:00 A #1\n1 10-02T00:00 B #1\n2 10-01T00:00 A #1\n2 10-02T00:00 B #2\n"
        "3 10-01T00:00 A\n3 10-02T00:00 B\n4 10-01T00:00 A #X\n4 10-02T00:00 B #X\n9=5\n"
        "9 10-01T00:00 A #7\n5 10-02T00:00 B #7",
        "1 4 5");
    row("the same amount", sequence("A,B same $value as 0"),
        "1 10-01T00:00 A €5\n1 10-02T00:00 B €5\n2 10-01T00:00 A €5\n2 10-02T00:00 B €5.01\n3 10-01T00:00 A\n"
        "3 10-02T00:00 B",
        "1");
    row("through a step that does not care", sequence("A,C,B same p as 0"),
        "1 10-01T00:00 A {\"p\":\"x\"}\n1 10-02T00:00 C\n1 10-03T00:00 A {\"p\":\"y\"}\n1 10-04T00:00 B {\"p\":\"x\"}\n"
        "2 10-01T00:00 A {\"p\":\"x\"}\n2 10-02T00:00 C\n2 10-03T00:00 B {\"p\":\"y\"}",
        "1");
    row("as the second step", sequence("A,B,C same p as 1"),
        "1 10-01T00:00 A {\"p\":\"x\"}\n1 10-02T00:00 B {\"p\":\"y\"}\n1 10-03T00:00 C {\"p\":\"y\"}\n"
        "2 10-01T00:00 A {\"p\":\"x\"}\n2 10-02T00:00 B {\"p\":\"y\"}\n2 10-03T00:00 C {\"p\":\"x\"}",
        "1");
    row("each step as another", sequence("A,B same p as 0,C same p as 1,B same p as 2"),
        "1 10-01T00:00 A {\"p\":\"x\"}\n1 10-01T01:00 A {\"p\":\"y\"}\n1 10-02T00:00 B {\"p\":\"x\"}\n"
        "1 10-02T01:00 B {\"p\":\"y\"}\n1 10-03T00:00 C {\"p\":\"y\"}\n1 10-04T00:00 B {\"p\":\"y\"}\n"
        "2 10-01T00:00 A {\"p\":\"x\"}\n2 10-02T00:00 B {\"p\":\"x\"}\n2 10-03T00:00 C {\"p\":\"x\"}\n"
        "2 10-04T00:00 B {\"p\":\"y\"}",
        "1");
    row("of two steps at once", sequence("A,B,C same p as 0 and q as 1"),
        "1 10-01T00:00 A {\"p\":1}\n1 10-01T01:00 A {\"p\":2}\n1 10-02T00:00 B {\"q\":1}\n1 10-02T01:00 B {\"q\":2}\n"
        "1 10-03T00:00 C {\"p\":2,\"q\":1}\n2 10-01T00:00 A {\"p\":1}\n2 10-02T00:00 B {\"q\":1}\n"
        "2 10-03T00:00 C {\"p\":2,\"q\":1}\n2 10-03T00:00 C {\"p\":1,\"q\":2}",
        "1");
    row("both of one step", sequence("A,B same p as 0 and $order as 0"),
        "1 10-01T00:00 A #1 {\"p\":1}\n1 10-01T01:00 A #2 {\"p\":2}\n1 10-02T00:00 B #2 {\"p\":2}\n"
        "2 10-01T00:00 A #1 {\"p\":1}\n2 10-01T01:00 A #2 {\"p\":2}\n2 10-02T00:00 B #1 {\"p\":2}",
        "1");
    row("never the same product", sequence("A,not B same p as 0"),
        "1 10-01T00:00 A {\"p\":\"x\"}\n1 10-02T00:00 B {\"p\":\"y\"}\n"
        "2 10-01T00:00 A {\"p\":\"x\"}\n2 10-02T00:00 B {\"p\":\"x\"}\n"
        "3 10-01T00:00 A {\"p\":\"x\"}\n3 10-02T00:00 A {\"p\":\"y\"}\n3 10-03T00:00 B {\"p\":\"x\"}\n"
        "4 10-01T00:00 A\n4 10-02T00:00 B {\"p\":\"x\"}\n4 10-02T00:00 B",
        "1 3 4");
    row("not the same order between, and soon",
        sequence("A,not C within 1 day same $order as 0,B within 7 day same $order as 0"),
        "1 10-01T00:00 A #1\n1 10-01T12:00 C #2\n1 10-03T00:00 B #1\n2 10-01T00:00 A #1\n2 10-01T12:00 C #1\n"
        "2 10-03T00:00 B #1\n3 10-01T00:00 A #1\n3 10-08T00:00:00.001 B #1\n"
        "4 10-01T00:00 A #1\n4 10-02T00:00:00.001 C #1\n4 10-08T00:00 B #1",
        "1 4");
}

void TestEventPatterns::sharedValues()
{
    holdsThesePeople();
}

QTEST_GUILESS_MAIN(TestEventPatterns)
#include "tst_eventpatterns.moc"
