// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/rows/storyshop.h"

#include <random>

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

constexpr int Now = 12; // the minute

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

    std::vector<Wish> wishes()
    {
        std::vector<Wish> list;
        for (int i = below(5); i >= 0; --i) {
            Wish wish{below(4), list.empty() || below(3) > 0, below(3) ? 0 : 1 + below(4), -1, below(2) == 0};
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
    Trial(const std::vector<Wish> &wishes, const std::vector<Happening> &events)
        : m_wishes(wishes)
        , m_events(events)
        , m_chosen(wishes.size(), nullptr)
    {
    }

    bool holds(size_t step = 0)
    {
        if (step == m_wishes.size())
            return neverHappens();
        if (!m_wishes[step].happens)
            return holds(step + 1);
        for (const Happening &event : m_events) {
            m_chosen[step] = &event;
            if (fits(step, event) && holds(step + 1))
                return true;
        }
        m_chosen[step] = nullptr;
        return false;
    }

private:
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
        if (event.metric != wish.metric || event.minute > Now)
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

    bool neverHappens() const
    {
        for (size_t step = 0; step < m_wishes.size(); ++step) {
            if (m_wishes[step].happens)
                continue;
            const Happening *next = nullptr;
            for (size_t later = step; later < m_wishes.size() && !next; ++later)
                next = m_chosen[later];
            for (const Happening &event : m_events) {
                if (fits(step, event) && (!next || event.minute < next->minute))
                    return false;
            }
        }
        return true;
    }

    const std::vector<Wish> &m_wishes;
    const std::vector<Happening> &m_events;
    std::vector<const Happening *> m_chosen;
};

QString storyOf(const std::vector<std::vector<Happening>> &people)
{
    QString story;
    for (size_t id = 1; id <= people.size(); ++id) {
        story += QStringLiteral("%1\n").arg(id);
        for (const Happening &event : people[id - 1]) {
            story +=
                QStringLiteral("%1 10-01T00:%2 M%3").arg(id).arg(event.minute, 2, 10, QChar(u'0')).arg(event.metric);
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

private Q_SLOTS:
    void findsWhatTryingEverythingFinds();
};

void TestSequenceSearch::findsWhatTryingEverythingFinds()
{
    Guess guess(20261101);
    std::vector<std::vector<Happening>> people;
    for (int i = 0; i < 200; ++i)
        people.push_back(guess.person());
    const StoryShop shop(storyOf(people));
    const int rounds = qEnvironmentVariable("PERENNIAL_SEQUENCES", QStringLiteral("400")).toInt();
    for (int round = 0; round < rounds; ++round) {
        const std::vector<Wish> wishes = guess.wishes();
        QStringList expected;
        for (size_t id = 1; id <= people.size(); ++id) {
            if (Trial(wishes, people[id - 1]).holds())
                expected.append(QString::number(id));
        }
        const QString condition = conditionOf(wishes);
        const QString found = shop.ask(condition, QStringLiteral("UTC"), "2026-10-01T00:12:00Z");
        QVERIFY2(found == expected.join(u' '), qPrintable(condition + u'\n' + found + u'\n' + expected.join(u' ')));
    }
}

QTEST_GUILESS_MAIN(TestSequenceSearch)
#include "tst_sequencesearch.moc"
