// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/secrets/keyfile.h"

#include <QObject>
#include <QSet>

#include <memory>
#include <optional>

namespace perennial {

// Where a key is kept after it was entered.
enum class KeyPlace {
    Keychain, // of this computer
    File,     // the key file, which a passphrase opens
    Memory,   // of this program, until it ends
};

struct KeptKey
{
    QByteArray key;
    KeyPlace place = KeyPlace::Memory;
};

enum class KeyFileState { None, Locked, Open };

// The keys of the window: what was entered or found, held in memory, and kept where somebody chose; never anywhere by
// itself. Lives in the window's thread; asking never waits.
class Secrets : public QObject
{
    Q_OBJECT

public:
    explicit Secrets(JobRunner &runner, QString keyFile = KeyFile::standardPath(), QObject *parent = nullptr);
    ~Secrets() override;

    [[nodiscard]] std::optional<KeptKey> find(const QString &name) const;
    // Asks the keychain, once for each name; changed() tells that it answered.
    void look(const QString &name);
    // Whether the keychain has answered about it.
    [[nodiscard]] bool wasAsked(const QString &name) const { return m_asked.contains(name); }

    // Known from now on; where it could not be kept in its place it is held in memory, and failed() says so. Places it
    // had before forget it. `File` wants the key file open.
    void keep(const QString &name, const QByteArray &key, KeyPlace place);
    void forget(const QString &name);

    // Whether the keychain answered when it was last asked; nothing where it was not asked yet.
    [[nodiscard]] std::optional<bool> hasKeychain() const { return m_hasKeychain; }

    [[nodiscard]] KeyFileState fileState() const;
    [[nodiscard]] const QString &filePath() const { return m_path; }
    // Opens the key file, or makes one; unlocked() or failed() follows.
    void unlock(const QByteArray &passphrase);

Q_SIGNALS:
    void changed();
    void unlocked();
    void failed(const perennial::Error &error);

private:
    struct OpenFile;
    using FileWork = std::function<Result<void>(std::optional<KeyFile> &)>;

    void workOnFile(const QString &title, FileWork work, std::function<void(const Result<void> &)> done);
    void keepInKeychain(const QString &name, const QByteArray &key);
    void keepInFile(const QString &name, const QByteArray &key);
    void forgetInKeychain(const QString &name);
    void forgetInFile(const QString &name);
    void holdInMemory(const QString &name, const Error &why);

    JobRunner &m_runner;
    QString m_path;
    std::shared_ptr<OpenFile> m_file; // jobs that are under way hold it too
    std::map<QString, KeptKey> m_keys;
    KeyMap m_fileKeys; // of the open file
    bool m_isFileOpen = false;
    QSet<QString> m_asked;
    std::optional<bool> m_hasKeychain;
};

} // namespace perennial
