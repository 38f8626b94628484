// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/sealedkeys.h"

#include <QtEndian>
#include <QtTest>

#include <sodium.h>

using namespace perennial;

namespace {

// As somebody who makes such a file by hand would end it.
QByteArray withChecksum(const QByteArray &bytes)
{
    QByteArray hash(32, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), 32,
                       reinterpret_cast<const unsigned char *>(bytes.constData()),
                       static_cast<unsigned long long>(bytes.size()), nullptr, 0);
    return bytes + hash;
}

} // namespace

// Bytes of a key file: what opens them, what does not, and what is told of each.
class SealedKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void opensWithItsPassphraseOnly();
    void nothingReadableIsInTheFile();
    void sealingTwiceLooksDifferent();
    void everyFlippedByteIsNoticed();
    void aCutFileIsDamaged();
    void whatIsNoKeyFileIsSaidSo();
    void aNewerFileIsLeftAlone();
    void aFileThatAsksForTooMuchIsRefused();

private:
    // Cheap, so that a test is fast; a file says itself what it cost.
    static constexpr SealCost Cheap{1, 8};

    QByteArray m_file;
    std::optional<SealKey> m_key;
};

void SealedKeysTest::initTestCase()
{
    auto key = SealKey::fresh("correct horse", Cheap);
    QVERIFY(key);
    m_key.emplace(std::move(*key));
    m_file =
        seal({{"shop/1/klaviyo/", "pk_secret"}, {"shop/2/webhook/hooks.example.com", QByteArray("\0\xff", 2)}}, *m_key);
}

void SealedKeysTest::opensWithItsPassphraseOnly()
{
    const auto header = readSealHeader(m_file);
    QVERIFY(header);
    const auto same = SealKey::derive("correct horse", header->salt, header->cost);
    const auto keys = unseal(m_file, *same);
    QVERIFY(keys);
    QCOMPARE(keys->size(), size_t(2));
    QCOMPARE(keys->at("shop/1/klaviyo/"), QByteArray("pk_secret"));
    QCOMPARE(keys->at("shop/2/webhook/hooks.example.com"), QByteArray("\0\xff", 2));

    const auto other = SealKey::derive("correct horsf", header->salt, header->cost);
    const auto refused = unseal(m_file, *other);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QVERIFY(refused.error().message.contains("passphrase"));
}

void SealedKeysTest::nothingReadableIsInTheFile()
{
    for (const char *text : {"pk_secret", "klaviyo", "hooks", "keys\"", "horse"})
        QVERIFY2(!m_file.contains(text), text);
    QVERIFY(!m_file.contains(QByteArray("pk_secret").toBase64()));
}

// A nonce is never used twice.
void SealedKeysTest::sealingTwiceLooksDifferent()
{
    const QByteArray again = seal({{"a", "b"}}, *m_key);
    QVERIFY(again != seal({{"a", "b"}}, *m_key));
}

void SealedKeysTest::everyFlippedByteIsNoticed()
{
    for (qsizetype at = 0; at < m_file.size(); ++at) {
        QByteArray bent = m_file;
        bent[at] = static_cast<char>(bent[at] ^ 1);
        const auto keys = unseal(bent, *m_key);
        QVERIFY2(!keys, qPrintable(QString::number(at)));
        QVERIFY(!keys.error().message.contains("passphrase")); // it is the file, not the person
    }
}

void SealedKeysTest::aCutFileIsDamaged()
{
    for (qsizetype size = 8; size < m_file.size(); ++size) {
        const auto header = readSealHeader(m_file.first(size));
        QVERIFY(!header);
        QCOMPARE(header.error().kind, ErrorKind::Unreadable);
    }
}

void SealedKeysTest::whatIsNoKeyFileIsSaidSo()
{
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("PRNL"), QByteArray("SQLite format 3"), QByteArray(200, 'x')})
        QCOMPARE(readSealHeader(bytes).error().message, QStringLiteral("This is no key file of Perennial."));
}

void SealedKeysTest::aNewerFileIsLeftAlone()
{
    QByteArray newer = m_file;
    newer[8] = 2;
    QCOMPARE(readSealHeader(newer).error().kind, ErrorKind::Refused);
}

void SealedKeysTest::aFileThatAsksForTooMuchIsRefused()
{
    for (const SealCost cost : {SealCost{21, 8}, SealCost{1, 2 * 1024 * 1024}, SealCost{0, 8}, SealCost{1, 7}}) {
        QByteArray claimed = m_file.first(m_file.size() - 32);
        qToLittleEndian(cost.passes, claimed.data() + 9);
        qToLittleEndian(cost.memoryKib, claimed.data() + 13);
        const auto header = readSealHeader(withChecksum(claimed));
        QVERIFY(!header);
        QCOMPARE(header.error().kind, ErrorKind::Refused);
    }
    QVERIFY(readSealHeader(withChecksum(m_file.first(m_file.size() - 32))));
}

QTEST_GUILESS_MAIN(SealedKeysTest)
#include "tst_sealedkeys.moc"
