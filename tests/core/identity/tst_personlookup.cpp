// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/identity/personlookup.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

class PersonLookupTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void findsPeopleAsTheyAreSpelt_data();
    void findsPeopleAsTheyAreSpelt();
    void searchFindsAPhoneHoweverItIsPunctuated();

private:
    QTemporaryDir m_folder;
    std::unique_ptr<Store> m_store;
};

void PersonLookupTest::initTestCase()
{
    auto store = Store::create(m_folder.filePath("p.perennial"), {.name = "Fern", .homeZone = "Europe/Berlin"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    QVERIFY(m_store->database().execute(
        "INSERT INTO profiles(id, import_id) VALUES (1, 1), (2, 1);"
        "INSERT INTO identifiers(kind_id, value, profile_id, import_id) VALUES (1, 'ada@xn--bcher-kva.example', 1, 1), "
        "(2, '+4930901820', 2, 1)"));
}

void PersonLookupTest::findsPeopleAsTheyAreSpelt_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("id");
    QTest::newRow("address with umlaut and capitals") << "Ada@BÜCHER.example" << qint64(1);
    QTest::newRow("address with a name before it") << "Ada <ada@bücher.example>" << qint64(1);
    QTest::newRow("phone as stored") << "+4930901820" << qint64(2);
    QTest::newRow("phone as dialled at home") << "030 / 90 18 20" << qint64(2);
    QTest::newRow("phone with 00") << "0049 30 901820" << qint64(2);
    QTest::newRow("our own id") << "2" << qint64(2);
    QTest::newRow("somebody else's phone") << "030 901821" << qint64(0);
    QTest::newRow("blank") << " " << qint64(0);
}

void PersonLookupTest::findsPeopleAsTheyAreSpelt()
{
    QFETCH(QString, text);
    QFETCH(qint64, id);
    const auto found = findPerson(*m_store, text);
    if (id == 0)
        QCOMPARE(found.error().kind, ErrorKind::NotFound);
    else
        QCOMPARE(found.value(), ProfileId{id});
}

void PersonLookupTest::searchFindsAPhoneHoweverItIsPunctuated()
{
    QCOMPARE(searchPeople(*m_store, "030 / 90 18 20", 10).value(), std::vector<ProfileId>{{2}});
    QCOMPARE(searchPeople(*m_store, "90182", 10).value(), std::vector<ProfileId>{{2}});
    QVERIFY(searchPeople(*m_store, "nobody", 10)->empty());
}

QTEST_GUILESS_MAIN(PersonLookupTest)
#include "tst_personlookup.moc"
