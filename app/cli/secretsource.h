// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/secrets/keyfile.h"

#include <CLI/CLI.hpp>

namespace perennial {

// Where a command finds keys. A key or a passphrase is never a word of the command line, which others on the machine
// can read.
struct KeyWords
{
    std::string secretFile;     // the key itself
    std::string keyFile;        // of KeyFile; empty: the standard one
    std::string passphraseFile; // of the key file

    [[nodiscard]] QString keyFilePath() const;
};

// --secret-file, --key-file and --passphrase-file; the last two alone for commands that are not about one key.
CLI::Option *addSecretFile(CLI::App &command, KeyWords &words);
void addKeyFile(CLI::App &command, KeyWords &words);

// A key somebody is asked for.
struct WantedKey
{
    QString name;     // in keychain and key file, see keyName(); empty: none is wanted
    QString question; // "Private API key of “Win-back”"
};

// Finds keys for one run of a command; the key file is opened once at most.
class KeyFinder
{
public:
    explicit KeyFinder(KeyWords words)
        : m_words(std::move(words))
    {
    }

    // The key: of `secretFile`, of the keychain, of the key file, or asked on the terminal, unseen, for this run only.
    // An error where none of these has it, and where others may read the file.
    [[nodiscard]] Result<QByteArray> find(const WantedKey &wanted, const std::string &secretFile);
    [[nodiscard]] Result<QByteArray> find(const WantedKey &wanted) { return find(wanted, m_words.secretFile); }

    // The key as it is entered: of the file, or of the terminal.
    [[nodiscard]] Result<QByteArray> entered(const WantedKey &wanted) const;

    // The key file, opened with its passphrase: of --passphrase-file or asked. NotFound where there is no file,
    // Refused where nobody can be asked.
    [[nodiscard]] Result<KeyFile *> openFile();
    // The same; one is made where there is none.
    [[nodiscard]] Result<KeyFile *> openOrMakeFile();
    // A new passphrase of a file, or asked twice.
    [[nodiscard]] static Result<QByteArray> newPassphrase(const std::string &file);

private:
    [[nodiscard]] Result<QByteArray> passphrase() const;

    KeyWords m_words;
    std::optional<Result<KeyFile>> m_file;
};

// How long a command waits for the keychain: it may have to be unlocked by somebody.
inline constexpr int KeychainPatienceMs = 30'000;

} // namespace perennial
