// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QtTest>

using namespace perennial;

// The keychain: against a real one where PERENNIAL_TEST_KEYCHAIN says that this one may be used, and where there is
// none.
class KeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsFindsAndForgets();
    void whereThereIsNoneItSaysSoAtOnce();
    void whoeverAskedAndWentIsNotAnswered();

private:
    static constexpr int Patience = 10'000;
};

void KeychainTest::keepsFindsAndForgets()
{
    if (!qEnvironmentVariableIsSet("PERENNIAL_TEST_KEYCHAIN"))
        QSKIP("runs in tst_keychain_unlocked");
    const QByteArray key("pk_1\0\xff\n", 7);
    QCOMPARE(readFromKeychainNow("shop/1/klaviyo/", Patience).value(), FoundKey());
    QVERIFY(writeToKeychainNow("shop/1/klaviyo/", key, Patience));
    QVERIFY(writeToKeychainNow("shop/2/klaviyo/", "other", Patience));
    QCOMPARE(readFromKeychainNow("shop/1/klaviyo/", Patience).value(), FoundKey(key));
    QVERIFY(writeToKeychainNow("shop/1/klaviyo/", "newer", Patience));
    QCOMPARE(readFromKeychainNow("shop/1/klaviyo/", Patience).value(), FoundKey("newer"));
    QVERIFY(removeFromKeychainNow("shop/1/klaviyo/", Patience));
    QVERIFY(removeFromKeychainNow("shop/1/klaviyo/", Patience));
    QCOMPARE(readFromKeychainNow("shop/1/klaviyo/", Patience).value(), FoundKey());
    QCOMPARE(readFromKeychainNow("shop/2/klaviyo/", Patience).value(), FoundKey("other"));
}

void KeychainTest::whereThereIsNoneItSaysSoAtOnce()
{
    const auto restore = qScopeGuard([was = qgetenv("PERENNIAL_KEYCHAIN")] { qputenv("PERENNIAL_KEYCHAIN", was); });
    qputenv("PERENNIAL_KEYCHAIN", "none");
    QElapsedTimer clock;
    clock.start();
    const auto found = readFromKeychainNow("shop/1/klaviyo/", Patience);
    const auto kept = writeToKeychainNow("shop/1/klaviyo/", "pk_1", Patience);
    QVERIFY(!found && !kept && !removeFromKeychainNow("shop/1/klaviyo/", Patience));
    QCOMPARE(found.error().kind, ErrorKind::Refused);
    QVERIFY(!kept.error().message.contains("pk_1"));
    QVERIFY(clock.elapsed() < Patience);
}

void KeychainTest::whoeverAskedAndWentIsNotAnswered()
{
    bool isAnswered = false;
    {
        QObject brief;
        readFromKeychain("shop/1/klaviyo/", &brief, [&](const Result<FoundKey> &) { isAnswered = true; });
    }
    // Something asked later is answered later.
    const auto later = readFromKeychainNow("shop/1/klaviyo/", Patience);
    Q_UNUSED(later)
    QVERIFY(!isAnswered);
}

QTEST_GUILESS_MAIN(KeychainTest)
#include "tst_keychain.moc"
