// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/segmenttags.h"
#include "core/store/segmentuse.h"
#include "core/store/shelfnames.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// What somebody puts on segments to find them by, and when they were last used.
class SegmentTagsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tagsAreTidied();
    void aTagIsSpelledAsItIsKnown();
    void setsTakeThePlaceOfWhatWasThere();
    void tagsComeBackWithTheirSegment();
    void aFrozenListIsAUse();
    void anExportIsAUseOfTheSegmentThatHadTheNameThen();
    void aUseIsRememberedWhenWhatCameOfItIsGone();
    void freeNamesCountOn();

private:
    [[nodiscard]] SegmentId segment(const char *name, Instant at = {1000})
    {
        const auto saved = SegmentShelf(*m_store).save(QString::fromLatin1(name), "{}", at);
        return saved ? saved->id : SegmentId();
    }
    [[nodiscard]] QStringList tagsOf(SegmentId id) { return SegmentTags(*m_store).of(id).value_or(QStringList()); }
    void exported(const char *name, qint64 at);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Store> m_store;
};

void SegmentTagsTest::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = Store::create(m_folder->filePath("s.perennial"), {.name = "Fern"});
    QVERIFY(store);
    m_store = std::make_unique<Store>(std::move(*store));
}

void SegmentTagsTest::exported(const char *name, qint64 at)
{
    QVERIFY(m_store->database().execute(
        QStringLiteral("INSERT INTO exports(segment_name, document, layout, mode, path, as_of, at, rows, excluded) "
                       "VALUES ('%1', '{}', 'klaviyo', 'safe', 'x', 1, %2, 1, '{}')")
            .arg(QLatin1String(name))
            .arg(at)
            .toUtf8()));
}

void SegmentTagsTest::tagsAreTidied()
{
    QCOMPARE(tidyTags({" win  back ", "", "VIP", "vip", "Äpfel", "äpfel"}), (QStringList{"VIP", "win back", "Äpfel"}));
}

void SegmentTagsTest::aTagIsSpelledAsItIsKnown()
{
    const SegmentId first = segment("First"), second = segment("Second");
    SegmentTags tags(*m_store);
    QVERIFY(tags.set({{first, {"Win-back"}}}));
    QVERIFY(tags.set({{second, {"win-BACK", "new"}}}));
    QCOMPARE(tagsOf(second), (QStringList{"new", "Win-back"}));
    QVERIFY(tags.set({{second, {}}}));
    QVERIFY(tags.set({{first, {"WIN-BACK"}}})); // nobody else has it: a new spelling
    QCOMPARE(tagsOf(first), QStringList{"WIN-BACK"});
}

void SegmentTagsTest::setsTakeThePlaceOfWhatWasThere()
{
    const SegmentId first = segment("First"), second = segment("Second"), third = segment("Third");
    SegmentTags tags(*m_store);
    QVERIFY(tags.set({{first, {"b", "a"}}, {second, {"a"}}, {third, {"c"}}}));
    QVERIFY(tags.set({{first, {"d"}}, {second, {}}}));
    QCOMPARE(*tags.all(), (TagsBySegment{{first, {"d"}}, {third, {"c"}}}));
    QVERIFY(!tags.set({{first, {"e"}}, {SegmentId{99}, {"e"}}})); // no such segment: nothing is changed
    QCOMPARE(tagsOf(first), QStringList{"d"});
}

void SegmentTagsTest::tagsComeBackWithTheirSegment()
{
    SegmentShelf shelf(*m_store);
    const SegmentId id = segment("First");
    QVERIFY(SegmentTags(*m_store).set({{id, {"vip"}}}));
    QVERIFY(shelf.remove(id, {2000}));
    QVERIFY(shelf.restore(id));
    QCOMPARE(tagsOf(id), QStringList{"vip"});
}

void SegmentTagsTest::aFrozenListIsAUse()
{
    const SegmentId id = segment("First");
    QVERIFY(lastUses(*m_store)->empty());
    const ListOrigin origin{.segment = id, .version = 1, .asOf = {1500}, .document = "{}"};
    QVERIFY(ListShelf(*m_store).create("Frozen", {}, {}, {5000}, origin));
    QVERIFY(ListShelf(*m_store).create("Older, brought back", {}, {}, {3000}, origin));
    QVERIFY(ListShelf(*m_store).create("By hand", {}, {}, {9000}));
    QCOMPARE(lastUses(*m_store)->at(id), (SegmentUse{{5000}, UseKind::Frozen, "Frozen"}));
    QCOMPARE(*m_store->database().integer("SELECT last_used FROM segments"), qint64(5000));
}

void SegmentTagsTest::anExportIsAUseOfTheSegmentThatHadTheNameThen()
{
    exported("First", 500); // another one
    const SegmentId id = segment("First");
    QVERIFY(lastUses(*m_store)->empty());
    exported("FIRST", 2000);
    QCOMPARE(lastUses(*m_store)->at(id), (SegmentUse{{2000}, UseKind::Exported, "klaviyo"}));
}

void SegmentTagsTest::aUseIsRememberedWhenWhatCameOfItIsGone()
{
    const SegmentId id = segment("First");
    const ListOrigin origin{.segment = id, .version = 1, .asOf = {1500}, .document = "{}"};
    const auto list = ListShelf(*m_store).create("Frozen", {}, {}, {5000}, origin);
    QVERIFY(list && ListShelf(*m_store).remove(list->id));
    QCOMPARE(lastUses(*m_store)->at(id), (SegmentUse{{5000}, UseKind::Unknown, {}}));
    QVERIFY(noteUse(m_store->database(), QStringLiteral("first"), {7000}));
    QVERIFY(noteUse(m_store->database(), id, {6000}));
    QVERIFY(noteUse(m_store->database(), QStringLiteral("Nobody"), {8000}));
    QCOMPARE(lastUses(*m_store)->at(id).at, Instant{7000});
}

void SegmentTagsTest::freeNamesCountOn()
{
    QCOMPARE(firstFreeName("Lapsed", QStringList{}), "Lapsed");
    QCOMPARE(firstFreeName("Lapsed", {"LAPSED", "Lapsed 2", "Lapsed 4"}), "Lapsed 3");
}

QTEST_GUILESS_MAIN(SegmentTagsTest)
#include "tst_segmenttags.moc"
