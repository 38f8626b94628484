// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/storyshop.h"

#include <QElapsedTimer>

#include <random>
#include <set>

using namespace perennial;

namespace {

// An event of one person. Times are minutes of one day, so that many fall together.
struct Happening
{
    int metric;
    int minute;
    int product; // 0: none
    int order;   // 0: none
};

struct Wish
{
    int metric;
    bool happens;
    int within; // minutes; 0: any time
    int sameAs; // -1: of anything
    bool sameOrder;
};

constexpr int Now = 12;      // the minute
constexpr int BusyNow = 600; // of people who do much

class Guess
{
public:
    explicit Guess(unsigned seed)
        : m_random(seed)
    {
    }
    int below(int n) { return static_cast<int>(m_random() % static_cast<unsigned>(n)); }

    std::vector<Happening> person()
    {
        std::vector<Happening> list;
        for (int i = below(10); i >= 0; --i)
            list.push_back({below(4), below(Now + 2), below(4), below(3)});
        return list;
    }

    // Hundreds of events of few metrics and with few values, or with one of its own each.
    std::vector<Happening> busyPerson()
    {
        const int products = 1 + below(2) * below(200) + below(5), orders = 2 + below(30);
        std::vector<Happening> list;
        for (int i = 100 + below(300); i >= 0; --i)
            list.push_back({below(3), below(BusyNow + 5), below(products), below(orders)});
        return list;
    }

    std::vector<Wish> wishes(int longest)
    {
        std::vector<Wish> list;
        for (int i = below(5); i >= 0; --i) {
            Wish wish{below(4), list.empty() || below(3) > 0, below(3) ? 0 : 1 + below(longest), -1, below(2) == 0};
            if (list.empty())
                wish.within = 0;
            const int earlier = list.empty() ? 0 : below(static_cast<int>(list.size()));
            if (below(2) && !list.empty() && list[static_cast<size_t>(earlier)].happens)
                wish.sameAs = earlier;
            list.push_back(wish);
        }
        return list;
    }

private:
    std::mt19937 m_random;
};

// The rule of a sequence as it is written, tried with every choice of events.
class Trial
{
public:
    Trial(const std::vector<Wish> &wishes, const std::vector<Happening> &events, int now)
        : m_wishes(wishes)
        , m_events(events)
        , m_now(now)
        , m_chosen(wishes.size(), nullptr)
    {
    }

    bool holds() { return holds(0); }

private:
    bool holds(size_t step)
    {
        if (step == m_wishes.size())
            return neverHappens(m_wishes.size());
        if (!m_wishes[step].happens)
            return holds(step + 1);
        if (!m_tried.insert(whatMatters(step)).second)
            return false;
        for (const Happening &event : m_events) {
            m_chosen[step] = &event;
            if (fits(step, event) && neverHappens(step) && holds(step + 1))
                return true;
        }
        m_chosen[step] = nullptr;
        return false;
    }

    // All that tells the choices before a step apart for what is still to be looked at.
    std::vector<int> whatMatters(size_t step) const
    {
        std::vector<int> all{static_cast<int>(step), before(step) ? before(step)->minute : 0};
        size_t open = step;
        while (open > 0 && !m_wishes[open - 1].happens)
            --open;
        for (; open < m_wishes.size(); ++open) {
            const Wish &wish = m_wishes[open];
            if (wish.sameAs < 0 || static_cast<size_t>(wish.sameAs) >= step)
                continue;
            const Happening &other = *m_chosen[static_cast<size_t>(wish.sameAs)];
            all.push_back(wish.sameOrder ? other.order : other.product);
        }
        return all;
    }

    const Happening *before(size_t step) const
    {
        while (step > 0) {
            if (m_wishes[--step].happens)
                return m_chosen[step];
        }
        return nullptr;
    }

    // Its metric, by now, its same, and after the one before but in time.
    bool fits(size_t step, const Happening &event) const
    {
        const Wish &wish = m_wishes[step];
        if (event.metric != wish.metric || event.minute > m_now)
            return false;
        if (const Happening *earlier = before(step)) {
            if (event.minute <= earlier->minute || (wish.within && event.minute > earlier->minute + wish.within))
                return false;
        }
        if (wish.sameAs < 0)
            return true;
        const Happening &other = *m_chosen[static_cast<size_t>(wish.sameAs)];
        return wish.sameOrder ? event.order && event.order == other.order
                              : event.product && event.product == other.product;
    }

    // Of the steps just before one what must not lie between.
    bool neverHappens(size_t end) const
    {
        const Happening *next = end < m_wishes.size() ? m_chosen[end] : nullptr;
        for (size_t step = end; step-- > 0 && !m_wishes[step].happens;) {
            for (const Happening &event : m_events) {
                if (fits(step, event) && (!next || event.minute < next->minute))
                    return false;
            }
        }
        return true;
    }

