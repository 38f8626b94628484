// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audience/exportdialog.h"
#include "core/connect/outbox/neversent.h"
#include "core/job/jobrunner.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/listshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/audience/audiencespage.h"
#include "ui/audience/exportcolumns.h"
#include "ui/segment/catalog/tablecatalog.h"
#include "ui/segment/figures/tableoracle.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

class ExportDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void saysWhoIsLeftOutAndWhy();
    void whoIsNeverSentIsLeftOut();
    void writesTheFileAndNotesIt();
    void columnsCanBeChosenMovedAndAdded();
    void guardsASpreadsheet();
    void goingNowhereWritesNothing();
    void everybodyIsExportedOnlyWhenMeant();
    void anUnfinishedSegmentIsRefused();
    void peopleWhoAreKnownGoOnTheirChannel();
    void everyControlHasAName();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_dialog->findChild<T *>(QLatin1String(name));
    }
    [[nodiscard]] QString words(const char *label) const { return find<QLabel>(label)->text(); }

    QTemporaryDir m_folder;
    QString m_target;
    QString m_suggested;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<TableOracle> m_oracle;
    std::unique_ptr<TableCatalog> m_catalog;
    QPointer<ExportDialog> m_dialog;
};

void ExportDialogTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

// All seven people: Dan has unsubscribed.
void ExportDialogTest::init()
{
    const QString name = QString::fromLatin1(QTest::currentTestFunction());
    const QString path = m_folder.filePath(name + QStringLiteral(".perennial"));
    QVERIFY(makeSmallStore(path));
    {
        auto store = Store::openWriter(path);
        QVERIFY(store && store->database().execute(
                             "UPDATE property_values SET value = '=1+1' WHERE profile_id = 5 AND property_id = 1"));
    }
    m_target = m_folder.filePath(name + QStringLiteral(".csv"));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(path));
    QTRY_VERIFY(m_workspace->table());
    m_oracle = std::make_unique<TableOracle>(*m_workspace);
    m_catalog = std::make_unique<TableCatalog>(*m_workspace);
    SegmentDoc doc;
    doc.name = QStringLiteral("Everybody / all");
    m_dialog = new ExportDialog(*m_workspace, *m_oracle, *m_catalog, doc, Instant::now());
    m_dialog->setChooseFile([this](QWidget *, const QString &suggestion, FileFormat) {
        m_suggested = suggestion;
        return m_target;
    });
    m_dialog->show();
    find<QCheckBox>("everyone")->click();
    QTRY_VERIFY(find<QPushButton>("export")->isEnabled());
}

void ExportDialogTest::cleanup()
{
    delete m_dialog;
    m_catalog.reset();
    m_oracle.reset();
    m_workspace.reset();
    m_jobs.reset();
}

void ExportDialogTest::saysWhoIsLeftOutAndWhy()
{
    QCOMPARE(words("included"), QStringLiteral("6 people will be written."));
    QCOMPARE(words("excluded"), QStringLiteral("1 left out: 1 not subscribed to e-mail"));
    QCOMPARE(find<QTableView>("preview")->model()->rowCount(), 6);
    find<QComboBox>("channel")->setCurrentIndex(1);
    QTRY_COMPARE(words("included"), QStringLiteral("1 person will be written."));
    QVERIFY(words("excluded").contains(QStringLiteral("6 no phone number")));
}

void ExportDialogTest::whoIsNeverSentIsLeftOut()
{
    {
        auto store = Store::openWriter(m_workspace->path());
        QVERIFY(ListShelf(*store).create(QStringLiteral("Staff"), {}, std::vector<ProfileId>{{1}, {2}}, {1}));
        QVERIFY(setNeverSent(*store, {{AudienceKind::List, QStringLiteral("Staff")}}, {1}));
    }
    find<QPushButton>("export")->click();
    QTRY_VERIFY(QFile::exists(m_target));
    QTRY_VERIFY(words("included").contains(QStringLiteral("people")));
    QFile file(m_target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count("\r\n"), 5); // of six, and the header
    auto *result = find<Banner>("exportResult");
    QTRY_VERIFY2(result->text().contains(QStringLiteral("2 never sent anywhere")), qPrintable(result->text()));
}

void ExportDialogTest::writesTheFileAndNotesIt()
{
    QTRY_COMPARE(find<QComboBox>("layout")->findData(QStringLiteral("klaviyo")), 1);
    find<QComboBox>("layout")->setCurrentIndex(1);
    QTRY_VERIFY(find<QPushButton>("export")->isEnabled());
    QSignalSpy exported(m_dialog, &ExportDialog::exported);
    QTest::mouseClick(find<QPushButton>("export"), Qt::LeftButton);
    QTRY_COMPARE(exported.count(), 1);
    QCOMPARE(m_suggested, QStringLiteral("everybody-all-klaviyo.csv"));
    QFile file(m_target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.first().trimmed(),
             QByteArray("Email,Phone Number,First Name,Last Name,Organization,City,State / Region,Country,Zip Code"));
    QCOMPARE(lines.size(), 8); // header, six people, the end
    QVERIFY(lines.at(1).startsWith("ada@example.com,"));
    const QString result = m_dialog->findChild<Banner *>(QStringLiteral("exportResult"))->text();
    QVERIFY2(result.startsWith(QStringLiteral("Wrote 6 rows to ")) && result.contains(QStringLiteral("1 left out")),
             qPrintable(result));

    AudiencesPage page(*m_workspace);
    const auto *model = page.findChild<QTableView *>(QStringLiteral("exports"))->model();
    new QAbstractItemModelTester(const_cast<QAbstractItemModel *>(model),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest, &page);
    QTRY_COMPARE(model->rowCount(), 1);
    QCOMPARE(model->index(0, ExportLogModel::SegmentColumn).data().toString(), QStringLiteral("Everybody / all"));
    QCOMPARE(model->index(0, ExportLogModel::RowsColumn).data().toString(), QStringLiteral("6"));
    QCOMPARE(model->index(0, ExportLogModel::LeftOutColumn).data().toString(), QStringLiteral("1"));
    QVERIFY(model->index(0, ExportLogModel::WhenColumn).data().toString().endsWith(QStringLiteral("Berlin")));
}

