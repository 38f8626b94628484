// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/templaterun.h"
#include "core/store/store.h"

#include <QElapsedTimer>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include <semaphore>
#include <thread>

using namespace perennial;

namespace {

constexpr qint64 Now = 1'793'491'200'000; // 2026-11-01T00:00:00Z

// Rows without end.
constexpr auto Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) ";

// The same rows, and `told` is released once somebody has asked for the row of that number.
constexpr auto EndlessUntilTold = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT tell(i, %1) + 1 FROM n) ";
std::counting_semaphore<> told{0};

void tell(sqlite3_context *context, int, sqlite3_value **values)
{
    const qint64 row = sqlite3_value_int64(values[0]);
    if (row == sqlite3_value_int64(values[1]))
        told.release();
    sqlite3_result_int64(context, row);
}

int addTell(sqlite3 *connection, char **, const void *)
{
    return sqlite3_create_function(connection, "tell", 2, SQLITE_UTF8, nullptr, tell, nullptr, nullptr);
}

} // namespace

// Saved queries that would not end by themselves: by their own limits, and when somebody stops them.
class TestTemplateLimits : public QObject
{
    Q_OBJECT

private:
    [[nodiscard]] TemplateRun run() const { return {m_path, {{Now}, QTimeZone("Europe/Berlin")}, {}, {}}; }

    QTemporaryDir m_folder;
    QString m_path;

private Q_SLOTS:
    void initTestCase();
    void limitsEndWhatDoesNotEnd_data();
    void limitsEndWhatDoesNotEnd();
    void stopsSoonWhenAsked_data();
    void stopsSoonWhenAsked();
};

void TestTemplateLimits::initTestCase()
{
    m_path = m_folder.filePath(QStringLiteral("shop.perennial"));
    QVERIFY(Store::create(m_path, {}).has_value());
}

void TestTemplateLimits::limitsEndWhatDoesNotEnd_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const QByteArray &query, const char *kind) {
        QTest::newRow(name) << QString::fromLatin1(query) << QString::fromLatin1(kind);
    };
    const QByteArray endless = Endless;
    row("a count without end", endless + "SELECT count(*) FROM n", "refused");
    row("rows without end that are nobody", endless + "SELECT NULL FROM n", "refused");
    row("one row for ever", endless + "SELECT 1 FROM n", "refused");
    row("ids without end", endless + "SELECT i FROM n", "refused");
    row("ids without end, backwards", endless + "SELECT -i FROM n", "refused");
    row("a sort of everything", endless + "SELECT i FROM n ORDER BY hex(zeroblob(2000)) || i", "memory");
    row("everything different", endless + "SELECT DISTINCT hex(i) FROM n WHERE i < 0 OR hex(i) IS NULL", "refused");
    row("all texts at once", endless + "SELECT count(*) FROM (SELECT DISTINCT i || hex(zeroblob(100)) FROM n)",
        "either");
    row("each with each",
        endless + "SELECT count(*) FROM (SELECT i FROM n LIMIT 100000) a, (SELECT i FROM n LIMIT 100000) b "
                  "WHERE a.i + b.i < 0",
        "refused");
    row("a large blob", "SELECT length(hex(zeroblob(2000000000)))", "refused");
    row("a large text", "SELECT length(replace(hex(zeroblob(40000)), '0', hex(zeroblob(1000))))", "refused");
    row("a text of everything", endless + "SELECT length(group_concat(i)) FROM n", "refused");
    row("a text that grows",
        "WITH RECURSIVE n(t) AS (SELECT 'x' UNION ALL SELECT t || t FROM n) SELECT length(t) FROM n", "refused");
    row("deep", "SELECT " + QByteArray(5000, '(') + "1" + QByteArray(5000, ')'), "invalid");
    row("many unions", "SELECT 1" + QByteArray(" UNION SELECT 1").repeated(600), "invalid");
    row("long", "SELECT '" + QByteArray(200'000, 'x') + "'", "refused");
    QByteArray doubling = "WITH a0(x) AS (SELECT 1 UNION ALL SELECT 2)";
    for (int i = 1; i <= 40; ++i) {
        const QByteArray n = QByteArray::number(i), before = QByteArray::number(i - 1);
        doubling +=
            ", a" + n + "(x) AS (SELECT p.x FROM a" + before + " p UNION ALL SELECT q.x FROM a" + before + " q)";
    }
    row("a query that doubles itself", doubling + " SELECT x FROM a40", "memory");
}

void TestTemplateLimits::limitsEndWhatDoesNotEnd()
{
    QFETCH(QString, query);
    QFETCH(QString, kind);
    TemplateRun run = this->run();
    run.limits.time = std::chrono::milliseconds(kind == u"refused" ? 250 : 4000);
    run.limits.memory = run.limits.disk = qint64(48) * 1024 * 1024;
    QElapsedTimer timer;
    timer.start();
    const auto ids = idsFound({"Test", query, {}, {}}, {}, run, QStringLiteral("root"));
    QVERIFY(!ids.has_value());
    QVERIFY2(timer.elapsed() < 4500, qPrintable(QString::number(timer.elapsed())));
    if (kind != u"either")
        QCOMPARE(errorKindName(ids.error().kind), kind);
    QVERIFY(ids.error().kind == ErrorKind::Refused || ids.error().kind == ErrorKind::Memory ||
            ids.error().kind == ErrorKind::Invalid);
    QCOMPARE(ids.error().where, "root.query");
}

void TestTemplateLimits::stopsSoonWhenAsked_data()
{
    QTest::addColumn<QString>("query");
    const auto row = [](const char *name, const QByteArray &rest, int rows = 20'000) {
        QTest::newRow(name) << QString::fromLatin1(EndlessUntilTold).arg(rows) + QString::fromLatin1(rest);
    };
    row("counting", "SELECT count(*) FROM n");
    row("yielding", "SELECT i FROM n");
    row("yielding backwards", "SELECT -i FROM n");
    row("sorting", "SELECT i FROM n ORDER BY -i");
    row("telling apart", "SELECT DISTINCT -i FROM n WHERE i < 0");
    row("long texts", "SELECT NULL FROM n WHERE hex(zeroblob(40000 + i % 1000)) LIKE '%0%0%0%0%0%0%0%0%0%0%Z%'", 20);
}

void TestTemplateLimits::stopsSoonWhenAsked()
{
    QFETCH(QString, query);
    const auto extension = reinterpret_cast<void (*)()>(addTell); // SQLite's way of naming any function
    sqlite3_auto_extension(extension);
    const auto forgotten = qScopeGuard([&] { sqlite3_cancel_auto_extension(extension); });
    std::stop_source stop;
    TemplateRun run = this->run();
    run.stop = stop.get_token();
    Result<std::vector<qint64>> ids;
    std::jthread asking([&] { ids = idsFound({"Test", query, {}, {}}, {}, run, QStringLiteral("root")); });
    QVERIFY(told.try_acquire_for(std::chrono::minutes(1))); // the query is under way
    QElapsedTimer timer;
    timer.start();
    stop.request_stop();
    asking.join();
    qInfo("stopped within %lld ms", static_cast<long long>(timer.elapsed()));
    // Well before its own limit would have ended it; how soon is a figure to print, not to pass or fail by.
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!ids.has_value());
    QVERIFY(ids.error().kind == ErrorKind::Stopped);
}

QTEST_GUILESS_MAIN(TestTemplateLimits)
#include "tst_templatelimits.moc"
