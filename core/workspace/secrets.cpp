// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/secrets.h"

#include "core/secrets/keychain.h"

#include <QFile>

#include <mutex>

namespace perennial {

// The key file as jobs use it, one after the other.
struct Secrets::OpenFile
{
    std::mutex mutex;
    std::optional<KeyFile> file;
};

Secrets::Secrets(JobRunner &runner, QString keyFile, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
    , m_path(std::move(keyFile))
    , m_file(std::make_shared<OpenFile>())
{
}

Secrets::~Secrets()
{
    for (auto &[name, kept] : m_keys)
        wipe(kept.key);
    for (auto &[name, key] : m_fileKeys)
        wipe(key);
}

std::optional<KeptKey> Secrets::find(const QString &name) const
{
    if (const auto known = m_keys.find(name); known != m_keys.end())
        return known->second;
    if (const auto filed = m_fileKeys.find(name); filed != m_fileKeys.end())
        return KeptKey{filed->second, KeyPlace::File};
    return std::nullopt;
}

void Secrets::look(const QString &name)
{
    if (name.isEmpty() || wasAsked(name))
        return;
    readFromKeychain(name, this, [this, name](const Result<FoundKey> &found) {
        m_asked.insert(name);
        m_hasKeychain = found.has_value();
        // What was entered meanwhile is newer.
        if (found && *found && !m_keys.contains(name))
            m_keys[name] = {**found, KeyPlace::Keychain};
        Q_EMIT changed();
    });
}

void Secrets::keep(const QString &name, const QByteArray &key, KeyPlace place)
{
    m_asked.insert(name);
    const auto before = find(name);
    m_keys[name] = {key, place};
    if (place != KeyPlace::Keychain && before && before->place == KeyPlace::Keychain)
        forgetInKeychain(name);
    if (place != KeyPlace::File && m_fileKeys.contains(name))
        forgetInFile(name);
    if (place == KeyPlace::Keychain)
        keepInKeychain(name, key);
    else if (place == KeyPlace::File)
        keepInFile(name, key);
    Q_EMIT changed();
}

void Secrets::forget(const QString &name)
{
    const auto known = find(name);
    m_keys.erase(name);
    if (known && known->place == KeyPlace::Keychain)
        forgetInKeychain(name);
    if (m_fileKeys.contains(name))
        forgetInFile(name);
    Q_EMIT changed();
}

KeyFileState Secrets::fileState() const
{
    if (m_isFileOpen)
        return KeyFileState::Open;
    return QFile::exists(m_path) ? KeyFileState::Locked : KeyFileState::None;
}

void Secrets::unlock(const QByteArray &passphrase)
{
    workOnFile(
        tr("Opening the key file"),
        [path = m_path, passphrase, isNew = fileState() == KeyFileState::None](std::optional<KeyFile> &file) {
            auto opened = isNew ? KeyFile::create(path, passphrase) : KeyFile::open(path, passphrase);
            if (!opened)
                return Result<void>(failure(opened.error()));
            file.emplace(std::move(*opened));
            return Result<void>();
        },
        [this](const Result<void> &opened) {
            if (!opened) {
                Q_EMIT failed(opened.error());
                return;
            }
            Q_EMIT unlocked();
            Q_EMIT changed();
        });
}

// The file's keys come back with what was done, so that nobody here waits for the file.
void Secrets::workOnFile(const QString &title, FileWork work, std::function<void(const Result<void> &)> done)
{
    struct Outcome
    {
        Result<void> done;
        std::optional<KeyMap> keys;
    };
    m_runner.start<Outcome>(
        {.title = title, .kind = JobKind::Reading, .quiet = true},
        [file = m_file, work = std::move(work)](const Progress &) -> Result<Outcome> {
            const std::scoped_lock turn(file->mutex);
            Outcome outcome{work(file->file), std::nullopt};
            if (file->file)
                outcome.keys = file->file->keys();
            return outcome;
        },
        this,
        [this, done = std::move(done)](const Result<Outcome> &outcome) {
            if (!outcome) {
                done(failure(outcome.error()));
                return;
            }
            m_isFileOpen = outcome->keys.has_value();
            m_fileKeys = outcome->keys.value_or(KeyMap());
            done(outcome->done);
        });
}

void Secrets::keepInKeychain(const QString &name, const QByteArray &key)
{
    writeToKeychain(name, key, this, [this, name](const Result<void> &written) {
        m_hasKeychain = written.has_value();
        if (!written)
            holdInMemory(name, written.error());
    });
}

void Secrets::keepInFile(const QString &name, const QByteArray &key)
{
    workOnFile(
        tr("Keeping a key"),
        [name, key, path = m_path](std::optional<KeyFile> &file) {
            return file ? file->put(name, key)
                        : Result<void>(failure(ErrorKind::Refused, tr("The key file is not open."), path));
        },
        [this, name](const Result<void> &written) {
            if (!written)
                holdInMemory(name, written.error());
        });
}

void Secrets::forgetInKeychain(const QString &name)
{
    removeFromKeychain(name, this, [this](const Result<void> &removed) {
        if (!removed)
            Q_EMIT failed(removed.error().in(tr("The key could not be taken out of the keychain")));
    });
}

void Secrets::forgetInFile(const QString &name)
{
    m_fileKeys.erase(name);
    workOnFile(
        tr("Forgetting a key"),
        [name](std::optional<KeyFile> &file) { return file ? file->remove(name) : Result<void>(); },
        [this](const Result<void> &removed) {
            if (!removed)
                Q_EMIT failed(removed.error().in(tr("The key could not be taken out of the key file")));
        });
}

void Secrets::holdInMemory(const QString &name, const Error &why)
{
    if (const auto known = m_keys.find(name); known != m_keys.end())
        known->second.place = KeyPlace::Memory;
    Q_EMIT failed(why.in(tr("The key could not be kept; it is known until you close Perennial")));
    Q_EMIT changed();
}

} // namespace perennial