void ExportDialogTest::columnsCanBeChosenMovedAndAdded()
{
    auto *view = find<QListView>("columns");
    auto *model = qobject_cast<ColumnModel *>(view->model());
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int row = 2; row < model->rowCount(); ++row)
        model->setData(model->index(row), Qt::Unchecked, Qt::CheckStateRole);
    QVERIFY(model->move(1, -1));
    model->add(
        {.header = QStringLiteral("Country"), .field = ExportField::Property, .property = QStringLiteral("Country")});
    QTRY_COMPARE(find<QTableView>("preview")->model()->columnCount(), 3);
    QTRY_VERIFY(find<QPushButton>("export")->isEnabled());
    QSignalSpy exported(m_dialog, &ExportDialog::exported);
    QTest::mouseClick(find<QPushButton>("export"), Qt::LeftButton);
    QTRY_COMPARE(exported.count(), 1);
    QFile file(m_target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readLine().trimmed(), QByteArray("Email,Profile ID,Country"));
    QCOMPARE(file.readLine().trimmed(), QByteArray("ada@example.com,1,DE"));
}

void ExportDialogTest::guardsASpreadsheet()
{
    QVERIFY(words("formulas").startsWith(QStringLiteral("1 cell begins like a formula")));
    find<QRadioButton>("forSpreadsheet")->click();
    QTRY_VERIFY(words("formulas").contains(QStringLiteral("apostrophe")));
    QTRY_VERIFY(find<QPushButton>("export")->isEnabled());
    QSignalSpy exported(m_dialog, &ExportDialog::exported);
    QTest::mouseClick(find<QPushButton>("export"), Qt::LeftButton);
    QTRY_COMPARE(exported.count(), 1);
    QVERIFY(m_suggested.contains(QStringLiteral("guarded-1")));
    QFile file(m_target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("'=1+1"));
}

void ExportDialogTest::goingNowhereWritesNothing()
{
    const QString target = std::exchange(m_target, QString());
    QTest::mouseClick(find<QPushButton>("export"), Qt::LeftButton);
    QVERIFY(!QFile::exists(target));
    QVERIFY(find<QPushButton>("export")->isEnabled());
}

void ExportDialogTest::everybodyIsExportedOnlyWhenMeant()
{
    find<QCheckBox>("everyone")->click();
    QVERIFY(!find<QPushButton>("export")->isEnabled());
    find<QComboBox>("channel")->setCurrentIndex(1);
    QTRY_COMPARE(words("included"), QStringLiteral("1 person will be written."));
    QVERIFY(!find<QPushButton>("export")->isEnabled());
    find<QCheckBox>("everyone")->click();
    QVERIFY(find<QPushButton>("export")->isEnabled());
}

void ExportDialogTest::anUnfinishedSegmentIsRefused()
{
    auto doc = SegmentDoc::fromJson(R"({"format": "perennial-segment", "version": 1, "name": "Half", "root":
        {"kind": "group", "match": "all", "children": [
            {"kind": "consent", "channel": "email", "state": "can_receive"},
            {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least_once"},
             "window": {"kind": "ever"}}]}})");
    QVERIFY(doc);
    std::get<EventCondition>(nodeAt(*doc, NodePath().child(1))->is).quantity.filters.of.emplace_back();
    ExportDialog dialog(*m_workspace, *m_oracle, *m_catalog, *doc, Instant::now());
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.show();
    const auto *said = dialog.findChild<Banner *>(QStringLiteral("exportResult"));
    QVERIFY(said->isVisible());
    QVERIFY2(said->text().startsWith(QStringLiteral("This segment is unfinished.")) &&
                 said->text().contains(QStringLiteral("condition 2 (“who placed an order where …")),
             qPrintable(said->text()));
    QVERIFY(!dialog.findChild<QCheckBox *>());
    dialog.findChild<QComboBox *>(QStringLiteral("channel"))->setCurrentIndex(1);
    QVERIFY(said->isVisible());
    QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("export"))->isEnabled());
}

// People of a message: nothing is counted, nobody is asked whether everybody is meant.
void ExportDialogTest::peopleWhoAreKnownGoOnTheirChannel()
{
    delete m_dialog;
    const PeopleToExport people{
        QStringLiteral("Thanks: Hello"), "{}", {{1}, {2}}, Instant::now(), ExportChannel::EmailOrSms};
    m_dialog = new ExportDialog(*m_workspace, *m_catalog, people);
    m_dialog->setChooseFile([this](QWidget *, const QString &, FileFormat) { return m_target; });
    m_dialog->show();
    QVERIFY(!find<QCheckBox>("everyone"));
    QCOMPARE(find<QComboBox>("channel")->currentText(), QStringLiteral("E-mail or SMS"));
    QTRY_VERIFY(find<QPushButton>("export")->isEnabled());
    QSignalSpy exported(m_dialog, &ExportDialog::exported);
    find<QPushButton>("export")->click();
    QTRY_COMPARE(exported.count(), 1);
    QFile file(m_target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 3); // the header and two people
}

void ExportDialogTest::everyControlHasAName()
{
    const auto all = m_dialog->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
        QVERIFY2(face && !face->text(QAccessible::Name).isEmpty(), qPrintable(what));
    }
}

QTEST_MAIN(ExportDialogTest)
#include "exportdialogtest.moc"
