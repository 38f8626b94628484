// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/finished.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/segment/sets/distribution.h"
#include "core/segment/sets/numbersums.h"
#include "core/segment/sets/segmentoverlap.h"
#include "core/segment/sets/setcombinations.h"
#include "core/store/segmentshelf.h"
#include "tests/core/segment/rows/askedsegment.h"
#include "tests/core/segment/rows/randomsegment.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QTemporaryDir>

using namespace perennial;

// Questions about sets of people: how they overlap, what they add up to, how a number is spread among them.
class TestSegmentSets : public QObject
{
    Q_OBJECT

private:
    static ProfileSet setOf(const std::vector<quint32> &people, quint32 size);
    static EventQuantity orders(Aggregate aggregate, const Window &window = {});
    static QString inSql(Aggregate aggregate);
    [[nodiscard]] QStringList membersOf(const SegmentDoc &doc) const;
    void compareSums(const std::shared_ptr<const ProfileTable> &table, Store &store);
    static std::optional<Test> thresholdOf(const Condition &condition);
    static void compareSpread(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table);

    QTemporaryDir m_folder;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void segmentsOverlap();
    void nothingOverlapsWithNothing();
    void combinedSegmentsAreAudiencesOfTheirOwn();
    void regionsAreAudiencesOfTheirOwn();
    void aDistributionTellsAllOfIt();
    void anAmountIsWrittenInUnits();
    void aPropertyHasTheNumberOfItsMoment();
    void onlyNumbersAreSpread();
    void everyThresholdCountsAsTheConditionWould();
    void everyKindOfNumberCountsAsItsConditionWould();
    void aDistanceIsWrittenInItsUnit();
    void whatIsOverdueWithoutAGapIsInTheLastBin();
    void sumsEqualThoseOfSql();
};

ProfileSet TestSegmentSets::setOf(const std::vector<quint32> &people, quint32 size)
{
    ProfileSet set(size);
    for (const quint32 person : people)
        set.add(person);
    return set;
}

EventQuantity TestSegmentSets::orders(Aggregate aggregate, const Window &window)
{
    EventQuantity quantity;
    quantity.metric = QStringLiteral("Placed Order");
    quantity.aggregate = aggregate;
    quantity.window = window;
    return quantity;
}

// Five people; order values in cents: Ada 10.00 and 30.00, Bo 0.10, Cleo none, Dara one without a value, Eli 12.50.
void TestSegmentSets::initTestCase()
{
    const QString path = m_folder.filePath(QStringLiteral("five.perennial"));
    auto store = Store::create(path, StoreSettings());
    QVERIFY(store.has_value());
    const QByteArray people = R"sql(
        INSERT INTO profiles VALUES (1, 1000, 0, NULL, 1), (2, 1000, 0, NULL, 1), (3, 1000, 0, NULL, 1),
                                    (4, 1000, 0, NULL, 1), (5, 1000, 0, NULL, 1);
        INSERT INTO properties VALUES (1, 'City', 'text'), (2, 'Score', 'number'), (3, 'Tags', 'list');
        INSERT INTO property_values VALUES (1, 1, 1000, 'Berlin', 1), (2, 1, 1000, 'Oberlin', 1),
            (3, 1, 1000, 'Berlin', 1), (4, 1, 1000, 'Bergen', 1), (5, 1, 1000, 'ÅRHUS', 1),
            (1, 2, 1000, 0.5, 1), (1, 2, 5000, 7.25, 1), (2, 2, 1000, -2, 1), (3, 2, 1000, NULL, 1),
            (1, 3, 1000, '["new","vip"]', 1), (2, 3, 1000, '["vip","vip"]', 1);
        INSERT INTO metrics VALUES (1, 'Placed Order');
        INSERT INTO event_details VALUES (1, '{"label":"Shoes","size":41}'), (2, '{"label":"Socks"}');
        INSERT INTO events VALUES (1, 2000, 1, 1, 1000, 'USD', NULL, 1, 1), (1, 6000, 1, 2, 3000, 'USD', NULL, 2, 1),
            (2, 2000, 1, 1, 10, 'USD', NULL, 2, 1), (4, 2000, 1, 1, NULL, NULL, NULL, NULL, 1),
            (5, 2000, 1, 1, 1250, 'USD', NULL, 2, 1);
    )sql";
    const auto written = store->database().execute(people);
    if (!written)
        qWarning() << written.error().message << written.error().detail;
    QVERIFY(written.has_value());
    const auto save = [&](const char *name, const QByteArray &op) {
        return SegmentShelf(*store).save(QLatin1String(name), segmentText(op), Instant::now()).has_value();
    };
    QVERIFY(save("Buyers", R"({"kind":"event","metric":"Placed Order","compare":{"op":"at_least_once"}})"));
    QVERIFY(save("Berliners", R"({"kind":"property","property":"City","op":"is","value":"Berlin"})"));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

