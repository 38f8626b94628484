// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/safetydesk.h"
#include "core/connect/destination/keyname.h"
#include "core/secrets/keyfile.h"
#include "tests/ui/destination/destinationrig.h"
#include "ui/destination/runlogview.h"
#include "ui/widgets/banner.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace perennial;

// The safety desk before a run, its keys, and the rows afterwards.
class SafetyDeskTest : public QObject, private DestinationRig
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeReady(this); }
    void init() { open(); }
    void cleanup() { close(); }
    void theDeskTellsWhoGoesAndWhoDoesNot();
    void nothingLeavesBeforeSend();
    void aRunThatTakesOutManyWaitsForAYes();
    void theDeskSaysWhyPeopleComeAndLeave();
    void aKeyIsAskedForAndNeverKept();
    void aKeyIsKeptInAKeyFile();
    void aLockedKeyFileIsOpenedOnTheDesk();
    void sendsAndTellsEveryRow();
    void theFailedAreSentAgainFromTheLog();
    void theRowsGoIntoAFile();
};

void SafetyDeskTest::theDeskTellsWhoGoesAndWhoDoesNot()
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

void SafetyDeskTest::nothingLeavesBeforeSend()
{
    openDesk(addFolder());
    click("dryRun");
    QTRY_VERIFY(!m_page->findChild<StatTile *>(QStringLiteral("joins"))->isBusy());
    QVERIFY(dropped().isEmpty());
}

void SafetyDeskTest::aRunThatTakesOutManyWaitsForAYes()
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

void SafetyDeskTest::theDeskSaysWhyPeopleComeAndLeave()
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

void SafetyDeskTest::aKeyIsAskedForAndNeverKept()
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
void SafetyDeskTest::aKeyIsKeptInAKeyFile()
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

void SafetyDeskTest::aLockedKeyFileIsOpenedOnTheDesk()
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

void SafetyDeskTest::sendsAndTellsEveryRow()
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

void SafetyDeskTest::theFailedAreSentAgainFromTheLog()
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

void SafetyDeskTest::theRowsGoIntoAFile()
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

QTEST_MAIN(SafetyDeskTest)
#include "safetydesktest.moc"
