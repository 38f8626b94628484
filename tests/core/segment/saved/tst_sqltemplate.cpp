// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsources.h"
#include "core/segment/saved/templaterun.h"
#include "core/segment/saved/templateshelf.h"
#include "core/store/store.h"
#include "tests/core/segment/rows/askedsegment.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

constexpr qint64 Now = 1'793'491'200'000; // 2026-11-01T00:00:00Z

QString idsOf(const Result<std::vector<qint64>> &found)
{
    if (!found)
        return errorKindName(found.error().kind) + u' ' + found.error().where;
    QStringList ids;
    for (const qint64 id : *found)
        ids.append(QString::number(id));
    return ids.join(u' ');
}

} // namespace

// Saved queries: what they find, what they may be given, and what nobody can do with one.
class TestSqlTemplate : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] TemplateRun run() const { return {m_path, {{Now}, QTimeZone("Europe/Berlin")}, {}, {}}; }
    [[nodiscard]] Result<std::vector<qint64>> found(const QString &query) const
    {
        return idsFound({QStringLiteral("Test"), query, {}, {}}, {}, run(), QStringLiteral("root"));
    }
    QString members(const char *condition);

    QTemporaryDir m_folder;
    QString m_path;
    std::shared_ptr<const ProfileTable> m_table;

private Q_SLOTS:
    void initTestCase();
    void yieldsIds_data();
    void yieldsIds();
    void parametersHaveTypes();
    void wrongParametersNameThePlace();
    void aDayBeginsInTheZoneOfTheSegment();
    void onlyReadingIsAllowed_data();
    void onlyReadingIsAllowed();
    void theShelfKeepsThemByName();
    void whatCannotRunIsNotSaved();
    void documentsComeBackTheSame();
    void segmentsUseThem();
};

void TestSqlTemplate::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("shop.perennial"));
    auto store = Store::create(m_path, {});
    QVERIFY(store.has_value());
    const auto written = store->database().execute(R"sql(
        INSERT INTO profiles VALUES (1, 1790812800000, 0, NULL, 1), (2, 1790812800000, 0, NULL, 1),
                                    (3, 1793491200000, 0, NULL, 1), (4, NULL, 0, NULL, 1), (9, NULL, 0, 2, 1);
        INSERT INTO properties VALUES (1, 'City', 'text');
        INSERT INTO property_values VALUES (1, 1, 1790812800000, 'Austin', 1), (3, 1, 1790812800000, 'Berlin', 1);
    )sql");
    QVERIFY2(written.has_value(), written ? "" : qPrintable(written.error().detail));
    const auto table = ProfileTable::build(m_path, Progress());
    QVERIFY(table.has_value());
    m_table = *table;
}

QString TestSqlTemplate::members(const char *condition)
{
    const auto answer = answerTo(segmentText(condition), m_table, {Now});
    return answer ? textOfIds(*answer, *m_table) : answer.error().where;
}

void TestSqlTemplate::yieldsIds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("ids");
    const auto row = [](const char *name, const char *query, const char *ids) {
        QTest::newRow(name) << QString::fromLatin1(query) << QString::fromLatin1(ids);
    };
    row("each once, ascending", "SELECT id FROM profiles UNION ALL SELECT 3 ORDER BY 1 DESC", "1 2 3 4 9");
    row("now is a parameter", "SELECT id FROM profiles WHERE created_at < :as_of", "1 2");
    row("a view", "SELECT id FROM people WHERE id > 2", "3 4");
    row("a common table", "WITH a(id) AS (SELECT profile_id FROM property_values) SELECT id FROM a;", "1 3");
    row("only the first column", "SELECT 1, 'x'", "1");
    row("nobody", "SELECT NULL UNION ALL SELECT 2", "2");
    row("ids below nothing", "SELECT -5 UNION ALL SELECT 2", "-5 2");
    row("a whole number however written", "SELECT 3.0", "3");
    row("half a person", "SELECT 2.5", "invalid root.query");
    row("a text", "SELECT value FROM property_values", "invalid root.query");
    row("a blob", "SELECT x'01'", "invalid root.query");
    row("no such table", "SELECT id FROM customers", "invalid root.query");
    row("no SQL", "who bought most", "invalid root.query");
    row("nothing", "", "invalid root.query");
    row("a parameter of nobody", "SELECT :city", "invalid root.query");
    row("a parameter by number", "SELECT ?1", "invalid root.query");
    row("a parameter without a name", "SELECT ?", "invalid root.query");
}

void TestSqlTemplate::yieldsIds()
{
    QFETCH(QString, query);
    QFETCH(QString, ids);
    QCOMPARE(idsOf(found(query)), ids);
}

