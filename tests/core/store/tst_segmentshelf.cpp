// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/flowshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

class SegmentShelfTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyChangeIsAVersion();
    void aSittingIsOneVersion();
    void namesAreUniqueWithoutCase();
    void removedSegmentComesBack();
    void takenNameBlocksRestore();
    void suggestsAFreeName();
    void flowsHaveAShelfOfTheirOwn();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void SegmentShelfTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = Store::create(m_folder->filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
}

void SegmentShelfTest::everyChangeIsAVersion()
{
    SegmentShelf shelf(*m_store);
    const auto first = shelf.save("Lapsed", "{1}", {1000});
    QVERIFY(first);
    QCOMPARE(shelf.save("Lapsed", "{1}", {2000})->version, 1);
    const auto second = shelf.save("lapsed", "{2}", {3000});
    QCOMPARE(second->version, 2);
    QCOMPARE(second->id, first->id);
    QCOMPARE(second->name, "Lapsed");
    const auto renamed = shelf.save(first->id, "Lapsed buyers", "{2}", {4000});
    QCOMPARE(renamed->version, 2);
    QCOMPARE(renamed->name, "Lapsed buyers");
    const auto versions = shelf.versions(first->id);
    QCOMPARE(versions->size(), 2U);
    QCOMPARE(versions->front().document, "{2}");
    QCOMPARE(versions->back().at, Instant{1000});
}

void SegmentShelfTest::aSittingIsOneVersion()
{
    SegmentShelf shelf(*m_store);
    const auto first = shelf.save("Lapsed", "{1}", {1000});
    const auto second = shelf.save(first->id, "Lapsed", "{2}", {2000});
    QCOMPARE(shelf.amend(first->id, second->version, "Lapsed", "{3}", {3000})->version, 2);
    QCOMPARE(shelf.get(first->id)->document, "{3}");
    QCOMPARE(shelf.versions(first->id)->front().at, Instant{3000});

    // One that was told apart is left as it is, and so is one that somebody else has built on.
    QVERIFY(shelf.noteVersion(first->id, 2, "  Agreed with the shop "));
    QCOMPARE(shelf.versions(first->id)->front().note, "Agreed with the shop");
    QCOMPARE(shelf.amend(first->id, 2, "Lapsed", "{4}", {4000})->version, 3);
    QCOMPARE(shelf.amend(first->id, 2, "Lapsed", "{5}", {5000})->version, 4);
    QCOMPARE(shelf.versions(first->id)->at(2).document, "{3}");
    QVERIFY(shelf.noteVersion(first->id, 2, ""));
    QVERIFY(shelf.versions(first->id)->at(2).note.isEmpty());
}

void SegmentShelfTest::namesAreUniqueWithoutCase()
{
    SegmentShelf shelf(*m_store);
    const auto vip = shelf.save("VIP", "{1}", {1});
    const auto other = shelf.save("Other", "{2}", {1});
    QVERIFY(vip && other);
    const auto clash = shelf.save(other->id, "vip", "{2}", {2});
    QVERIFY(!clash);
    QCOMPARE(clash.error().kind, ErrorKind::Invalid);
    QVERIFY(!shelf.save("  ", "{}", {1}));
    QCOMPARE(shelf.list()->size(), 2U);
}

void SegmentShelfTest::removedSegmentComesBack()
{
    SegmentShelf shelf(*m_store);
    const auto saved = shelf.save("Lapsed", "{1}", {1});
    QVERIFY(saved && shelf.remove(saved->id, {2}));
    QVERIFY(shelf.list()->empty());
    QVERIFY(!shelf.find("Lapsed")->has_value());
    QVERIFY(shelf.restore(saved->id));
    QCOMPARE(shelf.find("lapsed").value()->document, "{1}");
}

void SegmentShelfTest::takenNameBlocksRestore()
{
    SegmentShelf shelf(*m_store);
    const auto saved = shelf.save("Lapsed", "{1}", {1});
    QVERIFY(saved && shelf.remove(saved->id, {2}));
    QVERIFY(shelf.save("Lapsed", "{2}", {3}));
    QVERIFY(!shelf.restore(saved->id));
}

void SegmentShelfTest::suggestsAFreeName()
{
    SegmentShelf shelf(*m_store);
    QCOMPARE(shelf.freeName("Lapsed").value(), "Lapsed");
    QVERIFY(shelf.save("Lapsed", "{1}", {1}) && shelf.save("Lapsed 2", "{1}", {1}));
    QCOMPARE(shelf.freeName("Lapsed").value(), "Lapsed 3");
}

void SegmentShelfTest::flowsHaveAShelfOfTheirOwn()
{
    SegmentShelf segments(*m_store);
    FlowShelf flows(*m_store);
    QVERIFY(segments.save("Win back", "{s}", {1000}));
    const auto flow = flows.save("Win back", "{1}", {1000});
    QVERIFY(flow && flows.save(flow->id, "Win back", "{2}", {2000}));
    QCOMPARE(flows.amend(flow->id, 2, "Win them back", "{3}", {3000})->version, 2);
    QVERIFY(flows.noteVersion(flow->id, 1, "As agreed"));
    QCOMPARE(flows.versions(flow->id)->back().note, "As agreed");
    QCOMPARE(flows.freeName("win THEM back").value(), "win THEM back 2");
    QVERIFY(flows.remove(flow->id, {4000}) && flows.list()->empty());
    QCOMPARE(segments.list()->front().document, "{s}");
    QVERIFY(flows.restore(flow->id));
    QCOMPARE(flows.find("win them back").value()->document, "{3}");
    const auto gone = flows.get({99});
    QCOMPARE(gone.error().message, "This flow is not in the store any more.");
}

QTEST_GUILESS_MAIN(SegmentShelfTest)
#include "tst_segmentshelf.moc"
