// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/sealedkeys.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtEndian>

#include <sodium.h>

namespace perennial {

namespace {

const QByteArray Magic = QByteArrayLiteral("PRNLKEYS");
constexpr char Version = 1;
constexpr qsizetype NonceSize = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr qsizetype TagSize = crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr qsizetype HashSize = 32;
constexpr qsizetype SaltAt = 8 + 1 + 4 + 4;
constexpr qsizetype NonceAt = SaltAt + 16;
constexpr qsizetype HeaderSize = NonceAt + NonceSize;

// A file from elsewhere must not take the machine's memory or its afternoon.
constexpr quint32 MostPasses = 20;
constexpr quint32 MostMemoryKib = 1024 * 1024;

static_assert(std::tuple_size_v<SealSalt> == crypto_pwhash_argon2id_SALTBYTES);

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

void startSodium()
{
    [[maybe_unused]] static const int Started = sodium_init();
}

const unsigned char *bytesOf(const QByteArray &bytes, qsizetype at = 0)
{
    return reinterpret_cast<const unsigned char *>(bytes.constData()) + at;
}

QByteArray checksum(const QByteArray &bytes, qsizetype size)
{
    QByteArray hash(HashSize, '\0');
    crypto_generichash(reinterpret_cast<unsigned char *>(hash.data()), HashSize, bytesOf(bytes),
                       static_cast<unsigned long long>(size), nullptr, 0);
    return hash;
}

QByteArray headerOf(const SealKey &key)
{
    QByteArray header = Magic;
    header.append(Version);
    header.resize(HeaderSize);
    qToLittleEndian(key.cost().passes, header.data() + Magic.size() + 1);
    qToLittleEndian(key.cost().memoryKib, header.data() + Magic.size() + 5);
    std::copy(key.salt().begin(), key.salt().end(), header.data() + SaltAt);
    randombytes_buf(header.data() + NonceAt, static_cast<std::size_t>(NonceSize));
    return header;
}

QByteArray toText(const KeyMap &keys)
{
    QJsonObject object;
    for (const auto &[name, key] : keys)
        object.insert(name, QString::fromLatin1(key.toBase64()));
    return QJsonDocument(QJsonObject{{"keys", object}}).toJson(QJsonDocument::Compact);
}

KeyMap fromText(const QByteArray &text)
{
    KeyMap keys;
    const QJsonObject object = QJsonDocument::fromJson(text).object().value(QLatin1String("keys")).toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        keys[entry.key()] = QByteArray::fromBase64(entry->toString().toLatin1());
    return keys;
}

} // namespace

SealKey::SealKey(const SealSalt &salt, SealCost cost)
    : m_salt(salt)
    , m_cost(cost)
    , m_bytes(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
{
}

Result<SealKey> SealKey::derive(const QByteArray &passphrase, const SealSalt &salt, SealCost cost)
{
    startSodium();
    SealKey key(salt, cost);
    const int refused = crypto_pwhash(key.m_bytes.data(), key.m_bytes.size(), passphrase.constData(),
                                      static_cast<unsigned long long>(passphrase.size()), salt.data(), cost.passes,
                                      std::size_t{1024} * cost.memoryKib, crypto_pwhash_ALG_ARGON2ID13);
    if (refused != 0)
        return failure(
            ErrorKind::Memory,
            tr("There is not enough memory to open the key file: it asks for %1 MB.").arg(cost.memoryKib / 1024));
    return key;
}

Result<SealKey> SealKey::fresh(const QByteArray &passphrase, SealCost cost)
{
    startSodium();
    SealSalt salt{};
    randombytes_buf(salt.data(), salt.size());
    return derive(passphrase, salt, cost);
}

QByteArray seal(const KeyMap &keys, const SealKey &key)
{
    QByteArray text = toText(keys);
    QByteArray file = headerOf(key);
    file.resize(HeaderSize + text.size() + TagSize);
    auto *const sealed = reinterpret_cast<unsigned char *>(file.data());
    crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + HeaderSize, nullptr, bytesOf(text),
                                               static_cast<unsigned long long>(text.size()), sealed, HeaderSize,
                                               nullptr, sealed + NonceAt, key.bytes());
    wipe(text);
    file.append(checksum(file, file.size()));
    return file;
}

Result<SealHeader> readSealHeader(const QByteArray &file)
{
    startSodium();
    if (!file.startsWith(Magic))
        return failure(ErrorKind::Unreadable, tr("This is no key file of Perennial."));
    if (file.size() > Magic.size() && file.at(Magic.size()) > Version)
        return failure(ErrorKind::Refused, tr("A newer version of Perennial wrote this key file."));
    const qsizetype hashed = file.size() - HashSize;
    if (hashed < HeaderSize + TagSize || file.at(Magic.size()) != Version ||
        checksum(file, hashed) != file.sliced(hashed))
        return failure(ErrorKind::Unreadable, tr("The key file is damaged: it is not as it was written. Bring it back "
                                                 "from a backup, or remove it and enter the keys again."));
    SealHeader header;
    header.cost.passes = qFromLittleEndian<quint32>(file.constData() + Magic.size() + 1);
    header.cost.memoryKib = qFromLittleEndian<quint32>(file.constData() + Magic.size() + 5);
    std::copy_n(bytesOf(file, SaltAt), header.salt.size(), header.salt.begin());
    if (header.cost.passes < 1 || header.cost.passes > MostPasses || header.cost.memoryKib < 8 ||
        header.cost.memoryKib > MostMemoryKib)
        return failure(ErrorKind::Refused, tr("The key file asks for more work than one of Perennial's ever does."));
    return header;
}

Result<KeyMap> unseal(const QByteArray &file, const SealKey &key)
{
    const auto header = readSealHeader(file);
    if (!header)
        return failure(header.error());
    const qsizetype sealed = file.size() - HeaderSize - HashSize;
    WipedBytes text(static_cast<std::size_t>(sealed - TagSize));
    const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(
        text.data(), nullptr, nullptr, bytesOf(file, HeaderSize), static_cast<unsigned long long>(sealed),
        bytesOf(file), HeaderSize, bytesOf(file, NonceAt), key.bytes());
    if (refused != 0)
        return failure(ErrorKind::Refused, tr("The passphrase does not open the key file."));
    return fromText(text.view());
}

} // namespace perennial
