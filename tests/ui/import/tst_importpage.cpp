// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/values/writtentime.h"
#include "tests/ui/shopfixture.h"
#include "ui/import/filecard.h"
#include "ui/import/historycard.h"
#include "ui/import/historymodel.h"
#include "ui/import/importpage.h"
#include "ui/import/rejectsview.h"
#include "ui/widgets/banner.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>

using namespace perennial;

constexpr auto Customers = "profile_id,email,first_name,last_name,city,country\n"
                           "p1,ada@example.com,Ada,Okafor,Lyon,FR\n"
                           "p2,ben@example.com,Ben,Ortega,Vigo,ES\n";
constexpr auto Events = "email,metric,timestamp,event_id,value,currency\n"
                        "ada@example.com,Placed Order,2026-03-01T10:00:00Z,e1,25.50,EUR\n"
                        "ben@example.com,Placed Order,yesterday,e2,9.00,EUR\n"
                        "cara@example.com,Viewed Product,2026-03-02T10:00:00Z,e3,,\n";
constexpr auto Guests = "Mail address;Favourite colour;Visits\nada@example.com;green;4\ndora@example.com;blue;2\n";

class ImportPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void twoFilesComeInTogether();
    void setAsideRowsAreShownAndExported();
    void anUnknownFileIsMappedByHand();
    void aFileThatCannotBeReadIsNamed();
    void withoutAStoreTheImportMakesOne();
    void aFolderBringsItsExports();
    void dayOrMonthIsAskedOnce();
    void aCompleteProposalTakesOneClick();

private:
    static QString write(Shop &shop, const QString &name, const char *text);
    static QPushButton *importButton(ImportPage &page) { return named<QPushButton>(&page, "importFiles"); }
    static QString figures(ImportPage &page, qsizetype file);
    Theme m_theme;
};

void ImportPageTest::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
}

QString ImportPageTest::write(Shop &shop, const QString &name, const char *text)
{
    const QString path = shop.folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
        qWarning("cannot write %s", qPrintable(path));
    return path;
}

QString ImportPageTest::figures(ImportPage &page, qsizetype file)
{
    const auto labels = page.findChildren<QLabel *>(QStringLiteral("figures"));
    return file < labels.size() ? labels.at(file)->text() : QString();
}

void ImportPageTest::twoFilesComeInTogether()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    QVERIFY(shop.open());
    ImportPage page(shop.workspace);
    page.resize(1000, 700);
    page.show();
    page.setAskFiles([&] {
        return QStringList{write(shop, QStringLiteral("people.csv"), Customers),
                           write(shop, QStringLiteral("events.csv"), Events)};
    });
    QVERIFY(!importButton(page)->isEnabled());
    QTest::mouseClick(named<QPushButton>(&page, "chooseFiles"), Qt::LeftButton);
    QTRY_COMPARE(page.draft().readyFiles(), 2);
    QCOMPARE(importButton(page)->text(), QStringLiteral("Import 2 file(s)"));
    QTest::mouseClick(importButton(page), Qt::LeftButton);
    QTRY_COMPARE(figures(page, 0), QStringLiteral("2 rows: 2 people; 0 set aside"));
    QTRY_COMPARE(figures(page, 1), QStringLiteral("3 rows: 2 people; 1 set aside"));
    QTRY_VERIFY(shop.workspace.summary() && shop.workspace.summary()->profiles == 3);
    QVERIFY(page.draft().files().empty());
    QSignalSpy people(&page, &ImportPage::peopleRequested);
    QTest::mouseClick(named<QPushButton>(&page, "showPeople"), Qt::LeftButton);
    QTRY_COMPARE(people.count(), 1);
    QCOMPARE(people.first().first().toString(), QStringLiteral("People in people.csv"));
}