void TestSqlTemplate::parametersHaveTypes()
{
    const SqlTemplate query{QStringLiteral("Typed"),
                            QStringLiteral("SELECT 1 WHERE typeof(:t) = 'text' AND typeof(:n) = 'integer' AND "
                                           "typeof(:x) = 'real' AND :d = 1790812800000 AND :y = 1 AND :z = 0"),
                            {{"t", ParameterType::Text, {}},
                             {"n", ParameterType::Number, 5.0},
                             {"x", ParameterType::Number, {}},
                             {"d", ParameterType::Date, {}},
                             {"y", ParameterType::YesNo, QStringLiteral("no")},
                             {"z", ParameterType::YesNo, QStringLiteral("no")}},
                            {}};
    const QMap<QString, Operand> given{
        {"t", QStringLiteral("5")}, {"x", 0.5}, {"d", QStringLiteral("2026-10-01T02:00:00+02:00")}, {"y", 1.0}};
    QCOMPARE(idsOf(idsFound(query, given, run(), QStringLiteral("root"))), QStringLiteral("1"));
}

void TestSqlTemplate::wrongParametersNameThePlace()
{
    const auto with = [this](ParameterType type, const QMap<QString, Operand> &given) {
        return idsOf(idsFound({"Test", "SELECT :a", {{"a", type, {}}}, {}}, given, run(), QStringLiteral("root")));
    };
    QCOMPARE(with(ParameterType::Number, {{"a", 4.0}}), "4");
    QCOMPARE(with(ParameterType::Number, {}), "invalid root.parameters.a");
    QCOMPARE(with(ParameterType::Number, {{"a", QStringLiteral("4")}}), "invalid root.parameters.a");
    QCOMPARE(with(ParameterType::Text, {{"a", 4.0}}), "invalid root.parameters.a");
    QCOMPARE(with(ParameterType::Date, {{"a", QStringLiteral("soon")}}), "invalid root.parameters.a");
    QCOMPARE(with(ParameterType::YesNo, {{"a", 2.0}}), "invalid root.parameters.a");
    QCOMPARE(with(ParameterType::Number, {{"a", 4.0}, {"b", 4.0}}), "invalid root.parameters.b");
    QCOMPARE(with(ParameterType::Number, {{"a", 4.0}, {"as_of", 4.0}}), "invalid root.parameters.as_of");
}

void TestSqlTemplate::aDayBeginsInTheZoneOfTheSegment()
{
    const SqlTemplate query{"Test", "SELECT :day = 1790805600000", {{"day", ParameterType::Date, {}}}, {}};
    QCOMPARE(idsOf(idsFound(query, {{"day", QStringLiteral("2026-10-01")}}, run(), {})), "1");
}

void TestSqlTemplate::onlyReadingIsAllowed_data()
{
    QTest::addColumn<QString>("query");
    for (const char *query : {"DELETE FROM profiles",
                              "INSERT INTO profiles(id, import_id) VALUES (77, 1) RETURNING id",
                              "UPDATE profiles SET created_at = 0 RETURNING id",
                              "CREATE TABLE t(x)",
                              "CREATE TEMP TABLE t AS SELECT 1",
                              "DROP TABLE profiles",
                              "ALTER TABLE profiles ADD COLUMN x",
                              "ATTACH ':memory:' AS other",
                              "DETACH main",
                              "PRAGMA query_only = 0",
                              "PRAGMA table_info(profiles)",
                              "SELECT * FROM pragma_table_info('profiles')",
                              "SELECT 1 FROM pragma_query_only",
                              "SELECT 1 FROM pragma_database_list",
                              "SELECT 1 FROM pragma_compile_options",
                              "SELECT count(*) FROM dbstat",
                              "SELECT count(*) FROM sqlite_stmt",
                              "SELECT count(*) FROM sqlite_dbpage",
                              "SELECT count(*) FROM fts3tokenize",
                              "CREATE VIRTUAL TABLE temp.t USING fts5(x)",
                              "CREATE VIRTUAL TABLE temp.t USING rtree(a, b, c)",
                              "UPDATE sqlite_master SET sql = '' RETURNING 1",
                              "UPDATE json_each('[1]') SET value = 2 RETURNING 1",
                              "SELECT sqlite_log(1, 'x')",
                              "SELECT json_patch('{}', '{}')",
                              "VACUUM",
                              "VACUUM INTO '/tmp/stolen.db'",
                              "ANALYZE",
                              "REINDEX",
                              "BEGIN",
                              "COMMIT",
                              "ROLLBACK",
                              "SAVEPOINT a",
                              "EXPLAIN SELECT 1",
                              "EXPLAIN QUERY PLAN SELECT 1",
                              "SELECT load_extension('/tmp/evil.so')",
                              "SELECT readfile('/etc/passwd')",
                              "SELECT writefile('/tmp/stolen', 'x')",
                              "SELECT edit('x')",
                              "SELECT fts3_tokenizer('simple')",
                              "SELECT 1; SELECT 2",
                              "SELECT 1; DELETE FROM profiles",
                              "-- nothing but a comment"})
        QTest::newRow(query) << QString::fromLatin1(query);
}

