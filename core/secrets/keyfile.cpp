// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keyfile.h"

#include "core/base/atomicfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QStandardPaths>

namespace perennial {

namespace {

constexpr qint64 LargestFile = 1024 * 1024;
constexpr int LongestWaitMs = 10'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<QByteArray> bytesOf(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorKind::NotFound, tr("There is no key file."), path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Refused, tr("The key file cannot be read: %1.").arg(file.errorString()), path);
    if (file.size() > LargestFile)
        return failure(ErrorKind::Unreadable, tr("This is no key file of Perennial."), path);
    return file.readAll();
}

Result<void> write(const QString &path, const QByteArray &bytes)
{
    auto file = AtomicFile::open(path);
    if (!file)
        return failure(file.error());
    const auto written = file->write({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    return written ? file->commit() : written;
}

Result<void> checkPassphrase(const QByteArray &passphrase)
{
    if (QString::fromUtf8(passphrase).size() < KeyFile::ShortestPassphrase)
        return failure(ErrorKind::Invalid,
                       tr("The passphrase needs %1 characters at least.").arg(KeyFile::ShortestPassphrase));
    return {};
}

Result<void> lock(QLockFile &turn, const QString &path)
{
    if (turn.tryLock(LongestWaitMs))
        return {};
    return failure(ErrorKind::Refused, tr("Another program is changing the key file. Try again."), path);
}

Error at(Error error, const QString &path)
{
    if (error.where.isEmpty())
        error.where = path;
    return error;
}

} // namespace

QString KeyFile::standardPath()
{
    if (const QString named = qEnvironmentVariable("PERENNIAL_KEY_FILE"); !named.isEmpty())
        return named;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return folder + QLatin1String("/perennial/keys.perennial-keys");
}

KeyFile::KeyFile(QString path, SealKey key, KeyMap keys)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_keys(std::move(keys))
{
}

Result<KeyFile> KeyFile::open(const QString &path, const QByteArray &passphrase)
{
    const auto bytes = bytesOf(path);
    if (!bytes)
        return failure(bytes.error());
    const auto header = readSealHeader(*bytes);
    if (!header)
        return failure(at(header.error(), path));
    auto key = SealKey::derive(passphrase, header->salt, header->cost);
    if (!key)
        return failure(at(key.error(), path));
    auto keys = unseal(*bytes, *key);
    if (!keys)
        return failure(at(keys.error(), path));
    return KeyFile(path, std::move(*key), std::move(*keys));
}

Result<KeyFile> KeyFile::create(const QString &path, const QByteArray &passphrase, SealCost cost)
{
    if (const auto good = checkPassphrase(passphrase); !good)
        return failure(good.error());
    const QString folder = QFileInfo(path).absolutePath();
    if (!QDir(folder).exists()) {
        QDir().mkpath(folder);
        QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    }
    QLockFile turn(path + QLatin1String(".lock"));
    if (const auto locked = lock(turn, path); !locked)
        return failure(locked.error());
    if (QFile::exists(path))
        return failure(ErrorKind::Refused, tr("There is a key file already. Open it with its passphrase."), path);
    auto key = SealKey::fresh(passphrase, cost);
    if (!key)
        return failure(key.error());
    KeyFile made(path, std::move(*key), {});
    const auto written = write(path, seal(made.m_keys, made.m_key));
    return written ? Result<KeyFile>(std::move(made)) : failure(written.error());
}

Result<void> KeyFile::put(const QString &name, const QByteArray &key)
{
    return change([&](KeyMap &keys) { keys[name] = key; });
}

Result<void> KeyFile::remove(const QString &name)
{
    return change([&](KeyMap &keys) { keys.erase(name); });
}

Result<void> KeyFile::changePassphrase(const QByteArray &passphrase)
{
    if (const auto good = checkPassphrase(passphrase); !good)
        return good;
    auto key = SealKey::fresh(passphrase, m_key.cost());
    return key ? change([](KeyMap &) {}, std::move(*key)) : failure(key.error());
}

Result<void> KeyFile::change(const std::function<void(KeyMap &)> &edit, std::optional<SealKey> key)
{
    QLockFile turn(m_path + QLatin1String(".lock"));
    if (const auto locked = lock(turn, m_path); !locked)
        return locked;
    auto keys = readAnew();
    if (!keys)
        return failure(keys.error());
    edit(*keys);
    if (const auto written = write(m_path, seal(*keys, key ? *key : m_key)); !written)
        return written;
    m_keys = std::move(*keys);
    if (key)
        m_key = std::move(*key);
    return {};
}

// What another program put there meanwhile is not lost; a passphrase it changed is not undone.
Result<KeyMap> KeyFile::readAnew() const
{
    const auto bytes = bytesOf(m_path);
    if (!bytes)
        return failure(bytes.error());
    const auto header = readSealHeader(*bytes);
    if (!header)
        return failure(at(header.error(), m_path));
    if (header->salt != m_key.salt() || header->cost != m_key.cost())
        return failure(ErrorKind::Refused,
                       tr("The key file's passphrase was changed since it was opened. Open it again."), m_path);
    auto keys = unseal(*bytes, m_key);
    return keys ? std::move(keys) : failure(at(keys.error(), m_path));
}

} // namespace perennial