void TestSegmentSets::segmentsOverlap()
{
    const ProfileSet everybody = setOf({0, 1, 2, 3, 4, 70, 99999}, 100000), a = setOf({0, 1, 2}, 100000),
                     b = setOf({1, 2, 70}, 100000), c = setOf({99999}, 100000);
    const std::vector<const ProfileSet *> sets{&a, &b, &c};
    const auto overlap = overlapOf(sets, everybody, Progress());
    QVERIFY(overlap.has_value());
    QCOMPARE(overlap->pairs, std::vector<SetPair>({{0, 1, 2, 4}, {0, 2, 0, 4}, {1, 2, 0, 4}}));
    QCOMPARE(overlap->sets, std::vector<SetSize>({{3, 1}, {3, 1}, {1, 1}}));
    QCOMPARE(overlap->of, 7U);
    QCOMPARE(overlap->inNone, 2U);
    QCOMPARE(overlap->inOne, 3U);
    QCOMPARE(overlap->pairs[0].jaccard(), 0.5);
}

void TestSegmentSets::nothingOverlapsWithNothing()
{
    const ProfileSet empty(0);
    const std::vector<const ProfileSet *> sets{&empty, &empty};
    const auto overlap = overlapOf(sets, empty, Progress());
    QVERIFY(overlap.has_value());
    QCOMPARE(overlap->pairs.front().jaccard(), 0.0);
    QCOMPARE(overlap->inNone, 0U);
}

QStringList TestSegmentSets::membersOf(const SegmentDoc &doc) const
{
    QStringList ids;
    const auto plan = SegmentEngine::compile(doc, m_table, {10000});
    const auto answer = plan ? SegmentEngine::evaluate(*plan, Progress()) : failure(plan.error());
    if (answer)
        answer->members.forEach([&](quint32 person) { ids.append(QString::number(m_table->idAt(person).value)); });
    return ids;
}

void TestSegmentSets::combinedSegmentsAreAudiencesOfTheirOwn()
{
    const QStringList names{QStringLiteral("Buyers"), QStringLiteral("Berliners")};
    QCOMPARE(membersOf(combined(SetOperation::Union, names)).join(u' '), QStringLiteral("1 2 3 4 5"));
    QCOMPARE(membersOf(combined(SetOperation::Intersection, names)).join(u' '), QStringLiteral("1"));
    QCOMPARE(membersOf(combined(SetOperation::Difference, names)).join(u' '), QStringLiteral("2 4 5"));
    const SegmentDoc doc = combined(SetOperation::Difference, names);
    QCOMPARE(SegmentDoc::fromJson(doc.toJson()).value_or(SegmentDoc()), doc);
}

void TestSegmentSets::regionsAreAudiencesOfTheirOwn()
{
    const QStringList names{QStringLiteral("Buyers"), QStringLiteral("Berliners")};
    QCOMPARE(membersOf(segmentOf({{0, 1}, {}}, names)).join(u' '), QStringLiteral("1"));
    QCOMPARE(membersOf(segmentOf({{1}, {0}}, names)).join(u' '), QStringLiteral("3"));
    QCOMPARE(membersOf(segmentOf({{}, {1}}, names)).join(u' '), QStringLiteral("2 4 5"));
    QCOMPARE(membersOf(segmentOf({{}, {0, 1}}, names)).join(u' '), QString());
    const auto plan = SegmentEngine::compile(segmentOf({{1}, {0}}, names), m_table, {10000});
    QVERIFY(plan.has_value());
    const auto quick = perennial::membersOf(*plan, Progress());
    const auto answer = SegmentEngine::evaluate(*plan, Progress());
    QVERIFY(quick.has_value() && answer.has_value());
    QVERIFY(*quick == answer->members);
}