void ImportPageTest::setAsideRowsAreShownAndExported()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    QVERIFY(shop.open());
    ImportPage page(shop.workspace);
    page.show();
    page.addFiles({write(shop, QStringLiteral("events.csv"), Events)});
    QTRY_VERIFY(importButton(page)->isEnabled());
    QTest::mouseClick(importButton(page), Qt::LeftButton);
    QTRY_VERIFY(page.findChild<QPushButton *>(QStringLiteral("showRejects")));
    QTest::mouseClick(named<QPushButton>(&page, "showRejects"), Qt::LeftButton);
    auto *table = named<QTableView>(&page, "rejectsTable");
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QCOMPARE(table->model()->index(0, 1).data().toString(), QStringLiteral("3"));
    QCOMPARE(table->model()->index(0, 2).data().toString(), QStringLiteral("timestamp"));
    const QString target = shop.folder.filePath(QStringLiteral("aside.csv"));
    page.rejects().setAskPath([&](const QString &) { return target; });
    QTest::mouseClick(named<QPushButton>(&page, "exportRejects"), Qt::LeftButton);
    QVERIFY(QFile::exists(target));
    // The import stands in the history with the same figures.
    const HistoryModel &history = page.findChild<HistoryCard *>()->model();
    QTRY_COMPARE(history.rowCount(), 1);
    QCOMPARE(history.index(0, HistoryModel::Rejected).data().toString(), QStringLiteral("1"));
}

void ImportPageTest::anUnknownFileIsMappedByHand()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    QVERIFY(shop.open());
    ImportPage page(shop.workspace);
    page.resize(1000, 700);
    page.show();
    const QString path = write(shop, QStringLiteral("guests.csv"), Guests);
    page.addFiles({path});
    QTRY_VERIFY(page.draft().file(path)->preview);
    QVERIFY(page.draft().file(path)->preview->needsMapping);
    QVERIFY(!importButton(page)->isEnabled());
    QTRY_VERIFY(page.findChild<QTableView *>(QStringLiteral("mappingTable")));
    QAbstractItemModel &columns = *named<QTableView>(&page, "mappingTable")->model();
    QCOMPARE(columns.rowCount(), 3);
    QVERIFY(columns.setData(columns.index(0, 2), QStringLiteral("Phone")));
    QVERIFY(columns.setData(columns.index(0, 2), QStringLiteral("E-mail")));
    QVERIFY(columns.setData(columns.index(1, 3), QStringLiteral("Colour")));
    QTRY_VERIFY(importButton(page)->isEnabled());
    const QAbstractItemModel &preview = *named<QTableView>(&page, "previewTable")->model();
    QTRY_COMPARE(preview.headerData(1, Qt::Horizontal).toString(), QStringLiteral("Colour"));
    named<QLineEdit>(&page, "presetName")->setText(QStringLiteral("Guest book"));
    QTest::mouseClick(named<QPushButton>(&page, "savePreset"), Qt::LeftButton);
    QTRY_COMPARE(named<QComboBox>(&page, "presetChoice")->count(), 2);
    QTest::mouseClick(importButton(page), Qt::LeftButton);
    QTRY_COMPARE(figures(page, 0), QStringLiteral("2 rows: 2 people; 0 set aside"));
}

void ImportPageTest::aFileThatCannotBeReadIsNamed()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    QVERIFY(shop.open());
    ImportPage page(shop.workspace);
    page.show();
    page.addFiles({write(shop, QStringLiteral("empty.csv"), ""), write(shop, QStringLiteral("people.csv"), Customers)});
    QTRY_COMPARE(importButton(page)->text(), QStringLiteral("Import 1 file(s)"));
    const auto banners = page.findChildren<Banner *>();
    QTRY_VERIFY(std::any_of(banners.begin(), banners.end(), [](const Banner *banner) {
        return banner->text().contains(QLatin1String("empty.csv")) &&
               banner->text().endsWith(QLatin1String("It will not be imported."));
    }));
}

