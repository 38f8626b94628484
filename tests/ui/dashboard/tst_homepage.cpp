// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/segmentshelf.h"
#include "tests/ui/shopfixture.h"
#include "ui/dashboard/homepage.h"
#include "ui/dashboard/nextstepcard.h"
#include "ui/dashboard/revenuecard.h"
#include "ui/widgets/stattile.h"

#include <QComboBox>
#include <QFile>
#include <QPushButton>
#include <QSignalSpy>

using namespace perennial;

class HomePageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void offersANewcomerAStore();
    void anEmptyStoreAsksForFiles();
    void showsTheStoreAtAGlance();
    void revenueIsNetUntilGrossIsChosen();
    void aNumberLeadsToItsPeople();
    void noticesTheFirstSegment();
    void aStoreThatIsGoneIsSaidPlainly();

private:
    Theme m_theme;
};

void HomePageTest::offersANewcomerAStore()
{
    Shop shop;
    HomePage page(shop.workspace);
    page.show();
    QSignalSpy demo(&page, &HomePage::demoStoreRequested);
    QSignalSpy make(&page, &HomePage::newStoreRequested);
    QTest::mouseClick(named<QPushButton>(&page, "demoStore"), Qt::LeftButton);
    QTest::keyClick(named<QPushButton>(&page, "newStore"), Qt::Key_Space);
    QCOMPARE(demo.count(), 1);
    QCOMPARE(make.count(), 1);
}

void HomePageTest::anEmptyStoreAsksForFiles()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    HomePage page(shop.workspace);
    page.show();
    QVERIFY(shop.open());
    QTRY_VERIFY(named<QPushButton>(&page, "chooseFiles")->isVisible());
    QCOMPARE(page.title(), QStringLiteral("Fern"));
}

void HomePageTest::showsTheStoreAtAGlance()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    HomePage page(shop.workspace);
    page.show();
    const auto shown = [&](const char *tile) { return named<StatTile>(&page, tile)->value().value_or(-1); };
    QTRY_COMPARE(shown("peopleTile"), 2);
    QCOMPARE(shown("customersTile"), 2);
    QCOMPARE(shown("repeatTile"), 1);
    QCOMPARE(shown("ordersTile"), 3);
    QCOMPARE(named<StatTile>(&page, "repeatTile")->accessibleDescription(), QStringLiteral("50.0 % of customers"));
}

void HomePageTest::revenueIsNetUntilGrossIsChosen()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    HomePage page(shop.workspace);
    page.show();
    auto *card = page.findChild<RevenueCard *>();
    // March, April (nothing), May 2026 in London.
    QTRY_COMPARE(card->bars(), (std::vector<qint64>{7500, 0, 2550}));
    named<QComboBox>(&page, "revenueKind")->setCurrentIndex(1);
    QCOMPARE(card->bars(), (std::vector<qint64>{8500, 0, 2550}));
    QCOMPARE(card->currency(), QStringLiteral("EUR"));
}

void HomePageTest::aNumberLeadsToItsPeople()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    HomePage page(shop.workspace);
    page.show();
    QSignalSpy people(&page, &HomePage::peopleRequested);
    auto *repeat = named<StatTile>(&page, "repeatTile");
    QTRY_VERIFY(repeat->isVisible());
    QTest::keyClick(repeat, Qt::Key_Return);
    QTRY_COMPARE(people.count(), 1);
    QCOMPARE(people.first().at(0).toString(), QStringLiteral("Repeat customers"));
    QCOMPARE(people.first().at(1).value<std::vector<ProfileId>>(), std::vector<ProfileId>{{1}});
}

void HomePageTest::noticesTheFirstSegment()
{
    Shop shop;
    QVERIFY(
        shop.fill(Shop::people() + "UPDATE imports SET finished_at = " + QByteArray::number(Instant::now().ms) + ";"));
    QVERIFY(shop.open());
    HomePage page(shop.workspace);
    page.show();
    auto *step = page.findChild<NextStepCard *>()->findChild<QPushButton *>();
    QTRY_COMPARE(step->text(), QStringLiteral("New segment"));
    auto store = Store::openWriter(shop.path);
    QVERIFY(store && SegmentShelf(*store).save("Lapsed", "{}", Instant::now()));
    shop.workspace.noteSegmentsChanged();
    QTRY_COMPARE(step->text(), QStringLiteral("Show segments"));
}

void HomePageTest::aStoreThatIsGoneIsSaidPlainly()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    HomePage page(shop.workspace);
    page.show();
    QTRY_VERIFY(shop.workspace.summary());
    QVERIFY(QFile::remove(shop.path));
    shop.workspace.refresh();
    QTRY_VERIFY(shop.workspace.problem());
    const auto buttons = page.findChildren<QPushButton *>();
    QVERIFY(std::any_of(buttons.begin(), buttons.end(), [](const QPushButton *button) {
        return button->isVisible() && button->text() == QLatin1String("Try again");
    }));
}

QTEST_MAIN(HomePageTest)
#include "tst_homepage.moc"