    const std::vector<Wish> &m_wishes;
    const std::vector<Happening> &m_events;
    int m_now;
    std::vector<const Happening *> m_chosen;
    std::set<std::vector<int>> m_tried;
};

QString timeOf(int minute)
{
    return QStringLiteral("10-01T%1:%2").arg(minute / 60, 2, 10, QChar(u'0')).arg(minute % 60, 2, 10, QChar(u'0'));
}

QString storyOf(const std::vector<std::vector<Happening>> &people)
{
    QString story;
    for (size_t id = 1; id <= people.size(); ++id) {
        story += QStringLiteral("%1\n").arg(id);
        for (const Happening &event : people[id - 1]) {
            story += QStringLiteral("%1 %2 M%3").arg(id).arg(timeOf(event.minute)).arg(event.metric);
            if (event.order)
                story += QStringLiteral(" #%1").arg(event.order);
            if (event.product)
                story += QStringLiteral(" {\"p\":%1}").arg(event.product);
            story += u'\n';
        }
    }
    return story;
}

QString conditionOf(const std::vector<Wish> &wishes)
{
    QStringList steps;
    for (const Wish &wish : wishes) {
        QString step = QStringLiteral("{'metric':'M%1'").arg(wish.metric);
        if (!wish.happens)
            step += QStringLiteral(",'happens':false");
        if (wish.within)
            step += QStringLiteral(",'within':{'n':%1,'unit':'minute'}").arg(wish.within);
        if (wish.sameAs >= 0)
            step += QStringLiteral(",'same':[{'property':'%1','step':%2}]")
                        .arg(wish.sameOrder ? QStringLiteral("$order") : QStringLiteral("p"))
                        .arg(wish.sameAs);
        steps.append(step + u'}');
    }
    return QStringLiteral("{'kind':'sequence','steps':[%1]}").arg(steps.join(u','));
}

} // namespace

// Sequences against trying every choice of events.
class TestSequenceSearch : public QObject
{
    Q_OBJECT

private:
    static void compare(Guess &guess, const std::vector<std::vector<Happening>> &people, int rounds, int now);

private Q_SLOTS:
    void findsWhatTryingEverythingFinds();
    void findsItAmongHundredsOfEvents();
    void fiftyThousandEventsOfOnePersonAreQuick_data();
    void fiftyThousandEventsOfOnePersonAreQuick();
};

void TestSequenceSearch::compare(Guess &guess, const std::vector<std::vector<Happening>> &people, int rounds, int now)
{
    const StoryShop shop(storyOf(people));
    const QByteArray asOf = "2026-" + timeOf(now).toUtf8() + ":00Z";
    for (int round = 0; round < rounds; ++round) {
        const std::vector<Wish> wishes = guess.wishes(now == Now || round % 2 == 0 ? 4 : 60);
        QStringList expected;
        for (size_t id = 1; id <= people.size(); ++id) {
            if (Trial(wishes, people[id - 1], now).holds())
                expected.append(QString::number(id));
        }
        const QString condition = conditionOf(wishes);
        const QString found = shop.ask(condition, QStringLiteral("UTC"), asOf.constData());
        QVERIFY2(found == expected.join(u' '), qPrintable(condition + u'\n' + found + u'\n' + expected.join(u' ')));
    }
}

void TestSequenceSearch::findsWhatTryingEverythingFinds()
{
    Guess guess(20261101);
    std::vector<std::vector<Happening>> people;
    for (int i = 0; i < 200; ++i)
        people.push_back(guess.person());
    compare(guess, people, qEnvironmentVariable("PERENNIAL_SEQUENCES", QStringLiteral("400")).toInt(), Now);
}

void TestSequenceSearch::findsItAmongHundredsOfEvents()
{
    Guess guess(20261122);
    std::vector<std::vector<Happening>> people;
    for (int i = 0; i < 12; ++i)
        people.push_back(guess.busyPerson());
    compare(guess, people, qEnvironmentVariable("PERENNIAL_SEQUENCES", QStringLiteral("400")).toInt() / 4, BusyNow);
}

void TestSequenceSearch::fiftyThousandEventsOfOnePersonAreQuick_data()
{
    QTest::addColumn<QString>("steps");
    const QString last = QStringLiteral("{'metric':'M3','same':[{'property':'$order','step':0}]}");
    QTest::newRow("a value of its own each") << QStringLiteral("{'metric':'M1'},{'metric':'M2'},") + last;
    QTest::newRow("in time") << QStringLiteral("{'metric':'M1'},{'metric':'M2'},{'metric':'M2','within':{'n':1,'unit':"
                                               "'hour'}},") +
                                    last;
    QTest::newRow("within a month") << QStringLiteral("{'metric':'M1'},{'metric':'M2','within':{'n':1,'unit':'month'}},"
                                                      "{'metric':'M2','within':{'n':1,'unit':'month'}},") +
                                           last;
    QTest::newRow("and none between") << QStringLiteral("{'metric':'M1'},{'metric':'M2'},{'metric':'M4','happens':"
                                                        "false,'within':{'n':1,'unit':'minute'}},{'metric':'M2'},") +
                                             last;
    QTest::newRow("and none of the same")
        << QStringLiteral("{'metric':'M1'},{'metric':'M2'},{'metric':'M4','happens':false,'same':[{'property':'$order',"
                          "'step':0}]},{'metric':'M2'},") +
               last;
}

void TestSequenceSearch::fiftyThousandEventsOfOnePersonAreQuick()
{
    QFETCH(QString, steps);
    QString story = QStringLiteral("1\n");
    for (int i = 0; i < 50'000; ++i)
        story += QStringLiteral("1 10-01T%1:%2:%3 M%4 #%5\n")
                     .arg(i / 3600, 2, 10, QChar(u'0'))
                     .arg(i / 60 % 60, 2, 10, QChar(u'0'))
                     .arg(i % 60, 2, 10, QChar(u'0'))
                     .arg(i % 2 + 1)
                     .arg(i + 1);
    const StoryShop shop(story + QStringLiteral("1 10-01T20:00:00 M3 #8\n1 10-01T20:00:00 M4 #1\n"));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(shop.ask(QStringLiteral("{'kind':'sequence','steps':[%1]}").arg(steps)), QString());
    // Searching each event anew takes minutes and gigabytes.
    qInfo() << timer.elapsed() << "ms";
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestSequenceSearch)
#include "tst_sequencesearch.moc"
