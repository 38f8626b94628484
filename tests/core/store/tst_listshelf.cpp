// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/listshelf.h"
#include "core/store/revisions.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// Frozen sets of people: who is in them since when, where they come from.
class ListShelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aListHoldsWhoWasPutIntoIt();
    void peopleComeAndGoOnce();
    void mergedPeopleStandForOne();
    void aFrozenSegmentKeepsItsDefinition();
    void namesAreUniqueWithoutCase();
    void everyChangeMakesARevision();
    void aRemovedListIsGone();

private:
    [[nodiscard]] qint64 revision() const { return currentRevision(m_store->database())->revision; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void ListShelfTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = Store::create(m_folder->filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
    QVERIFY(m_store->database().execute("INSERT INTO profiles VALUES (1, 1, 0, NULL, 1), (2, 1, 0, NULL, 1), "
                                        "(3, 1, 0, NULL, 1), (4, 1, 0, 3, 1);"));
}

void ListShelfTest::aListHoldsWhoWasPutIntoIt()
{
    ListShelf shelf(*m_store);
    const auto made = shelf.create(" Newsletter ", "By hand", std::vector<ProfileId>{{2}, {1}}, {1000});
    QVERIFY2(made, qPrintable(made ? QString() : made.error().message + made.error().detail));
    QCOMPARE(made->name, "Newsletter");
    QCOMPARE(made->note, "By hand");
    QCOMPARE(made->members, 2);
    QCOMPARE(made->created, Instant{1000});
    QVERIFY(!made->origin);
    QCOMPARE(*shelf.members(made->id), (std::vector<ProfileId>{{1}, {2}}));
    QCOMPARE(shelf.list()->size(), size_t(1));
    QVERIFY(shelf.find("NEWSLETTER")->has_value());
}

void ListShelfTest::peopleComeAndGoOnce()
{
    ListShelf shelf(*m_store);
    const ListId id = shelf.create("L", {}, std::vector<ProfileId>{{1}}, {1000})->id;
    QCOMPARE(shelf.add(id, std::vector<ProfileId>{{1}, {2}}, {2000}).value(), 1);
    QCOMPARE(shelf.takeOut(id, std::vector<ProfileId>{{1}, {3}}, {3000}).value(), 1);
    QCOMPARE(*shelf.members(id), (std::vector<ProfileId>{{2}}));
    QCOMPARE(shelf.add(id, std::vector<ProfileId>{{1}}, {4000}).value(), 1); // back again
    QCOMPARE(m_store->database().integer("SELECT count(*) FROM list_members WHERE profile_id = 1").value(), 2);
}

void ListShelfTest::mergedPeopleStandForOne()
{
    ListShelf shelf(*m_store);
    const auto made = shelf.create("L", {}, std::vector<ProfileId>{{3}, {4}}, {1000});
    QCOMPARE(made->members, 1);
    QCOMPARE(*shelf.members(made->id), (std::vector<ProfileId>{{3}}));
}

void ListShelfTest::aFrozenSegmentKeepsItsDefinition()
{
    const auto segment = SegmentShelf(*m_store).save("Lapsed", "{1}", {1000});
    const ListOrigin origin{.segment = segment->id, .version = 1, .asOf = {900}, .document = "{1}"};
    const auto made = ListShelf(*m_store).create("Lapsed in May", {}, std::vector<ProfileId>{{1}}, {2000}, origin);
    QCOMPARE(made->origin, std::optional(origin));
    QVERIFY(SegmentShelf(*m_store).save(segment->id, "Lapsed", "{2}", {3000}));
    QCOMPARE(ListShelf(*m_store).find("Lapsed in May").value()->origin->document, "{1}");
}

void ListShelfTest::namesAreUniqueWithoutCase()
{
    ListShelf shelf(*m_store);
    const ListId id = shelf.create("VIP", {}, {}, {1})->id;
    const auto twice = shelf.create("vip", {}, {}, {1});
    QVERIFY(!twice && twice.error().message.contains("vip"));
    QVERIFY(!shelf.create("  ", {}, {}, {1}));
    QVERIFY(shelf.rename(id, "Vip"));
    QCOMPARE(shelf.freeName("vip").value(), "vip 2");
    QVERIFY(shelf.create("Other", {}, {}, {1}));
    QVERIFY(!shelf.rename(id, "other"));
}

void ListShelfTest::everyChangeMakesARevision()
{
    ListShelf shelf(*m_store);
    qint64 last = revision();
    const auto grew = [&] { return std::exchange(last, revision()) < revision(); };
    const ListId id = shelf.create("L", {}, std::vector<ProfileId>{{1}}, {1})->id;
    QVERIFY(grew());
    QVERIFY(shelf.add(id, std::vector<ProfileId>{{2}}, {2}));
    QVERIFY(grew());
    QVERIFY(shelf.rename(id, "M"));
    QVERIFY(grew());
    QVERIFY(shelf.takeOut(id, std::vector<ProfileId>{{2}}, {3}));
    QVERIFY(grew());
    QVERIFY(shelf.remove(id));
    QVERIFY(grew());
}

void ListShelfTest::aRemovedListIsGone()
{
    ListShelf shelf(*m_store);
    const ListId id = shelf.create("L", {}, std::vector<ProfileId>{{1}}, {1})->id;
    QVERIFY(shelf.remove(id));
    QVERIFY(shelf.list()->empty());
    QVERIFY(shelf.create("L", {}, std::vector<ProfileId>{{1}}, {1}));
}

QTEST_GUILESS_MAIN(ListShelfTest)
#include "tst_listshelf.moc"
