// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secretsource.h"

#include "core/secrets/keychain.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <cstdio>
#include <termios.h>
#include <unistd.h>

namespace perennial {

namespace {

constexpr qint64 LargestSecret = 16 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

Result<QByteArray> fromFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::NotFound, tr("The file with the key cannot be read: %1.").arg(file.errorString()),
                       path);
    constexpr auto Others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    if ((file.permissions() & Others) != 0 && file.isSequential() == false)
        return failure(ErrorKind::Refused, tr("Others on this machine may read the file with the key: chmod 600 it."),
                       path);
    const QByteArray secret = file.read(LargestSecret).trimmed();
    if (secret.isEmpty())
        return failure(ErrorKind::Invalid, tr("The file with the key is empty."), path);
    return secret;
}

// A terminal that does not show what is typed, until this goes.
class Unseen
{
public:
    Unseen()
    {
        m_isSet = tcgetattr(STDIN_FILENO, &m_before) == 0;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        if (m_isSet)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    Unseen(const Unseen &) = delete;
    Unseen &operator=(const Unseen &) = delete;
    ~Unseen()
    {
        if (m_isSet)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        std::fputc('\n', stderr);
    }

private:
    termios m_before{};
    bool m_isSet = false;
};

bool hasTerminal()
{
    return isatty(STDIN_FILENO) != 0;
}

QByteArray fromTerminal(const QString &question)
{
    std::fputs(qUtf8Printable(question + QLatin1String(": ")), stderr);
    const Unseen unseen;
    std::array<char, LargestSecret> line{};
    if (!std::fgets(line.data(), static_cast<int>(line.size()), stdin))
        return {};
    WipedBytes typed(line.size());
    std::copy(line.begin(), line.end(), typed.data());
    line.fill('\0');
    return QByteArray(typed.view().constData()).trimmed();
}

std::string textOf(const char *text)
{
    return tr(text).toStdString();
}

} // namespace

QString KeyWords::keyFilePath() const
{
    return keyFile.empty() ? KeyFile::standardPath() : QString::fromStdString(keyFile);
}

CLI::Option *addSecretFile(CLI::App &command, KeyWords &words)
{
    addKeyFile(command, words);
    return command
        .add_option("--secret-file", words.secretFile,
                    textOf("A file that holds the destination's key, readable by you alone; looked for in the "
                           "keychain and the key file otherwise, then asked on the terminal"))
        ->type_name("F");
}

void addKeyFile(CLI::App &command, KeyWords &words)
{
    command
        .add_option("--key-file", words.keyFile,
                    textOf("The file of keys under a passphrase; the standard one otherwise"))
        ->type_name("F");
    command
        .add_option("--passphrase-file", words.passphraseFile,
                    textOf("A file that holds the key file's passphrase, readable by you alone; asked on the "
                           "terminal otherwise"))
        ->type_name("F");
}

Result<QByteArray> KeyFinder::find(const WantedKey &wanted, const std::string &secretFile)
{
    if (wanted.name.isEmpty())
        return QByteArray();
    if (!secretFile.empty())
        return fromFile(QString::fromStdString(secretFile));
    if (const auto kept = readFromKeychainNow(wanted.name, KeychainPatienceMs); kept && *kept)
        return **kept;
    if (const auto file = openFile()) {
        const KeyMap &keys = (*file)->keys();
        if (const auto found = keys.find(wanted.name); found != keys.end())
            return found->second;
    } else if (file.error().kind != ErrorKind::NotFound) {
        return failure(file.error());
    }
    return entered(wanted);
}

Result<QByteArray> KeyFinder::entered(const WantedKey &wanted) const
{
    if (!m_words.secretFile.empty())
        return fromFile(QString::fromStdString(m_words.secretFile));
    const QByteArray secret = hasTerminal() ? fromTerminal(wanted.question) : QByteArray();
    if (secret.isEmpty())
        return failure(ErrorKind::Refused,
                       tr("%1 is not known here. Keep it once by key keep, hand it over by --secret-file, or run this "
                          "on a terminal.")
                           .arg(wanted.question));
    return secret;
}

Result<QByteArray> KeyFinder::passphrase() const
{
    if (!m_words.passphraseFile.empty())
        return fromFile(QString::fromStdString(m_words.passphraseFile));
    if (hasTerminal())
        return fromTerminal(tr("Passphrase of the key file"));
    return failure(ErrorKind::Refused,
                   tr("The key file wants its passphrase. Hand it over by --passphrase-file, or run this on a "
                      "terminal."),
                   m_words.keyFilePath());
}

Result<KeyFile *> KeyFinder::openFile()
{
    if (!m_file) {
        const QString path = m_words.keyFilePath();
        if (!QFile::exists(path))
            return failure(ErrorKind::NotFound, tr("There is no key file."), path);
        const auto words = passphrase();
        m_file = words ? KeyFile::open(path, *words) : Result<KeyFile>(failure(words.error()));
    }
    return *m_file ? Result<KeyFile *>(&**m_file) : failure(m_file->error());
}

Result<KeyFile *> KeyFinder::openOrMakeFile()
{
    auto file = openFile();
    if (file || file.error().kind != ErrorKind::NotFound)
        return file;
    const auto words = newPassphrase(m_words.passphraseFile);
    if (!words)
        return failure(words.error());
    m_file = KeyFile::create(m_words.keyFilePath(), *words);
    return *m_file ? Result<KeyFile *>(&**m_file) : failure(m_file->error());
}

Result<QByteArray> KeyFinder::newPassphrase(const std::string &file)
{
    if (!file.empty())
        return fromFile(QString::fromStdString(file));
    if (!hasTerminal())
        return failure(ErrorKind::Refused, tr("A new passphrase is asked on a terminal, or read from a file."));
    QByteArray once = fromTerminal(tr("New passphrase, %1 characters at least").arg(KeyFile::ShortestPassphrase));
    if (once != fromTerminal(tr("The same again")))
        return failure(ErrorKind::Invalid, tr("The two passphrases differ."));
    return once;
}

} // namespace perennial
