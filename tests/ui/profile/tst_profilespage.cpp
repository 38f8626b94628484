// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shopfixture.h"
#include "ui/profile/profilespage.h"
#include "ui/profile/profiletableview.h"
#include "ui/widgets/format.h"
#include "ui/widgets/label.h"
#include "ui/widgets/stattile.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>

using namespace perennial;

class ProfilesPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scrollsThroughThousands();
    void searchFindsAndForgets();
    void aMergedPersonIsShownAsOne();
    void backReturnsToTheSamePlace();
    void enterInTheSearchOpensThePersonFound();
    void aListFromElsewhereHasItsTitle();
    void takesAMergeApart();
    void aMillionRowsDoNotStopTheWindow();

private:
    static bool says(QWidget &page, const QString &text);
    Theme m_theme;
};

// Whether any visible label below `page` says it.
bool ProfilesPageTest::says(QWidget &page, const QString &text)
{
    const auto labels = page.findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(),
                       [&](const QLabel *label) { return label->isVisible() && label->text().contains(text); });
}

void ProfilesPageTest::scrollsThroughThousands()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(5000)));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.resize(1000, 700);
    page.show();
    auto *table = named<ProfileTableView>(&page, "profileTable");
    QTRY_COMPARE(table->model()->rowCount(), 5002);
    QTRY_COMPARE(table->model()->index(0, 0).data().toString(), QStringLiteral("Ada Okafor"));
    table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
    QTRY_COMPARE(table->model()->index(5001, 0).data().toString(), QStringLiteral("Person 05003"));
}

void ProfilesPageTest::searchFindsAndForgets()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(3000)));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.show();
    auto *table = named<ProfileTableView>(&page, "profileTable");
    auto *search = named<QLineEdit>(&page, "profileSearch");
    QTRY_COMPARE(table->model()->rowCount(), 3002);
    QTest::keyClicks(search, "person 0123");
    QTRY_COMPARE(table->model()->rowCount(), 11); // 00123 and 01230 to 01239
    QTRY_COMPARE(table->model()->index(1, 0).data().toString(), QStringLiteral("Person 01230"));
    search->setText(QStringLiteral("nobody at all"));
    QTRY_VERIFY(says(page, QStringLiteral("Nobody matches")));
    search->clear();
    QTRY_COMPARE(table->model()->rowCount(), 3002);
}

void ProfilesPageTest::aMergedPersonIsShownAsOne()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.show();
    page.showPerson({1});
    auto *back = named<QPushButton>(&page, "back");
    QTRY_VERIFY(back->isVisible());
    QCOMPARE(named<StatTile>(&page, "personOrders")->shownNumber(), QStringLiteral("2"));
    QCOMPARE(named<StatTile>(&page, "personValue")->shownNumber(), format::money({9550, QStringLiteral("EUR")}));
    for (const char *text : {"Ada Okafor", "ada@example.com", "+12025550101", "Subscribed since 1 Jan 2026, by form",
                             "Must not be contacted: complaint", "Person 2 is the same: same phone"})
        QVERIFY2(says(page, QString::fromLatin1(text)), text);
    // The visit of the guest with the phone stands between Ada's own orders.
    const QAbstractItemModel &timeline = *named<QListView>(&page, "timeline")->model();
    QStringList events;
    for (int row = 0; row < timeline.rowCount(); ++row)
        events << timeline.index(row, 0).data().toString();
    QCOMPARE(events, QStringList({QStringLiteral("Friday, 15 May 2026"), QStringLiteral("Refunded Order"),
                                  QStringLiteral("Placed Order"), QStringLiteral("Viewed Product"),
                                  QStringLiteral("Sunday, 15 March 2026"), QStringLiteral("Placed Order")}));
}

