// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/destination/destinationrig.h"
#include "ui/activity/activitypage.h"
#include "ui/destination/destinationform.h"
#include "ui/destination/destinationmodel.h"
#include "ui/widgets/entrydelegate.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QSignalSpy>

using namespace perennial;

// A destination from its form to its line in the list, and what stands around the list.
class DestinationsTest : public QObject, private DestinationRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeReady(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void aNewDestinationLeadsToItsDesk();
    void theFormSaysWhatIsMissing();
    void aScheduleSaysItsNextRuns();
    void whoIsNeverSentIsChosenOnce();
    void aDestinationWhoseListIsGoneSaysSo();
    void whatNeedsALookIsToldAndDismissed();
    void theActivityTellsItToo();
    void aRemovedDestinationCanBeBroughtBack();
    void everyControlHasAName();
};

void DestinationsTest::aNewDestinationLeadsToItsDesk()
{
    click("newDestination");
    auto *form = m_page->findChild<DestinationForm *>();
    QVERIFY(form);
    auto *source = form->findChild<QComboBox *>(QStringLiteral("source"));
    QTRY_VERIFY(source->findText(QStringLiteral("Team (list)")) >= 0);
    auto *kind = form->findChild<QComboBox *>(QStringLiteral("kind"));
    kind->setCurrentIndex(kind->findText(QStringLiteral("Folder")));
    form->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("Files for the agency"));
    form->findChild<QLineEdit *>(QStringLiteral("account-path"))->setText(m_drop);
    source->setCurrentIndex(source->findText(QStringLiteral("Team (list)")));
    QCOMPARE(form->findChild<QLabel *>(QStringLiteral("problems"))->text(), QString());
    form->findChild<QPushButton *>(QStringLiteral("saveDestination"))->click();
    QTRY_COMPARE(find<QLabel>("deskName")->text(), QStringLiteral("Files for the agency"));
    const auto store = Store::openReader(m_workspace->path());
    auto reader = Store::openReader(m_workspace->path());
    const auto saved = DestinationShelf(*reader).list();
    QCOMPARE(saved.value().size(), 1);
    QCOMPARE(saved->front().destination.source.name, QStringLiteral("Team"));
    QCOMPARE(saved->front().destination.account.value(QStringLiteral("path")), m_drop);
    QVERIFY(dropped().isEmpty());
}

void DestinationsTest::theFormSaysWhatIsMissing()
{
    click("newDestination");
    auto *form = m_page->findChild<DestinationForm *>();
    const auto *problems = form->findChild<QLabel *>(QStringLiteral("problems"));
    QVERIFY(!form->findChild<QPushButton *>(QStringLiteral("saveDestination"))->isEnabled());
    form->findChild<QLineEdit *>(QStringLiteral("name"))->setText(QStringLiteral("Win-back"));
    auto *source = form->findChild<QComboBox *>(QStringLiteral("source"));
    QTRY_VERIFY(source->count() > 0);
    QVERIFY2(problems->text().contains(QLatin1String("List is missing")), qPrintable(problems->text()));
    form->findChild<QLineEdit *>(QStringLiteral("account-list"))->setText(QStringLiteral("Win-back"));
    QCOMPARE(problems->text(), QString());
}

void DestinationsTest::aScheduleSaysItsNextRuns()
{
    openDesk(addFolder());
    click("editDestination");
    auto *form = m_page->findChild<DestinationForm *>();
    QVERIFY(form);
    auto *next = form->findChild<QLabel *>(QStringLiteral("nextRuns"));
    QVERIFY(next->isHidden());
    form->findChild<QComboBox *>(QStringLiteral("every"))->setCurrentIndex(2); // every day
    form->findChild<QComboBox *>(QStringLiteral("scheduleZone"))->setCurrentText(QStringLiteral("Europe/London"));
    QCOMPARE(next->text().count(QLatin1String("10:00 London")), 3);
    QCOMPARE(form->destination().schedule, QStringLiteral("daily 10:00 Europe/London"));
    QVERIFY(!form->destination().paused);
    form->findChild<QCheckBox *>(QStringLiteral("paused"))->setChecked(true);
    QVERIFY(form->destination().paused);
    form->findChild<QComboBox *>(QStringLiteral("scheduleZone"))->setCurrentText(QStringLiteral("Middle/Earth"));
    QVERIFY2(next->text().contains(QLatin1String("Middle/Earth")), qPrintable(next->text()));
    form->findChild<QComboBox *>(QStringLiteral("scheduleZone"))->setCurrentText(QStringLiteral("Europe/London"));
    form->findChild<QPushButton *>(QStringLiteral("saveDestination"))->click();
    QTRY_VERIFY(!m_page->findChild<DestinationForm *>());
    auto reader = Store::openReader(m_workspace->path());
    const Destination saved = DestinationShelf(*reader).list().value().front().destination;
    QCOMPARE(saved.schedule, QStringLiteral("daily 10:00 Europe/London"));
    QVERIFY(saved.paused);
    QCOMPARE(saved.fields.size(), 1); // what the form did not touch is as it was
}

