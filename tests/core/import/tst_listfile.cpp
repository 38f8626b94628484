// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/listfile.h"
#include "core/store/store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// Files that name the people of a list.
class TestListFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsWhoIsNamed_data();
    void readsWhoIsNamed();
    void rowsThatNameNobodyAreSetAside();
    void takesTheColumnThatIsAskedFor();
    void saysWhyAFileIsNoList_data();
    void saysWhyAFileIsNoList();
    void stopsWhenAsked();

private:
    [[nodiscard]] QString file(const QByteArray &text);

    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
    int m_number = 0;
};

void TestListFile::initTestCase()
{
    auto store = Store::create(m_folder.filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    QVERIFY(m_store->database().execute(
        "INSERT INTO profiles VALUES (1, 1, 0, NULL, 1), (2, 1, 0, NULL, 1), (3, 1, 0, NULL, 1);"
        "INSERT INTO identifiers VALUES (1, 'ada@example.com', 1, 0, 1), (1, 'ben@example.com', 2, 0, 1), "
        "(2, '+12025550106', 3, 0, 1);"));
}

QString TestListFile::file(const QByteArray &text)
{
    QFile out(m_folder.filePath(QStringLiteral("%1.csv").arg(++m_number)));
    if (!out.open(QFile::WriteOnly) || out.write(text) != text.size())
        return {};
    return out.fileName();
}

void TestListFile::readsWhoIsNamed_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("people");
    QTest::newRow("a column among others")
        << QByteArray("Name,E-mail,City\nAda,ADA@example.com,Rome\nBen,ben@example.com,Oslo\n") << "1 2";
    QTest::newRow("one a line, without a header") << QByteArray("ada@example.com\nben@example.com\n") << "1 2";
    QTest::newRow("phones") << QByteArray("phone;note\n+1 (202) 555-0106;x\n") << "3";
    QTest::newRow("named twice") << QByteArray("email\nada@example.com\nAda@Example.com\nben@example.com\n") << "1 2";
    QTest::newRow("our own ids") << QByteArray("amount,profile_id\n1,2\n2,3\n") << "2 3";
    QTest::newRow("another order") << QByteArray("email\nben@example.com\nada@example.com\n") << "2 1";
}

void TestListFile::readsWhoIsNamed()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, people);
    const auto list = readListFile(file(text), *m_store, Progress());
    QVERIFY2(list, qPrintable(list ? QString() : list.error().message));
    QStringList ids;
    for (const ProfileId person : list->people)
        ids.append(QString::number(person.value));
    QCOMPARE(ids.join(u' '), people);
    QCOMPARE(list->read, list->found() + list->repeated + list->unknown);
}

void TestListFile::rowsThatNameNobodyAreSetAside()
{
    const auto list = readListFile(file("email,x\nada@example.com,1\nnobody@example.com,2\n,3\nada@example.com,4\n"),
                                   *m_store, Progress());
    QVERIFY(list);
    QCOMPARE(list->column, "email");
    QCOMPARE(list->read, 4);
    QCOMPARE(list->found(), 1);
    QCOMPARE(list->repeated, 1);
    QCOMPARE(list->unknown, 2);
    QCOMPARE(list->rows, (std::vector<UnknownRow>{{3, "nobody@example.com"}, {4, ""}}));
}

void TestListFile::takesTheColumnThatIsAskedFor()
{
    const QString path = file("from,to\nada@example.com,ben@example.com\n");
    QCOMPARE(readListFile(path, *m_store, Progress(), "TO")->people, (std::vector<ProfileId>{{2}}));
    const auto missing = readListFile(path, *m_store, Progress(), "cc");
    QVERIFY(!missing && missing.error().message.contains("cc"));
}

void TestListFile::saysWhyAFileIsNoList_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("nobody known") << QByteArray("email\nx@example.com\n");
    QTest::newRow("no people at all") << QByteArray("a,b\n1,2\n");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a picture") << QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16);
}

void TestListFile::saysWhyAFileIsNoList()
{
    QFETCH(QByteArray, text);
    const auto list = readListFile(file(text), *m_store, Progress());
    QVERIFY(!list);
    QVERIFY(!list.error().message.isEmpty());
}

void TestListFile::stopsWhenAsked()
{
    std::stop_source source;
    source.request_stop();
    const auto list =
        readListFile(file("email\nada@example.com\nben@example.com\n"), *m_store, Progress(source.get_token()));
    QVERIFY(!list);
    QCOMPARE(list.error().kind, ErrorKind::Stopped);
}

QTEST_GUILESS_MAIN(TestListFile)
#include "tst_listfile.moc"