void TestSqlTemplate::onlyReadingIsAllowed()
{
    QFETCH(QString, query);
    const auto ids = found(query);
    QVERIFY(!ids.has_value());
    QCOMPARE(ids.error().where, "root.query");
    QVERIFY2(ids.error().kind == ErrorKind::Refused || ids.error().kind == ErrorKind::Invalid,
             qPrintable(ids.error().detail));
    QVERIFY(!QFile::exists(QStringLiteral("/tmp/stolen.db")));
    QCOMPARE(idsOf(found(QStringLiteral("SELECT count(*) FROM profiles"))), "5");
}

void TestSqlTemplate::theShelfKeepsThemByName()
{
    auto store = Store::openWriter(m_path);
    QVERIFY(store.has_value());
    TemplateShelf shelf(*store);
    SqlTemplate query{"Locals",
                      "SELECT profile_id FROM property_values WHERE value = :city",
                      {{"city", ParameterType::Text, QStringLiteral("Austin")}},
                      "Who lives there"};
    QVERIFY(shelf.save(query, {Now}).has_value());
    QVERIFY(*shelf.find(QStringLiteral("locals")) == query);
    query.query = "SELECT profile_id FROM property_values WHERE value LIKE :city";
    query.name = "locals";
    QVERIFY(shelf.save(query, {Now}).has_value());
    QCOMPARE(shelf.list()->size(), size_t(1));
    QVERIFY(shelf.list()->front() == query);
    QVERIFY(!*shelf.remove(QStringLiteral("Strangers")));
    QVERIFY(*shelf.remove(QStringLiteral("LOCALS")));
    QVERIFY(!shelf.find(QStringLiteral("locals"))->has_value());
}

void TestSqlTemplate::whatCannotRunIsNotSaved()
{
    const auto place = [this](const QString &name, const char *query,
                              const std::vector<TemplateParameter> &parameters) {
        const auto valid = validate({name, QString::fromLatin1(query), parameters, {}}, m_path);
        return valid ? QString() : valid.error().where;
    };
    QCOMPARE(place("A", "SELECT :a", {{"a", ParameterType::Text, {}}}), QString());
    QCOMPARE(place(" ", "SELECT 1", {}), "name");
    QCOMPARE(place("A", "SELECT :a", {}), "query");
    QCOMPARE(place("A", "DROP TABLE profiles", {}), "query");
    QCOMPARE(place("A", "SELECT 1", {{"two words", ParameterType::Text, {}}}), "parameters[0].name");
    QCOMPARE(place("A", "SELECT 1", {{"as_of", ParameterType::Date, {}}}), "parameters[0].name");
    QCOMPARE(place("A", "SELECT 1", {{"a", ParameterType::Text, {}}, {"a", ParameterType::Text, {}}}),
             "parameters[1].name");
    QCOMPARE(place("A", "SELECT 1", {{"a", ParameterType::Date, QStringLiteral("soon")}}), "parameters[0].default");
}

void TestSqlTemplate::documentsComeBackTheSame()
{
    const auto query = SqlTemplate::fromJson(
        R"({"name":"Big","query":"SELECT 1","note":"n","parameters":[{"name":"a","type":"number","default":2.5},)"
        R"({"name":"b","type":"yes_no"}]})");
    QVERIFY(query.has_value());
    QCOMPARE(query->parameters.size(), size_t(2));
    QVERIFY(query->parameters[1].type == ParameterType::YesNo);
    QVERIFY(*SqlTemplate::fromJsonObject(query->toJsonObject()) == *query);
    QCOMPARE(SqlTemplate::fromJson(R"({"name":"a","parameters":[{"name":"a","type":"colour"}]})").error().where,
             "parameters[0].type");
    QCOMPARE(SqlTemplate::fromJson(R"({"name":"a","sql":"x"})").error().where, "sql");
    QVERIFY(!SqlTemplate::fromJson("[]").has_value());
}

void TestSqlTemplate::segmentsUseThem()
{
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(store.has_value());
        const SqlTemplate query{"Some",
                                "SELECT 9 UNION ALL SELECT 4 WHERE :more UNION ALL SELECT 77",
                                {{"more", ParameterType::YesNo, QStringLiteral("no")}},
                                {}};
        QVERIFY(TemplateShelf(*store).save(query, {Now}).has_value());
    }
    // A merged profile stands for the person it turned out to be; nobody is 77.
    QCOMPARE(members("{'kind':'sql','query':'some'}"), "2");
    QCOMPARE(members("{'kind':'sql','query':'Some','parameters':{'more':'yes'}}"), "2 4");
    QCOMPARE(members("{'kind':'sql','query':'Some','parameters':{'more':'maybe'}}"),
             "root.children[0].parameters.more");
    QCOMPARE(members("{'kind':'sample','percent':3},{'kind':'sql','query':'None'}"), "root.children[1].query");
}

QTEST_GUILESS_MAIN(TestSqlTemplate)
#include "tst_sqltemplate.moc"
