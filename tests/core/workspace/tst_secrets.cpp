// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/secrets.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace perennial;

// The window's keys where there is no keychain: in memory, or in a key file.
class SecretsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aKeyInMemoryGoesWithTheProgram();
    void aKeyInTheFileIsThereAfterUnlocking();
    void aWrongPassphraseLeavesItLocked();
    void aKeyThatCannotBeKeptIsToldOf();
    void forgettingReachesTheFile();
    void aKeyMovesFromTheFileIntoMemory();

private:
    [[nodiscard]] std::unique_ptr<Secrets> opened()
    {
        auto secrets = std::make_unique<Secrets>(m_jobs, m_folder->filePath("keys"));
        QSignalSpy unlocked(secrets.get(), &Secrets::unlocked);
        secrets->unlock("eight characters");
        return unlocked.wait(60'000) ? std::move(secrets) : nullptr;
    }
    // What another start of the program finds in the file.
    [[nodiscard]] KeyMap filed() const { return KeyFile::open(m_folder->filePath("keys"), "eight characters")->keys(); }
    void finishJobs() { QTRY_VERIFY_WITH_TIMEOUT(m_jobs.jobs().isEmpty(), 30'000); }

    JobRunner m_jobs;
    std::unique_ptr<QTemporaryDir> m_folder;
};

void SecretsTest::init()
{
    qputenv("PERENNIAL_KEYCHAIN", "none");
    m_folder = std::make_unique<QTemporaryDir>();
}

void SecretsTest::aKeyInMemoryGoesWithTheProgram()
{
    {
        Secrets secrets(m_jobs, m_folder->filePath("keys"));
        QCOMPARE(secrets.fileState(), KeyFileState::None);
        secrets.keep("a", "one", KeyPlace::Memory);
        QCOMPARE(secrets.find("a")->key, QByteArray("one"));
        QCOMPARE(secrets.find("a")->place, KeyPlace::Memory);
    }
    Secrets later(m_jobs, m_folder->filePath("keys"));
    QSignalSpy changed(&later, &Secrets::changed);
    later.look("a");
    QVERIFY(changed.wait());
    QVERIFY(later.wasAsked("a"));
    QCOMPARE(later.hasKeychain(), std::optional(false));
    QVERIFY(!later.find("a"));
    QVERIFY(QDir(m_folder->path()).isEmpty());
}

void SecretsTest::aKeyInTheFileIsThereAfterUnlocking()
{
    {
        const auto secrets = opened();
        QVERIFY(secrets);
        secrets->keep("a", "one", KeyPlace::File);
        finishJobs();
        QCOMPARE(secrets->find("a")->place, KeyPlace::File);
    }
    Secrets locked(m_jobs, m_folder->filePath("keys"));
    QCOMPARE(locked.fileState(), KeyFileState::Locked);
    QVERIFY(!locked.find("a"));
    const auto later = opened();
    QCOMPARE(later->fileState(), KeyFileState::Open);
    QCOMPARE(later->find("a")->key, QByteArray("one"));
    QCOMPARE(later->find("a")->place, KeyPlace::File);
}

void SecretsTest::aWrongPassphraseLeavesItLocked()
{
    QVERIFY(opened());
    Secrets secrets(m_jobs, m_folder->filePath("keys"));
    QSignalSpy failed(&secrets, &Secrets::failed);
    secrets.unlock("something else");
    QVERIFY(failed.wait(60'000));
    QCOMPARE(secrets.fileState(), KeyFileState::Locked);
}

void SecretsTest::aKeyThatCannotBeKeptIsToldOf()
{
    Secrets secrets(m_jobs, m_folder->filePath("keys"));
    for (const KeyPlace place : {KeyPlace::Keychain, KeyPlace::File}) {
        QSignalSpy failed(&secrets, &Secrets::failed);
        secrets.keep("a", "one", place);
        QVERIFY(failed.wait(10'000));
        QCOMPARE(secrets.find("a")->place, KeyPlace::Memory);
        QCOMPARE(secrets.find("a")->key, QByteArray("one"));
    }
}

void SecretsTest::forgettingReachesTheFile()
{
    const auto secrets = opened();
    secrets->keep("a", "one", KeyPlace::File);
    secrets->keep("b", "two", KeyPlace::File);
    finishJobs();
    secrets->forget("a");
    QVERIFY(!secrets->find("a"));
    finishJobs();
    QVERIFY(!secrets->find("a"));
    QCOMPARE(filed(), (KeyMap{{"b", "two"}}));
}

void SecretsTest::aKeyMovesFromTheFileIntoMemory()
{
    const auto secrets = opened();
    secrets->keep("a", "one", KeyPlace::File);
    finishJobs();
    secrets->keep("a", "two", KeyPlace::Memory);
    finishJobs();
    QCOMPARE(secrets->find("a")->key, QByteArray("two"));
    QVERIFY(filed().empty());
}

QTEST_GUILESS_MAIN(SecretsTest)
#include "tst_secrets.moc"