void ImportPageTest::withoutAStoreTheImportMakesOne()
{
    Shop shop;
    ImportPage page(shop.workspace);
    page.show();
    page.addFiles({write(shop, QStringLiteral("people.csv"), Customers)});
    QTRY_VERIFY(importButton(page)->isEnabled());
    named<QLineEdit>(&page, "storeName")->setText(QStringLiteral("Fern & Co."));
    named<QComboBox>(&page, "storeCurrency")->setCurrentText(QStringLiteral("GBP"));
    QSignalSpy made(&page, &ImportPage::storeMade);
    QTest::mouseClick(importButton(page), Qt::LeftButton);
    QCOMPARE(made.count(), 1);
    QTRY_VERIFY(shop.workspace.summary() && shop.workspace.summary()->profiles == 2);
    QCOMPARE(shop.workspace.settings().name, QStringLiteral("Fern & Co."));
    QCOMPARE(shop.workspace.settings().currency, QStringLiteral("GBP"));
    QVERIFY(QFile::remove(shop.workspace.path()));
}

void ImportPageTest::aFolderBringsItsExports()
{
    Shop shop;
    write(shop, QStringLiteral("b.csv"), Customers);
    write(shop, QStringLiteral("a.tsv"), Customers);
    write(shop, QStringLiteral("notes.md"), "no");
    QCOMPARE(importableFiles({shop.folder.path()}), QStringList({shop.folder.filePath(QStringLiteral("a.tsv")),
                                                                 shop.folder.filePath(QStringLiteral("b.csv"))}));
}

void ImportPageTest::dayOrMonthIsAskedOnce()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    QVERIFY(shop.open());
    ImportPage page(shop.workspace);
    page.show();
    const QString path =
        write(shop, QStringLiteral("dated.csv"), "profile_id,email,created_at\np1,ada@example.com,03/04/2026\n");
    page.addFiles({path});
    auto *choice = named<QComboBox>(&page, "dateOrder");
    QTRY_VERIFY(choice->isVisible());
    // The shop is in London: the day comes first there, and the first rows say so.
    QCOMPARE(choice->currentData().toInt(), static_cast<int>(DateOrder::DayMonth));
    QVERIFY(page.draft().options().dateOrder == DateOrder::DayMonth);
    const QAbstractItemModel &preview = *named<QTableView>(&page, "previewTable")->model();
    QVERIFY(preview.index(0, 2).data().toString().startsWith(QLatin1String("2026-04-02")));
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_Down);
    QVERIFY(page.draft().options().dateOrder == DateOrder::MonthDay);
    QTRY_VERIFY(preview.index(0, 2).data().toString().startsWith(QLatin1String("2026-03-04")));
    QVERIFY(choice->isVisible());
}

// The lines of invoices, in a layout that no format has; their dates read both ways.
void ImportPageTest::aCompleteProposalTakesOneClick()
{
    Shop shop;
    QVERIFY(shop.fill(""));
    QVERIFY(shop.open());
    ImportPage page(shop.workspace);
    page.resize(1000, 700);
    page.show();
    const QString path = write(shop, QStringLiteral("invoices.csv"),
                               "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
                               "7001,M-1,TRAIL MUG,2,12/1/2025 8:26,2.55,17,United Kingdom\n"
                               "C7002,M-1,TRAIL MUG,-1,12/1/2025 9:41,2.55,17,United Kingdom\n");
    page.addFiles({path});
    QTRY_VERIFY(page.draft().file(path)->preview);
    QVERIFY(!importButton(page)->isEnabled());
    QVERIFY(importButton(page)->toolTip().contains(QLatin1String("their meaning was guessed")));
    auto *said = page.findChild<FileCard *>()->findChild<Banner *>();
    QVERIFY(said->isVisible());
    QVERIFY(said->text().contains(QLatin1String("their meaning was guessed")));
    QVERIFY(named<QComboBox>(&page, "dateOrder")->isVisible());
    auto *use = said->findChild<QPushButton *>();
    QCOMPARE(use->text(), QStringLiteral("Use this meaning"));
    QTest::mouseClick(use, Qt::LeftButton);
    QTRY_VERIFY(importButton(page)->isEnabled());
    QVERIFY(said->isHidden());
    QVERIFY(named<QComboBox>(&page, "dateOrder")->isVisible());
    QTest::mouseClick(importButton(page), Qt::LeftButton);
    QTRY_COMPARE(figures(page, 0), QStringLiteral("2 rows: 2 orders of 1 people; 0 set aside"));
}

QTEST_MAIN(ImportPageTest)
#include "tst_importpage.moc"