void ProfilesPageTest::backReturnsToTheSamePlace()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(1000)));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.resize(1000, 700);
    page.show();
    auto *table = named<ProfileTableView>(&page, "profileTable");
    QTRY_COMPARE(table->model()->rowCount(), 1002);
    table->setCurrentIndex(table->model()->index(500, 0));
    const int place = table->verticalScrollBar()->value();
    QVERIFY(place > 0);
    QTest::keyClick(table, Qt::Key_Return);
    auto *back = named<QPushButton>(&page, "back");
    QTRY_VERIFY(back->isVisible());
    QTest::keyClick(back, Qt::Key_Escape);
    QVERIFY(table->isVisible());
    QCOMPARE(table->verticalScrollBar()->value(), place);
    QCOMPARE(table->currentIndex().row(), 500);
}

void ProfilesPageTest::enterInTheSearchOpensThePersonFound()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(1000)));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTRY_COMPARE(named<ProfileTableView>(&page, "profileTable")->model()->rowCount(), 1002);
    auto *search = named<QLineEdit>(&page, "profileSearch");
    search->setFocus();
    QTest::keyClicks(search, QStringLiteral("okafor"));
    QTest::keyClick(search, Qt::Key_Return);
    auto *back = named<QPushButton>(&page, "back");
    QTRY_VERIFY(back->isVisible());
    QCOMPARE(page.title(), QStringLiteral("Ada Okafor"));
    named<QListView>(&page, "timeline")->setFocus();
    QTest::keyClick(named<QListView>(&page, "timeline"), Qt::Key_Left, Qt::AltModifier);
    QVERIFY(!back->isVisible());
}

void ProfilesPageTest::aListFromElsewhereHasItsTitle()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(20)));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.show();
    auto *table = named<ProfileTableView>(&page, "profileTable");
    QTRY_COMPARE(table->model()->rowCount(), 22);
    page.showPeople(QStringLiteral("Repeat customers"), {{1}});
    QCOMPARE(page.title(), QStringLiteral("Repeat customers"));
    QCOMPARE(table->model()->rowCount(), 1);
    QTest::mouseClick(named<QPushButton>(&page, "showEverybody"), Qt::LeftButton);
    QTRY_COMPARE(table->model()->rowCount(), 22);
    QCOMPARE(page.title(), QStringLiteral("Profiles"));
}

void ProfilesPageTest::takesAMergeApart()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.show();
    auto *table = named<ProfileTableView>(&page, "profileTable");
    QTRY_COMPARE(table->model()->rowCount(), 2);
    page.showPerson({1});
    QTRY_VERIFY(page.findChild<QPushButton *>(QStringLiteral("undoMerge1")));
    QTest::mouseClick(named<QPushButton>(&page, "undoMerge1"), Qt::LeftButton);
    QTRY_VERIFY(!page.findChild<QPushButton *>(QStringLiteral("undoMerge1")));
    QVERIFY(!says(page, QStringLiteral("+12025550101")));
    QTRY_COMPARE(table->model()->rowCount(), 3);
}

void ProfilesPageTest::aMillionRowsDoNotStopTheWindow()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people(2000)));
    QVERIFY(shop.open());
    ProfilesPage page(shop.workspace);
    page.resize(1000, 700);
    page.show();
    auto *table = named<ProfileTableView>(&page, "profileTable");
    QTRY_COMPARE(table->model()->rowCount(), 2002);
    std::vector<ProfileId> ids;
    for (qint64 row = 0; row < 1'000'000; ++row)
        ids.push_back({row % 2000 + 4});
    QElapsedTimer clock;
    clock.start();
    page.showPeople(QStringLiteral("A million"), ids);
    qInfo("showing a million rows: %lld ms", clock.elapsed());
    qint64 worst = 0;
    for (int step = 1; step <= 100; ++step) {
        clock.restart();
        table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum() / 100 * step);
        QCoreApplication::processEvents();
        worst = std::max(worst, clock.elapsed());
    }
    qInfo("longest step while scrolling: %lld ms", worst);
    QVERIFY2(worst < 200, "scrolling froze the window");
    QTRY_VERIFY(table->model()->index(999'990, 0).data().toString().startsWith(QStringLiteral("Person")));
}

QTEST_MAIN(ProfilesPageTest)
#include "tst_profilespage.moc"