void TestSegmentSets::aDistributionTellsAllOfIt()
{
    const Binding binding{*m_table, {{10000}, QTimeZone::utc()}};
    const auto numbers = numbersOf(orders(Aggregate::Count), binding, Progress());
    QVERIFY(numbers.has_value());
    const Distribution counts(*numbers, m_table->knownAt({10000}));
    QCOMPARE(counts.bins(20), std::vector<DistributionBin>({{0, 1, 1}, {1, 2, 3}, {2, 3, 1}}));
    QCOMPARE(counts.known(), 5U);
    QCOMPARE(*counts.median(), 1.0);
    QVERIFY(!counts.isMoney());
}

void TestSegmentSets::anAmountIsWrittenInUnits()
{
    const Binding binding{*m_table, {{10000}, QTimeZone::utc()}};
    const auto numbers = numbersOf(orders(Aggregate::Average), binding, Progress());
    QVERIFY(numbers.has_value());
    const Distribution averages(*numbers, m_table->knownAt({10000}));
    QVERIFY(averages.isMoney());
    QCOMPARE(averages.known(), 3U);
    QCOMPARE(averages.unknown(), 2U); // no order; one without a value
    QCOMPARE(*averages.min(), 0.1);
    QCOMPARE(*averages.max(), 20.0);
    QCOMPARE(*averages.median(), 12.5);
}

void TestSegmentSets::aPropertyHasTheNumberOfItsMoment()
{
    const auto sumAt = [&](qint64 ms) {
        const auto sums = sumOf(NumberSource(QStringLiteral("Score")), {*m_table, {{ms}, QTimeZone::utc()}},
                                m_table->knownAt({ms}), Progress());
        return sums.value_or(NumberSums());
    };
    QCOMPARE(sumAt(4999), (NumberSums{false, 2, 3, -1.5, -0.75, -2, 0.5}));
    QCOMPARE(sumAt(5000), (NumberSums{false, 2, 3, 5.25, 2.625, -2, 7.25}));
}

void TestSegmentSets::onlyNumbersAreSpread()
{
    const Binding binding{*m_table, {{10000}, QTimeZone::utc()}};
    const auto text = numbersOf(QStringLiteral("City"), binding, Progress(), QStringLiteral("root"));
    QVERIFY(!text);
    QCOMPARE(text.error().where, QStringLiteral("root"));
    const auto absent = numbersOf(QStringLiteral("Shoe Size"), binding, Progress());
    QVERIFY(absent.has_value());
    const Distribution nobody(*absent, m_table->knownAt({10000}));
    QCOMPARE(nobody.unknown(), 5U);
    QVERIFY(nobody.bins(10).empty() && !nobody.median());
}

void TestSegmentSets::everyThresholdCountsAsTheConditionWould()
{
    RandomStore random(3);
    const QString path = m_folder.filePath(QStringLiteral("thresholds.perennial"));
    QVERIFY(random.write(path));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table.has_value());
    const Instant asOf{RandomStore::Origin};
    for (const Aggregate aggregate : {Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Max}) {
        SegmentDoc doc;
        const Binding binding = bindingOf(doc, **table, asOf);
        const auto numbers = numbersOf(orders(aggregate), binding, Progress());
        QVERIFY(numbers.has_value());
        const Distribution spread(*numbers, (*table)->knownAt(asOf));
        for (const double threshold : {-1.0, 0.0, 0.1, 1.0, 2.0, 12.34, 50.0, 66.67, 100.0, 1000.0}) {
            for (const Op op : {Op::More, Op::AtMost, Op::Equals, Op::NotEquals}) {
                const Test test{op, {threshold}, {}};
                doc.root = {SegmentGroup{GroupMatch::All, {{EventCondition{orders(aggregate), test, {}}}}}};
                const auto plan = SegmentEngine::compile(doc, *table, asOf);
                QVERIFY(plan.has_value());
                QCOMPARE(spread.countOf(test), SegmentEngine::evaluate(*plan, Progress())->count);
            }
        }
        quint32 binned = 0;
        for (const DistributionBin &bin : spread.bins(7))
            binned += bin.count;
        QCOMPARE(binned, spread.known());
    }
}

