// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/templaterun.h"
#include "core/segment/sql/segmentsql.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// What saved queries may call: nothing that knows more than the store, and nothing that takes too long.
class TestTemplateFunctions : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] Result<std::vector<qint64>> found(const QString &query) const
    {
        const TemplateRun run{m_path, {{1'793'491'200'000}, QTimeZone::utc()}, {}, {}};
        return idsFound({QStringLiteral("Test"), query, {}, {}}, {}, run, QStringLiteral("root"));
    }

    QTemporaryDir m_folder;
    QString m_path;

private Q_SLOTS:
    void initTestCase();
    void jsonCanBeReadAsTables();
    void trimmingTakesShortLists();
    void theMomentIsAParameter();
    void neitherChanceNorTheClockHasASay_data();
    void neitherChanceNorTheClockHasASay();
};

void TestTemplateFunctions::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("shop.perennial"));
    auto store = Store::create(m_path, {});
    QVERIFY(store.has_value());
    QVERIFY(store->database().execute(R"sql(
        INSERT INTO profiles VALUES (1, 1790812800000, 0, NULL, 1);
        INSERT INTO properties VALUES (1, 'Likes', 'list');
        INSERT INTO property_values VALUES (1, 1, 0, '["tea", "mugs"]', 1);)sql"));
}

// Also what Perennial writes itself when it shows a segment as SQL.
void TestTemplateFunctions::jsonCanBeReadAsTables()
{
    const std::vector<qint64> first{1}, three{1, 2, 3};
    QCOMPARE(*found("SELECT value FROM json_each('[2,3]') UNION SELECT atom FROM json_tree('{\"a\":[1]}')"), three);
    QCOMPARE(*found("SELECT v.profile_id FROM property_values v WHERE 'tea' IN (SELECT value FROM json_each(v.value))"),
             first);
    QCOMPARE(*found("SELECT v.profile_id FROM property_values v JOIN json_each(v.value) j WHERE j.value = 'mugs'"),
             first);
    const auto doc = SegmentDoc::fromJson(
        R"({"format":"perennial-segment","version":1,"root":{"kind":"group","match":"all","children":[)"
        R"({"kind":"property","property":"Likes","op":"has","value":"tea"}]}})");
    QVERIFY(doc.has_value());
    const auto sql = segmentSql(*doc, {{1'793'491'200'000}, QTimeZone::utc(), QStringLiteral("EUR"), nullptr});
    QVERIFY(sql.has_value() && sql->contains(u"json_each"));
    QCOMPARE(*found(*sql), first);
}

void TestTemplateFunctions::trimmingTakesShortLists()
{
    for (const char *test : {"trim('äxaä', 'äa') = 'x'", "ltrim('aab', 'a') = 'b'", "rtrim('baa', 'a') = 'b'",
                             "trim('  c ') = 'c'", "trim('abc', '') = 'abc'", "trim('aa', 'a') = ''",
                             "trim(121, 1) = '2'", "trim(NULL, 'a') IS NULL", "trim('a', NULL) IS NULL"})
        QVERIFY2(
            found(QStringLiteral("SELECT 1 WHERE ") + QString::fromUtf8(test)).value_or(std::vector<qint64>()).size() ==
                1,
            test);
    const auto longOne =
        found("SELECT length(trim(replace(hex(zeroblob(45000)), '0', 'a'), replace(hex(zeroblob(45000)), '0', 'b')))");
    QVERIFY(!longOne.has_value());
    QVERIFY(longOne.error().kind == ErrorKind::Refused);
}

void TestTemplateFunctions::theMomentIsAParameter()
{
    for (const char *query : {"SELECT id FROM profiles WHERE created_at < :as_of",
                              "SELECT 1 WHERE date(:as_of / 1000, 'unixepoch') = '2026-11-01'",
                              "SELECT id FROM profiles WHERE date(created_at / 1000, 'unixepoch') = "
                              "date(:as_of / 1000, 'unixepoch', '-1 month')",
                              "SELECT 1 WHERE 'now' = 'now' AND unixepoch('2026-11-01') = :as_of / 1000"}) {
        const auto ids = found(QString::fromLatin1(query));
        QVERIFY2(ids.has_value(), query);
        QCOMPARE(*ids, std::vector<qint64>{1});
        QVERIFY(validate({"A", QString::fromLatin1(query), {}, {}}, m_path).has_value());
    }
}

void TestTemplateFunctions::neitherChanceNorTheClockHasASay_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query :
         {"SELECT abs(random()) % 3 + 1", "SELECT id FROM profiles ORDER BY random() LIMIT 1",
          "SELECT id FROM profiles WHERE RANDOM() > 0", "SELECT length(randomblob(1))",
          "SELECT id FROM profiles WHERE CURRENT_TIMESTAMP > '2000'",
          "SELECT id FROM profiles WHERE CURRENT_DATE > '2000'", "SELECT id FROM profiles WHERE CURRENT_TIME > '2000'",
          "SELECT unixepoch() % 2 + 1", "SELECT unixepoch('NOW')",
          "SELECT id FROM profiles WHERE created_at > unixepoch('now', '-30 days') * 1000",
          "SELECT id FROM profiles WHERE created_at > strftime('%s') * 1000",
          "SELECT id FROM profiles WHERE created_at > strftime('%s', 'no' || 'w') * 1000",
          "SELECT 1 WHERE date() > '2000'", "SELECT 1 WHERE time('now') > '0'",
          "SELECT 1 WHERE datetime('now', 'localtime') > '2000'", "SELECT 1 WHERE julianday() > 0",
          "SELECT 1 FROM (SELECT julianday('now') AS d) WHERE d IS NULL OR d > 0"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

// As of a moment: the same people whenever it runs.
void TestTemplateFunctions::neitherChanceNorTheClockHasASay()
{
    QFETCH(QString, query);
    const auto ids = found(query);
    QVERIFY(!ids.has_value());
    QCOMPARE(ids.error().where, "root.query");
    QVERIFY(ids.error().kind == ErrorKind::Refused);
    QVERIFY2(ids.error().message.contains(u":as_of"), qPrintable(ids.error().message));
    const auto saved = validate({"A", query, {}, {}}, m_path);
    QVERIFY(!saved.has_value());
    QCOMPARE(saved.error().where, "query");
}

QTEST_GUILESS_MAIN(TestTemplateFunctions)
#include "tst_templatefunctions.moc"
