// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/sourceusers.h"

#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/neversent.h"
#include "core/store/store.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

const AudienceSource Vip{AudienceKind::Segment, QStringLiteral("VIP")};
const AudienceSource VipList{AudienceKind::List, QStringLiteral("VIP")};
const AudienceSource Staff{AudienceKind::List, QStringLiteral("Staff")};

} // namespace

// Who names a segment or list keeps naming it under its new name, and is told of where it goes.
class SourceUsersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNewNameIsCarriedEverywhere();
    void aListOfTheSameNameIsAnotherThing();
    void whoNamedWhatIsGoneIsSaid();

private:
    DestinationId add(const char *name, const AudienceSource &source, const std::vector<AudienceSource> &exclusions)
    {
        Destination made;
        made.name = QLatin1String(name);
        made.source = source;
        made.exclusions = exclusions;
        return DestinationShelf(*m_store).add(made, {1}).value().id;
    }
    [[nodiscard]] Destination destination(DestinationId id)
    {
        return DestinationShelf(*m_store).get(id).value().destination;
    }

    QTemporaryDir m_folder;
    std::optional<Store> m_store;
};

void SourceUsersTest::init()
{
    m_store.reset();
    auto store = Store::create(
        m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + QStringLiteral(".perennial")),
        {.name = QStringLiteral("Fern"), .currency = QStringLiteral("EUR")});
    QVERIFY(store);
    m_store.emplace(std::move(*store));
}

void SourceUsersTest::aNewNameIsCarriedEverywhere()
{
    const auto goes = add("A", {AudienceKind::Segment, QStringLiteral("vip")}, {});
    const auto stays = add("B", Staff, {Vip, Staff});
    const auto other = add("C", {AudienceKind::Segment, QStringLiteral("Lapsed")}, {});
    QVERIFY(setNeverSent(*m_store, {Staff, Vip}, {1}));
    const Instant untouched = DestinationShelf(*m_store).get(other)->updated;
    QVERIFY(carryName(*m_store, Vip, QStringLiteral("Best buyers"), {9}));
    const AudienceSource best{AudienceKind::Segment, QStringLiteral("Best buyers")};
    QVERIFY(destination(goes).source == best);
    QVERIFY(destination(stays).source == Staff);
    QVERIFY((destination(stays).exclusions == std::vector<AudienceSource>{best, Staff}));
    QVERIFY((neverSent(*m_store).value() == std::vector<AudienceSource>{Staff, best}));
    QCOMPARE(DestinationShelf(*m_store).get(other)->updated.ms, untouched.ms);
}

void SourceUsersTest::aListOfTheSameNameIsAnotherThing()
{
    const auto list = add("A", VipList, {});
    QVERIFY(carryName(*m_store, Vip, QStringLiteral("Best buyers"), {9}));
    QVERIFY(destination(list).source == VipList);
}

void SourceUsersTest::whoNamedWhatIsGoneIsSaid()
{
    add("Klaviyo", Vip, {});
    QCOMPARE(leftWithout(*m_store, {Staff}).value(), QString());
    QCOMPARE(leftWithout(*m_store, {Staff, Vip}).value(),
             QStringLiteral("It was named by “Klaviyo”: nobody is sent there until you choose anew."));
    add("Meta", Vip, {Vip});
    add("Google", Staff, {Vip});
    QCOMPARE(leftWithout(*m_store, {Vip}).value(),
             QStringLiteral("3 destinations named it: nobody is sent there until you choose anew."));
}

QTEST_GUILESS_MAIN(SourceUsersTest)
#include "tst_sourceusers.moc"