// The test of the number behind a finished condition; nothing where it compares with no number of its own.
std::optional<Test> TestSegmentSets::thresholdOf(const Condition &condition)
{
    if (const auto *event = std::get_if<EventCondition>(&condition))
        return event->with ? std::nullopt : std::optional(event->compare);
    if (const auto *property = std::get_if<PropertyCondition>(&condition))
        return property->other.isEmpty() ? std::optional(property->test) : std::nullopt;
    if (const auto *line = std::get_if<OrderLineCondition>(&condition))
        return line->compare;
    if (const auto *score = std::get_if<ScoreCondition>(&condition))
        return score->test;
    if (const auto *rhythm = std::get_if<RhythmCondition>(&condition))
        return Test{Op::More, {rhythm->factor.value_or(1)}, {}};
    const auto *place = std::get_if<PlaceCondition>(&condition);
    return place && place->distance ? std::optional(Test{place->beyond ? Op::More : Op::AtMost, {*place->distance}, {}})
                                    : std::nullopt;
}

// `doc` has one condition.
void TestSegmentSets::compareSpread(const SegmentDoc &doc, const std::shared_ptr<const ProfileTable> &table)
{
    const Instant asOf{RandomStore::Origin};
    const Condition &condition = doc.root.group()->children.front().is;
    const auto source = numberBehind(condition);
    const auto threshold = thresholdOf(condition);
    const auto plan = SegmentEngine::compile(doc, table, asOf);
    if (!source || !threshold || !plan || !isFinishedThroughout(doc.root))
        return;
    const auto numbers = numbersOf(*source, bindingOf(doc, *table, asOf), Progress());
    QVERIFY(numbers.has_value());
    const Distribution spread(*numbers, table->knownAt(asOf));
    const auto answer = SegmentEngine::evaluate(*plan, Progress());
    QVERIFY2(spread.countOf(*threshold) == answer->count, doc.toJson().constData());
    QVERIFY2(spread.unknown() == answer->unknown, doc.toJson().constData());
    quint32 binned = 0;
    for (const DistributionBin &bin : spread.bins(7))
        binned += bin.count;
    QCOMPARE(binned, spread.known());
}

void TestSegmentSets::everyKindOfNumberCountsAsItsConditionWould()
{
    std::map<size_t, int> kinds;
    for (quint32 seed = 21; seed < 29; ++seed) {
        RandomStore random(seed);
        const QString path = m_folder.filePath(QStringLiteral("kinds%1.perennial").arg(seed));
        QVERIFY(random.write(path));
        const auto table = ProfileTable::build(path, Progress());
        QVERIFY(table.has_value());
        RandomSegment segments(seed);
        for (int i = 0; i < 150; ++i) {
            SegmentDoc doc = segments.make();
            std::vector<SegmentNode> conditions;
            visitNodes(doc, [&](const NodePath &, const SegmentNode &node) {
                if (!node.group())
                    conditions.push_back({node.is, UnknownRule::Out});
            });
            for (const SegmentNode &condition : conditions) {
                kinds[condition.is.index()] += numberBehind(condition.is).has_value();
                doc.root = {SegmentGroup{GroupMatch::All, {condition}}};
                compareSpread(doc, *table);
                if (QTest::currentTestFailed())
                    return;
            }
        }
    }
    for (const Condition &kind :
         {Condition(EventCondition()), Condition(PropertyCondition()), Condition(RhythmCondition()),
          Condition(OrderLineCondition()), Condition(PlaceCondition()), Condition(ScoreCondition())})
        QVERIFY2(kinds[kind.index()] >= 20, qPrintable(QString::number(kind.index())));
}

