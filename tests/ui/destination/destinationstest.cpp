// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/keyname.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/outbox/outbox.h"
#include "core/job/jobrunner.h"
#include "core/secrets/keyfile.h"
#include "core/segment/columns/profiletable.h"
#include "core/store/listshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/smallstore.h"
#include "ui/audience/audiencespage.h"
#include "ui/destination/destinationform.h"
#include "ui/destination/destinationmodel.h"
#include "ui/destination/destinationsview.h"
#include "ui/destination/runlogview.h"
#include "ui/destination/safetydesk.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

// A destination from its form over the safety desk to the rows of its run, as somebody clicks it.
class DestinationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aNewDestinationLeadsToItsDesk();
    void theFormSaysWhatIsMissing();
    void theDeskTellsWhoGoesAndWhoDoesNot();
    void aScheduleSaysItsNextRuns();
    void nothingLeavesBeforeSend();
    void sendsAndTellsEveryRow();
    void theFailedAreSentAgainFromTheLog();
    void aKeyIsAskedForAndNeverKept();
    void aKeyIsKeptInAKeyFile();
    void aLockedKeyFileIsOpenedOnTheDesk();
    void aRunThatTakesOutManyWaitsForAYes();
    void theDeskSaysWhyPeopleComeAndLeave();
    void whoIsNeverSentIsChosenOnce();
    void aDestinationWhoseListIsGoneSaysSo();
    void whatNeedsALookIsToldAndDismissed();
    void theRowsGoIntoAFile();
    void aRemovedDestinationCanBeBroughtBack();
    void everyControlHasAName();

private:
    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page->findChild<T *>(QLatin1String(name));
    }
    void click(const char *name) const { find<QPushButton>(name)->click(); }
    [[nodiscard]] QStringList dropped() const { return QDir(m_drop).entryList(QDir::Files); }
    // The destination of the tests: the list "Team" (people 1 to 6) into a folder.
    DestinationId addFolder(SyncMode mode = SyncMode::Upsert)
    {
        Destination made;
        made.name = QStringLiteral("Drop");
        made.kind = DestinationKind::Folder;
        made.way = DeliveryWay::List;
        made.mode = mode;
        made.guardsApply = false;
        made.source = {AudienceKind::List, QStringLiteral("Team")};
        made.account = {{QStringLiteral("path"), m_drop}};
        made.fields = {{QStringLiteral("city"), QStringLiteral("{{ City | default: 'nowhere' }}")}};
        return add(made);
    }
    // One that wants a key, and where nobody answers.
    [[nodiscard]] static Destination hook()
    {
        Destination made;
        made.name = QStringLiteral("Hook");
        made.kind = DestinationKind::Webhook;
        made.way = DeliveryWay::Event;
        made.source = {AudienceKind::List, QStringLiteral("Team")};
        made.account = {{QStringLiteral("url"), QStringLiteral("http://127.0.0.1:9/hook")}};
        return made;
    }
    DestinationId add(const Destination &made)
    {
        auto store = Store::openWriter(m_workspace->path());
        return DestinationShelf(*store).add(made, {1}).value().id;
    }
    void openDesk(DestinationId id)
    {
        m_page->destinations().showDestination(id);
        QTRY_VERIFY(find<StatTile>("joins")->value().has_value());
    }
    void send()
    {
        QTRY_VERIFY(find<QPushButton>("send")->isEnabled());
        click("send");
    }

    QTemporaryDir m_folder;
    QString m_drop;
    std::unique_ptr<JobRunner> m_jobs;
    std::unique_ptr<Workspace> m_workspace;
    std::unique_ptr<AudiencesPage> m_page;
};

void DestinationsTest::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    new Theme(ThemeChoice::Light, this);
    setReducedMotion(true);
}

void DestinationsTest::init()
{
    qputenv("PERENNIAL_KEYCHAIN", "none");
    qputenv("PERENNIAL_KEY_FILE",
            m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + ".keys").toUtf8());
    const QString name = QString::fromLatin1(QTest::currentTestFunction());
    const QString path = m_folder.filePath(name + QStringLiteral(".perennial"));
    QVERIFY(makeSmallStore(path));
    {
        auto store = Store::openWriter(path);
        const std::vector<ProfileId> team{{1}, {2}, {3}, {4}, {5}, {6}};
        QVERIFY(store && ListShelf(*store).create(QStringLiteral("Team"), {}, team, {1}));
    }
    m_drop = m_folder.filePath(name);
    QVERIFY(QDir().mkpath(m_drop));
    m_jobs = std::make_unique<JobRunner>();
    m_workspace = std::make_unique<Workspace>(*m_jobs);
    QVERIFY(m_workspace->open(path));
    QTRY_VERIFY(m_workspace->table());
    m_page = std::make_unique<AudiencesPage>(*m_workspace);
    m_page->resize(1064, 772);
    m_page->show();
}

