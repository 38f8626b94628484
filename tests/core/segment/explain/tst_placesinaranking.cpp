// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/explain/nearmisses.h"
#include "core/segment/explain/ranking.h"
#include "tests/core/segment/explain/explainedshop.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace perennial;

namespace {

// What places are counted of, by hand.
struct Ranked
{
    QString group;
    double value = 0;
};

std::optional<Ranked> rankedBy(const PersonFacts &facts, const QString &score, const QString &within, Instant now)
{
    const FactValue value = facts.value(score, now.ms).value;
    const FactValue group = within.isEmpty() ? FactValue(QString()) : facts.value(within, now.ms).value;
    if (std::holds_alternative<std::monostate>(group))
        return std::nullopt;
    const QString words = QString::fromUtf8(QJsonDocument(QJsonArray{jsonOf(group)}).toJson());
    if (const auto *number = std::get_if<double>(&value))
        return Ranked{words, *number};
    if (const auto *date = std::get_if<Instant>(&value))
        return Ranked{words, static_cast<double>(date->ms)};
    return std::nullopt;
}

} // namespace

// Somebody's place among all people, or those of a group, is the one that counting everybody gives: for the value the
// person has and for one that is supposed.
class TestPlacesInARanking : public QObject
{
    Q_OBJECT

private:
    void comparePlaces(const ProfileTable &table, const QString &score, const QString &within, Instant now);
    static void comparePlace(const Ranking &ranking, const PersonFacts &facts, const std::optional<Ranked> &entry,
                             const std::vector<std::optional<Ranked>> &all, Instant now);

    QTemporaryDir m_folder;

private Q_SLOTS:
    void placesAreThoseOfCounting();
    void everybodyIsPlacedInNoTime();
    void aRankFarUpCanBeReached();
};

void TestPlacesInARanking::placesAreThoseOfCounting()
{
    for (const quint32 seed : {3U, 4U, 5U}) {
        const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(seed));
        RandomStore store(seed);
        QVERIFY(store.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        for (const char *score : {"RFM Score", "Predicted CLV", "Expected Next Order", "City", "Unheard Of"}) {
            for (const char *within : {"", "Country", "RFM Group", "Vip", "Goal", "Birthday", "Tags", "Unheard Of"})
                comparePlaces(**table, QString::fromLatin1(score), QString::fromLatin1(within), {store.moment()});
        }
    }
}

void TestPlacesInARanking::comparePlaces(const ProfileTable &table, const QString &score, const QString &within,
                                         Instant now)
{
    const Ranking ranking(table, score, within, now, {});
    std::vector<std::optional<Ranked>> all(table.profileCount());
    for (quint32 person = 0; person < all.size(); ++person) {
        if (const PersonFacts facts(table, person, now); facts.isKnownAt(now.ms))
            all[person] = rankedBy(facts, score, within, now);
    }
    const Changes none, higher{ValueChange{score, 7.0, now, {}}},
        moved{ValueChange{within, QStringLiteral("US"), now, {}}}, both{higher.front(), moved.front()},
        lost{ValueChange{score, FactValue(), now, {}}};
    for (quint32 person = 0; person < all.size() && !QTest::currentTestFailed(); ++person) {
        const PersonFacts real(table, person, now);
        for (const Changes &changes : {none, higher, moved, both, lost}) {
            if (within.isEmpty() && (changes == moved || changes == both))
                continue;
            const PersonFacts facts = real.supposing(changes);
            std::vector<std::optional<Ranked>> others = all;
            others[person].reset();
            comparePlace(ranking, facts, rankedBy(facts, score, within, now), others, now);
        }
    }
}

void TestPlacesInARanking::comparePlace(const Ranking &ranking, const PersonFacts &facts,
                                        const std::optional<Ranked> &entry,
                                        const std::vector<std::optional<Ranked>> &others, Instant now)
{
    const auto place = ranking.placeOf(facts, now.ms);
    QCOMPARE(place.has_value(), entry.has_value());
    if (!entry)
        return;
    Ranking::Place counted{0, 0, 1};
    std::vector<double> values;
    for (const auto &other : others) {
        if (!other || other->group != entry->group)
            continue;
        ++counted.all;
        counted.lower += other->value < entry->value;
        counted.higher += other->value > entry->value;
        values.push_back(other->value);
    }
    QCOMPARE(place->all, counted.all);
    QCOMPARE(place->lower, counted.lower);
    QCOMPARE(place->higher, counted.higher);
    std::ranges::sort(values);
    const Ranking::Others seen = ranking.othersOf(facts, now.ms);
    QCOMPARE(seen.size(), values.size());
    for (size_t i = 0; i < values.size(); ++i)
        QCOMPARE(seen[i], values[i]);
}

void TestPlacesInARanking::everybodyIsPlacedInNoTime()
{
    const QString path = m_folder.filePath(QStringLiteral("many.perennial"));
    {
        auto store = Store::create(path, StoreSettings());
        QVERIFY(store.has_value());
        const auto written = store->database().execute(R"sql(
            INSERT INTO properties VALUES (1, 'RFM Score', 'number'), (2, 'Country', 'text');
            WITH RECURSIVE people(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM people WHERE id < 60000)
                INSERT INTO profiles SELECT id, NULL, 0, NULL, 1 FROM people;
            INSERT INTO property_values SELECT id, 1, 0, id * 7919 % 10007, 1 FROM profiles;
            INSERT INTO property_values SELECT id, 2, 0, CASE id % 3 WHEN 0 THEN 'DE' ELSE 'US' END, 1 FROM profiles;
        )sql");
        QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    }
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    QElapsedTimer timer;
    timer.start();
    for (const char *children : {"{'kind':'score','score':'rfm_score','scale':'rank','op':'at_most','value':5}",
                                 "{'kind':'score','score':'rfm_score','scale':'percentile','within':'Country','op':"
                                 "'at_least','value':99}"}) {
        const auto near = nearMissesOf(ExplainedShop::document(children), *table, {1}, 20, Progress());
        QVERIFY(near.has_value());
        QVERIFY(near->only.front().count > 50'000);
        QCOMPARE(near->people.size(), 20UL);
    }
    // A look at everybody for each of them takes minutes.
    qInfo() << timer.elapsed() << "ms";
    QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

// Of two million places sixty may be tried; that of the third is among them.
void TestPlacesInARanking::aRankFarUpCanBeReached()
{
    const auto table = ProfileTable::build(m_folder.filePath(QStringLiteral("many.perennial")), Progress());
    QVERIFY(table.has_value());
    const auto doc =
        ExplainedShop::document("{'kind':'score','score':'rfm_score','scale':'rank','op':'between','value':[100,120]}");
    const auto explanation = explain(doc, *table, {1}, {1}, Progress());
    QVERIFY(explanation.has_value());
    QVERIFY(!explanation->member);
    QCOMPARE(explanation->flip.sentence, QStringLiteral("In: RFM Score changes so that the place does."));
}

QTEST_GUILESS_MAIN(TestPlacesInARanking)
#include "tst_placesinaranking.moc"