void DestinationsTest::whoIsNeverSentIsChosenOnce()
{
    const DestinationId id = addFolder();
    QTRY_COMPARE(find<QLabel>("neverSent")->text(), QStringLiteral("Never sent anywhere: nobody is chosen"));
    {
        auto store = Store::openWriter(m_workspace->path());
        QVERIFY(ListShelf(*store).create(QStringLiteral("Staff"), {}, std::vector<ProfileId>{{1}, {2}}, {1}));
    }
    m_workspace->noteSegmentsChanged();
    const auto choose = [this] {
        click("chooseNeverSent");
        auto *dialog = m_page->findChild<QDialog *>(QStringLiteral("neverSentDialog"));
        return dialog->findChild<QListWidget *>(QStringLiteral("neverSentSources"));
    };
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QListWidget *sources = choose();
    const auto staff = sources->findItems(QStringLiteral("Staff (list)"), Qt::MatchExactly);
    QCOMPARE(staff.size(), 1);
    staff.front()->setCheckState(Qt::Checked);
    sources->window()->findChild<QPushButton *>(QStringLiteral("saveNeverSent"))->click();
    QTRY_COMPARE(find<QLabel>("neverSent")->text(), QStringLiteral("Never sent anywhere: who is in “Staff”"));
    ActivityPage activity(*m_workspace);
    const QAbstractItemModel &entries = *activity.findChild<QListView *>(QStringLiteral("activityList"))->model();
    QTRY_VERIFY(entries.rowCount() > 1);
    QCOMPARE(entries.index(1, 0).data().toString(), QStringLiteral("Changed who is never sent anywhere"));
    QCOMPARE(entries.index(1, 0).data(EntryDetailRole).toString(), QStringLiteral("Who is in “Staff”"));
    openDesk(id);
    const auto saysSo = [this] {
        for (const QLabel *label : find<QWidget>("safetyDesk")->findChildren<QLabel *>())
            if (label->text() == QStringLiteral("In “Staff”, which is never sent anywhere"))
                return true;
        return false;
    };
    QTRY_VERIFY(saysSo());
}

void DestinationsTest::aDestinationWhoseListIsGoneSaysSo()
{
    addFolder();
    auto *table = find<QTableView>("destinations");
    m_workspace->noteSegmentsChanged();
    QTRY_COMPARE(table->model()->index(0, DestinationModel::StateColumn).data().toString(),
                 QStringLiteral("Never sent"));
    {
        auto store = Store::openWriter(m_workspace->path());
        ListShelf shelf(*store);
        QVERIFY(shelf.remove(shelf.find(QStringLiteral("Team")).value()->id));
    }
    m_workspace->noteSegmentsChanged();
    QTRY_COMPARE(table->model()->index(0, DestinationModel::StateColumn).data().toString(),
                 QStringLiteral("“Team” is gone"));
}

void DestinationsTest::whatNeedsALookIsToldAndDismissed()
{
    failRun(addFolder());
    QTRY_VERIFY(find<QWidget>("alerts")->isVisible());
    QTRY_VERIFY(find<QPushButton>("dismissAlert"));
    const auto labels = find<QWidget>("alerts")->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text() == QStringLiteral("Drop: The last run could not go on. The folder is gone.");
    }));
    click("dismissAlert");
    QTRY_VERIFY(!find<QWidget>("alerts")->isVisible());
}

void DestinationsTest::theActivityTellsItToo()
{
    ActivityPage activity(*m_workspace);
    activity.show();
    auto *alerts = activity.findChild<QWidget *>(QStringLiteral("alerts"));
    QVERIFY(!alerts->isVisible());
    failRun(addFolder());
    QTRY_VERIFY(alerts->isVisible());
    QSignalSpy chosen(&activity, &ActivityPage::runChosen);
    const auto buttons = alerts->findChildren<QPushButton *>();
    QVERIFY(!buttons.isEmpty());
    buttons.front()->click();
    QCOMPARE(chosen.size(), 1);
    activity.hide();
    QTRY_VERIFY(find<QPushButton>("dismissAlert"));
    click("dismissAlert");
    QTRY_VERIFY(!find<QWidget>("alerts")->isVisible());
    activity.show();
    QTRY_VERIFY(!alerts->isVisible());
}

void DestinationsTest::aRemovedDestinationCanBeBroughtBack()
{
    openDesk(addFolder());
    QSignalSpy done(m_page.get(), &Page::done);
    click("removeDestination");
    QTRY_COMPARE(done.size(), 1);
    QTRY_COMPARE(m_page->destinations().count(), 0);
    done.front().at(1).value<std::function<void()>>()();
    QTRY_COMPARE(m_page->destinations().count(), 1);
}

void DestinationsTest::everyControlHasAName()
{
    openDesk(addFolder());
    for (const QPushButton *button : m_page->findChildren<QPushButton *>())
        QVERIFY2(!button->isVisible() || !button->text().isEmpty() || !button->accessibleName().isEmpty(),
                 qPrintable(button->objectName()));
    for (const QLineEdit *edit : m_page->findChildren<QLineEdit *>())
        QVERIFY2(!edit->accessibleName().isEmpty() || !edit->isVisible(), qPrintable(edit->objectName()));
    for (const QTableView *table : m_page->findChildren<QTableView *>())
        QVERIFY2(!table->accessibleName().isEmpty(), qPrintable(table->objectName()));
}

QTEST_MAIN(DestinationsTest)
#include "destinationstest.moc"