void DestinationsTest::cleanup()
{
    m_page.reset();
    m_workspace.reset();
    m_jobs.reset();
}

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

void DestinationsTest::theDeskTellsWhoGoesAndWhoDoesNot()
{
    openDesk(addFolder());
    const qint64 joins = *find<StatTile>("joins")->value();
    QVERIFY(joins > 0 && joins < 6); // Dan has unsubscribed
    QSignalSpy people(m_page.get(), &AudiencesPage::peopleChosen);
    find<StatTile>("joins")->click();
    QCOMPARE(people.size(), 1);
    QCOMPARE(qint64(people.front().at(1).value<std::vector<ProfileId>>().size()), joins);
    QVERIFY2(find<QLabel>("deskSentence")->text().contains(QLatin1String("held back")),
             qPrintable(find<QLabel>("deskSentence")->text()));
    QVERIFY(find<QLabel>("forecast")->text().startsWith(QLatin1String("1 request")));
    auto *sample = find<QPlainTextEdit>("sample");
    QVERIFY(!sample->toPlainText().contains(u'@')); // people's data is shown when somebody asks
    find<QCheckBox>("revealSample")->setChecked(true);
    QVERIFY(sample->toPlainText().contains(u'@'));
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

void DestinationsTest::nothingLeavesBeforeSend()
{
    openDesk(addFolder());
    click("dryRun");
    QTRY_VERIFY(!m_page->findChild<StatTile *>(QStringLiteral("joins"))->isBusy());
    QVERIFY(dropped().isEmpty());
}

void DestinationsTest::sendsAndTellsEveryRow()
{
    openDesk(addFolder());
    const qint64 joins = *find<StatTile>("joins")->value();
    send();
    QTRY_COMPARE(dropped().size(), 1);
    auto *runs = find<QTableView>("runs");
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    QTRY_COMPARE(*find<StatTile>("stays")->value(), joins);
    Q_EMIT runs->activated(runs->model()->index(0, 0));
    auto *rows = find<QTableView>("rows");
    QTRY_COMPARE(qint64(rows->model()->rowCount()), joins);
    const QAbstractItemModelTester tester(rows->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QString hidden = rows->model()->index(0, 1).data().toString();
    QVERIFY2(hidden.contains(QStringLiteral("…")), qPrintable(hidden));
    find<QCheckBox>("revealRows")->setChecked(true);
    const QString shown = rows->model()->index(0, 1).data().toString();
    QVERIFY(shown.contains(u'@') && !shown.contains(QStringLiteral("…")));
    m_page->destinations().runLog()->findChild<QLineEdit *>()->setText(shown);
    QTRY_COMPARE(rows->model()->rowCount(), 1);
}

void DestinationsTest::theFailedAreSentAgainFromTheLog()
{
    const DestinationId id = addFolder();
    openDesk(id);
    send();
    QTRY_COMPARE(dropped().size(), 1);
    auto *runs = find<QTableView>("runs");
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    Q_EMIT runs->activated(runs->model()->index(0, 0));
    QVERIFY(find<QPushButton>("retryFailed")->isHidden()); // nobody failed
    // As though the platform had refused one of them.
    PushRun run;
    {
        auto store = Store::openWriter(m_workspace->path());
        QVERIFY(store->database().execute(
            "INSERT INTO push_rows(run_id, profile_id, batch, verdict, status, reason, at) "
            "SELECT r.id, 1, 1, 'failed', 422, 'No such city', 1 FROM push_runs r; UPDATE push_runs SET failed = 1;"));
        run = Outbox(*store).runs(id, 1).value().front();
    }
    m_page->destinations().runLog()->showRun(run);
    auto *again = find<QPushButton>("retryFailed");
    QVERIFY(!again->isHidden());
    again->click();
    QTRY_COMPARE(dropped().size(), 2);
    auto *banner = m_page->destinations().runLog()->findChild<Banner *>();
    QTRY_COMPARE(banner->text(), QStringLiteral("Sent 1 person."));
    Q_EMIT banner->actionTriggered(); // to what came of it
    QVERIFY(again->isHidden());
    QTRY_COMPARE(find<QTableView>("rows")->model()->rowCount(), 1);
}

void DestinationsTest::aKeyIsAskedForAndNeverKept()
{
    openDesk(add(hook()));
    QTRY_VERIFY(find<QLineEdit>("key")->isVisible());
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    QCOMPARE(find<QLineEdit>("key")->echoMode(), QLineEdit::Password);
    find<QLineEdit>("key")->setText(QStringLiteral("whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"));
    QVERIFY(find<QPushButton>("send")->isEnabled());
    click("send");
    QCOMPARE(find<QLineEdit>("key")->text(), QString());
    click("pauseRun");
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QFile store(m_workspace->path());
    QVERIFY(store.open(QIODevice::ReadOnly));
    QVERIFY(!store.readAll().contains("c2VjcmV0"));
}

// Without a keychain, which the tests never have: chosen, given a passphrase twice, and there for another start.
void DestinationsTest::aKeyIsKeptInAKeyFile()
{
    const DestinationId id = add(hook());
    openDesk(id);
    QTRY_VERIFY(find<QLineEdit>("key")->isVisible());
    auto *place = find<QComboBox>("keyPlace");
    QTRY_COMPARE(place->currentText(), QStringLiteral("Until I close Perennial"));
    find<QLineEdit>("key")->setText(QStringLiteral("whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"));
    place->setCurrentText(QStringLiteral("Keep in a key file"));
    click("send");
    auto *dialog = m_page->findChild<QDialog *>(QStringLiteral("passphraseDialog"));
    QVERIFY(dialog && m_jobs->jobs().isEmpty()); // nothing leaves while the passphrase is asked
    auto *make = dialog->findChild<QPushButton *>(QStringLiteral("openKeyFile"));
    dialog->findChild<QLineEdit *>(QStringLiteral("passphrase"))->setText(QStringLiteral("correct horse"));
    QVERIFY(!make->isEnabled());
    dialog->findChild<QLineEdit *>(QStringLiteral("passphraseAgain"))->setText(QStringLiteral("correct horse"));
    make->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("keptWhere")->isVisible(), 30'000);
    QCOMPARE(find<QLabel>("keptWhere")->text(), QStringLiteral("Signing secret: kept in the key file"));
    QTRY_VERIFY(find<QPushButton>("pauseRun")->isVisible());
    click("pauseRun");
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    const auto file = KeyFile::open(KeyFile::standardPath(), "correct horse");
    QVERIFY(file);
    QCOMPARE(file->keys().size(), size_t(1));
    QCOMPARE(file->keys().begin()->second, QByteArray("whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0"));
}

void DestinationsTest::aLockedKeyFileIsOpenedOnTheDesk()
{
    const DestinationId id = add(hook());
    {
        auto file = KeyFile::create(KeyFile::standardPath(), "correct horse");
        QVERIFY(file && file->put(keyName(m_workspace->storeId(), id, hook()), "whsec_c2VjcmV0"));
    }
    openDesk(id);
    QTRY_VERIFY(find<QPushButton>("unlockKeys")->isVisible());
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    click("unlockKeys");
    auto *dialog = m_page->findChild<QDialog *>(QStringLiteral("passphraseDialog"));
    auto *passphrase = dialog->findChild<QLineEdit *>(QStringLiteral("passphrase"));
    auto *open = dialog->findChild<QPushButton *>(QStringLiteral("openKeyFile"));
    passphrase->setText(QStringLiteral("correct hearse"));
    open->click();
    QTRY_VERIFY_WITH_TIMEOUT(open->isEnabled(), 30'000);
    QVERIFY(dialog->isVisible()); // and it says why
    QVERIFY(dialog->findChild<Banner *>()->text().contains(QStringLiteral("does not open")));
    passphrase->setText(QStringLiteral("correct horse"));
    open->click();
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("send")->isEnabled(), 30'000);
    QVERIFY(!find<QLineEdit>("key")->isVisible());

    click("forgetKey");
    QTRY_VERIFY(find<QLineEdit>("key")->isVisible());
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    QVERIFY(KeyFile::open(KeyFile::standardPath(), "correct horse")->keys().empty());
}

void DestinationsTest::aRunThatTakesOutManyWaitsForAYes()
{
    const DestinationId id = addFolder(SyncMode::Append);
    openDesk(id);
    send();
    QTRY_COMPARE(dropped().size(), 1);
    {
        auto store = Store::openWriter(m_workspace->path());
        ListShelf shelf(*store);
        const auto list = shelf.find(QStringLiteral("Team")).value();
        QVERIFY(shelf.takeOut(list->id, std::vector<ProfileId>{{1}, {2}, {3}, {5}, {6}}, {2}));
        QVERIFY(shelf.add(list->id, std::vector<ProfileId>{{7}}, {3}));
    }
    m_workspace->refresh();
    QTRY_VERIFY(find<StatTile>("leaves")->value().value_or(0) > 0);
    QTRY_VERIFY(find<QCheckBox>("yes")->isVisible());
    QVERIFY(!find<QPushButton>("send")->isEnabled());
    find<QCheckBox>("yes")->setChecked(true);
    QVERIFY(find<QPushButton>("send")->isEnabled());
    click("send");
    QTRY_COMPARE(dropped().size(), 2);
}

void DestinationsTest::theDeskSaysWhyPeopleComeAndLeave()
{
    const DestinationId id = addFolder();
    openDesk(id);
    QVERIFY(!find<QWidget>("causes")->isVisible()); // nothing to compare with yet
    send();
    QTRY_COMPARE(dropped().size(), 1);
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    {
        auto store = Store::openWriter(m_workspace->path());
        ListShelf shelf(*store);
        const auto list = shelf.find(QStringLiteral("Team")).value();
        const Instant now = Instant::now();
        QVERIFY(shelf.takeOut(list->id, std::vector<ProfileId>{{1}}, now));
    }
    m_workspace->refresh();
    QTRY_COMPARE(find<StatTile>("leaves")->value().value_or(0), 1);
    QTRY_VERIFY(find<QWidget>("causes")->isVisible());
    const auto rows = [this] {
        QStringList texts;
        for (const QLabel *label : find<QWidget>("causes")->findChildren<QLabel *>())
            texts.append(label->text());
        return texts;
    };
    QTRY_VERIFY(rows().contains(QStringLiteral("No longer among those who are in the list “Team”")));
    QSignalSpy chosen(m_page.get(), &AudiencesPage::peopleChosen);
    find<QWidget>("causes")->findChild<QPushButton *>()->click();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.front().at(1).value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{1}}));
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
    const DestinationId id = addFolder();
    {
        auto store = Store::openWriter(m_workspace->path());
        Outbox outbox(*store);
        NewRun begun;
        begun.destinationId = id;
        begun.destination.name = QStringLiteral("Drop");
        const auto run = outbox.start(begun, {1});
        QVERIFY(run && outbox.setState(run->id, RunState::Failed, QStringLiteral("The folder is gone."), {2}));
    }
    m_workspace->noteSegmentsChanged();
    QTRY_VERIFY(find<QWidget>("alerts")->isVisible());
    QTRY_VERIFY(find<QPushButton>("dismissAlert"));
    const auto labels = find<QWidget>("alerts")->findChildren<QLabel *>();
    QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
        return label->text() == QStringLiteral("Drop: The last run could not go on. The folder is gone.");
    }));
    click("dismissAlert");
    QTRY_VERIFY(!find<QWidget>("alerts")->isVisible());
}

void DestinationsTest::theRowsGoIntoAFile()
{
    openDesk(addFolder());
    send();
    QTRY_COMPARE(dropped().size(), 1);
    QTRY_VERIFY(m_jobs->jobs().isEmpty());
    auto *runs = find<QTableView>("runs");
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    Q_EMIT runs->activated(runs->model()->index(0, 0));
    QTRY_VERIFY(find<QTableView>("rows")->model()->rowCount() > 0);
    click("exportRows");
    auto *dialog = m_page->findChild<QFileDialog *>();
    QVERIFY(dialog);
    const QString path = m_folder.filePath(QStringLiteral("rows.csv"));
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QCOMPARE(text.count("\r\n"), find<QTableView>("rows")->model()->rowCount() + 1);
    QVERIFY(text.contains("…@") && !text.contains("example.com"));
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
