// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shopfixture.h"
#include "ui/activity/activitymodel.h"
#include "ui/activity/activitypage.h"
#include "ui/widgets/entrydelegate.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QListView>
#include <QSignalSpy>

using namespace perennial;

class ActivityPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void modelGroupsByDay();
    void showsImportsWithTheirFigures();
    void aFailedJobStaysToBeSeen();
    void choosingAnImportAsksForIt();

private:
    static QStringList titles(const QAbstractItemModel &model);
    Theme m_theme;
};

QStringList ActivityPageTest::titles(const QAbstractItemModel &model)
{
    QStringList titles;
    for (int row = 0; row < model.rowCount(); ++row)
        titles << model.index(row, 0).data().toString();
    return titles;
}

void ActivityPageTest::modelGroupsByDay()
{
    ActivityModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 0);
    const auto entry = [](qint64 at, const char *title) {
        ActivityEntry made;
        made.at = {at};
        made.title = QString::fromLatin1(title);
        return made;
    };
    model.setEntries({entry(1000, "first"), entry(2 * Instant::DayMs, "third"), entry(2000, "second")}, QTimeZone::utc());
    QCOMPARE(titles(model), QStringList({QStringLiteral("3 Jan 1970"), QStringLiteral("third"), QStringLiteral("1 Jan 1970"), QStringLiteral("second"), QStringLiteral("first")}));
    QVERIFY(model.index(0, 0).data(EntryHeadingRole).toBool());
}

void ActivityPageTest::showsImportsWithTheirFigures()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    ActivityPage page(shop.workspace);
    page.show();
    const QAbstractItemModel &model = *named<QListView>(&page, "activityList")->model();
    QTRY_COMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("Imported orders_export.csv"));
    QCOMPARE(model.index(1, 0).data(EntryDetailRole).toString(), QStringLiteral("7 rows · 5 stored · 1 set aside"));
    named<QComboBox>(&page, "activityFilter")->setCurrentIndex(2);
    QCOMPARE(model.rowCount(), 0);
}

void ActivityPageTest::aFailedJobStaysToBeSeen()
{
    Shop shop;
    ActivityPage page(shop.workspace);
    page.show();
    shop.runner.start<int>({.title = QStringLiteral("Importing x.csv"), .kind = JobKind::Writing},
                           [](const Progress &) -> Result<int> { return failure(ErrorKind::Disk, QStringLiteral("The disk is full.")); }, nullptr, {});
    const QAbstractItemModel &model = *named<QListView>(&page, "activityList")->model();
    QTRY_COMPARE(model.index(1, 0).data(EntryDetailRole).toString(), QStringLiteral("Failed: The disk is full."));
}

void ActivityPageTest::choosingAnImportAsksForIt()
{
    Shop shop;
    QVERIFY(shop.fill(Shop::people()));
    QVERIFY(shop.open());
    ActivityPage page(shop.workspace);
    page.show();
    auto *list = named<QListView>(&page, "activityList");
    QTRY_COMPARE(list->model()->rowCount(), 2);
    QSignalSpy chosen(&page, &ActivityPage::importChosen);
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().value<ImportId>(), ImportId{1});
}

QTEST_MAIN(ActivityPageTest)
#include "tst_activitypage.moc"