void TestSegmentSets::aDistanceIsWrittenInItsUnit()
{
    NumberColumn numbers;
    numbers.reals = {0, 16.2, PropertyColumn::NoNumber, 162};
    numbers.realUnit = 1.609344;
    const Distribution miles(numbers, setOf({0, 1, 2, 3}, 4));
    QCOMPARE(*miles.max(), 162 / 1.609344);
    QCOMPARE(*miles.median(), 16.2 / 1.609344);
    QCOMPARE(miles.bins(20).back(), (DistributionBin{100, 110, 1}));
    QCOMPARE(miles.countOf({Op::AtMost, {10.1}, {}}), 2U);
    QCOMPARE(miles.countOf({Op::More, {10.0}, {}}), 2U);
}

void TestSegmentSets::whatIsOverdueWithoutAGapIsInTheLastBin()
{
    NumberColumn numbers;
    numbers.reals = {0.5, 1.5, std::numeric_limits<double>::infinity()};
    const Distribution spread(numbers, setOf({0, 1, 2}, 3));
    const auto bins = spread.bins(4);
    QCOMPARE(bins.front(), (DistributionBin{0.5, 1, 1}));
    QCOMPARE(bins.back(), (DistributionBin{1.5, 2, 2}));
    QCOMPARE(spread.countOf({Op::More, {1000.0}, {}}), 1U);
}

QString TestSegmentSets::inSql(Aggregate aggregate)
{
    return QLatin1String(aggregate == Aggregate::Count ? "count(e.at)"
                         : aggregate == Aggregate::Sum ? "coalesce(sum(e.value) / 100.0, 0)"
                         : aggregate == Aggregate::Max ? "max(e.value) / 100.0"
                                                       : "avg(e.value) / 100.0");
}

void TestSegmentSets::compareSums(const std::shared_ptr<const ProfileTable> &table, Store &store)
{
    const Instant asOf{RandomStore::Origin};
    for (const Aggregate aggregate : {Aggregate::Count, Aggregate::Sum, Aggregate::Average, Aggregate::Max}) {
        const auto sums = sumOf(orders(aggregate), bindingOf({}, *table, asOf), table->knownAt(asOf), Progress());
        QVERIFY(sums.has_value());
        // Amounts in another currency are not known.
        const QString sql =
            QStringLiteral("SELECT count(x), coalesce(sum(x), 0), coalesce(min(x), 0), coalesce(max(x), 0) FROM ("
                           "SELECT %1 AS x FROM profiles p LEFT JOIN (SELECT coalesce(q.merged_into, q.id) AS who, "
                           "v.at, iif(v.currency IS NULL OR v.currency = 'EUR', v.value, NULL) AS value FROM events v "
                           "JOIN profiles q ON q.id = v.profile_id JOIN metrics m ON m.id = v.metric_id WHERE m.name = "
                           "'Placed Order' AND v.at <= %2) e ON e.who = p.id WHERE p.merged_into IS NULL AND "
                           "(SELECT min(f) FROM (SELECT coalesce(p.created_at, -9e15) AS f UNION ALL SELECT w.at FROM "
                           "events w JOIN profiles r ON r.id = w.profile_id WHERE coalesce(r.merged_into, r.id) = "
                           "p.id)) <= %2 GROUP BY p.id)")
                .arg(inSql(aggregate))
                .arg(asOf.ms);
        auto row = store.database().prepare(sql.toStdString());
        QVERIFY2(row.has_value(), row ? "" : qPrintable(row.error().detail));
        QVERIFY(row->step().value_or(false));
        QCOMPARE(qint64(sums->known), row->integer(0));
        QVERIFY(std::abs(sums->sum - row->real(1)) < 1e-6);
        QVERIFY(std::abs(sums->min - row->real(2)) < 1e-9 && std::abs(sums->max - row->real(3)) < 1e-9);
    }
}

void TestSegmentSets::sumsEqualThoseOfSql()
{
    for (quint32 seed = 11; seed < 16; ++seed) {
        RandomStore random(seed);
        const QString path = m_folder.filePath(QStringLiteral("sums%1.perennial").arg(seed));
        QVERIFY(random.write(path));
        const auto table = ProfileTable::build(path, Progress());
        auto store = Store::openReader(path);
        QVERIFY(table && store);
        compareSums(*table, *store);
    }
}

QTEST_GUILESS_MAIN(TestSegmentSets)
#include "tst_segmentsets.moc"
