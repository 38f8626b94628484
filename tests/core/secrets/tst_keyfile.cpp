// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keyfile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace perennial;

// The key file on the disk, and two programs that use it.
class KeyFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsKeysUnderAPassphrase();
    void onlyItsOwnerMayReadIt();
    void aShortPassphraseIsRefused();
    void aFileThatIsThereIsNotReplaced();
    void whatAnotherProgramKeptStays();
    void aPassphraseChangedElsewhereIsNotUndone();
    void theOldPassphraseOpensNothingAfterwards();
    void aMissingFileIsSaidSo();
    void aFileThatCannotBeWrittenLosesNothing();

private:
    static constexpr SealCost Cheap{1, 8};

    // A file of this test alone.
    [[nodiscard]] QString path() const
    {
        return m_folder.filePath(QString::fromLatin1(QTest::currentTestFunction()) + "/keys");
    }

    QTemporaryDir m_folder;
};

void KeyFileTest::keepsKeysUnderAPassphrase()
{
    {
        auto made = KeyFile::create(path(), "eight ch", Cheap);
        QVERIFY(made);
        QVERIFY(made->put("a", "one"));
        QVERIFY(made->put("b", "two"));
        QVERIFY(made->put("a", "three"));
        QVERIFY(made->remove("b"));
        QVERIFY(made->remove("never there"));
    }
    const auto opened = KeyFile::open(path(), "eight ch");
    QVERIFY(opened);
    QCOMPARE(opened->keys(), (KeyMap{{"a", "three"}}));
    const auto wrong = KeyFile::open(path(), "eight cH");
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::Refused);
    QCOMPARE(wrong.error().where, path());
}

void KeyFileTest::onlyItsOwnerMayReadIt()
{
    QVERIFY(KeyFile::create(path(), "eight ch", Cheap));
    constexpr auto Others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QCOMPARE(QFile::permissions(path()) & Others, QFile::Permissions());
    QCOMPARE(QFile::permissions(QFileInfo(path()).absolutePath()) & Others, QFile::Permissions());
}

void KeyFileTest::aShortPassphraseIsRefused()
{
    QCOMPARE(KeyFile::create(path(), "sevench", Cheap).error().kind, ErrorKind::Invalid);
    QVERIFY(!QFile::exists(path()));
    auto made = KeyFile::create(path(), "ééééééé8", Cheap); // eight characters, more bytes
    QVERIFY(made);
    QVERIFY(!made->changePassphrase("short"));
}

void KeyFileTest::aFileThatIsThereIsNotReplaced()
{
    auto made = KeyFile::create(path(), "eight ch", Cheap);
    QVERIFY(made && made->put("a", "one"));
    QCOMPARE(KeyFile::create(path(), "another one", Cheap).error().kind, ErrorKind::Refused);
    QCOMPARE(KeyFile::open(path(), "eight ch")->keys().size(), size_t(1));
}

void KeyFileTest::whatAnotherProgramKeptStays()
{
    auto mine = KeyFile::create(path(), "eight ch", Cheap);
    auto theirs = KeyFile::open(path(), "eight ch");
    QVERIFY(mine && theirs);
    QVERIFY(theirs->put("theirs", "2"));
    QVERIFY(mine->put("mine", "1"));
    QCOMPARE(mine->keys(), (KeyMap{{"mine", "1"}, {"theirs", "2"}}));
    QCOMPARE(KeyFile::open(path(), "eight ch")->keys(), mine->keys());
}

void KeyFileTest::aPassphraseChangedElsewhereIsNotUndone()
{
    auto mine = KeyFile::create(path(), "eight ch", Cheap);
    auto theirs = KeyFile::open(path(), "eight ch");
    QVERIFY(theirs->changePassphrase("another one"));
    const auto refused = mine->put("mine", "1");
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QVERIFY(KeyFile::open(path(), "another one"));
}

void KeyFileTest::theOldPassphraseOpensNothingAfterwards()
{
    auto made = KeyFile::create(path(), "eight ch", Cheap);
    QVERIFY(made->put("a", "one"));
    QVERIFY(made->changePassphrase("another one"));
    QVERIFY(made->put("b", "two"));
    QVERIFY(!KeyFile::open(path(), "eight ch"));
    QCOMPARE(KeyFile::open(path(), "another one")->keys(), (KeyMap{{"a", "one"}, {"b", "two"}}));
}

void KeyFileTest::aMissingFileIsSaidSo()
{
    QCOMPARE(KeyFile::open(path(), "eight ch").error().kind, ErrorKind::NotFound);
}

void KeyFileTest::aFileThatCannotBeWrittenLosesNothing()
{
    auto made = KeyFile::create(path(), "eight ch", Cheap);
    QVERIFY(made->put("a", "one"));
    // Its own name is taken by a folder now: what is written beside it cannot take its place.
    QFile::rename(path(), path() + ".kept");
    QVERIFY(QDir().mkdir(path()));
    QVERIFY(!made->put("b", "two"));
    QVERIFY(QDir().rmdir(path()));
    QVERIFY(QFile::rename(path() + ".kept", path()));
    QCOMPARE(KeyFile::open(path(), "eight ch")->keys(), (KeyMap{{"a", "one"}}));
}

QTEST_GUILESS_MAIN(KeyFileTest)
#include "tst_keyfile.moc"
