// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secretsource.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/sandbox/sandboxhost.h"

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

QByteArray fromTerminal(const QString &question)
{
    std::fputs(qPrintable(question), stderr);
    const Unseen unseen;
    std::array<char, LargestSecret> line{};
    if (!std::fgets(line.data(), static_cast<int>(line.size()), stdin))
        return {};
    QByteArray secret = QByteArray(line.data()).trimmed();
    line.fill('\0');
    return secret;
}

} // namespace

CLI::Option *addSecretFile(CLI::App &command, std::string &path)
{
    return command
        .add_option("--secret-file", path,
                    tr("A file that holds the destination's key, readable by you alone; asked on the terminal "
                       "otherwise")
                        .toStdString())
        ->type_name("F");
}

Result<QByteArray> secretOf(const Destination &destination, const std::string &path)
{
    const KindInfo &kind = kindInfo(destination.kind);
    if (!needsSecret(destination))
        return destination.sandbox ? SandboxHost::key() : QByteArray();
    if (!path.empty())
        return fromFile(QString::fromStdString(path));
    QByteArray secret;
    if (isatty(STDIN_FILENO) != 0)
        secret = fromTerminal(tr("%1 of “%2”: ").arg(kind.secretTitle, destination.name));
    if (secret.isEmpty())
        return failure(ErrorKind::Refused,
                       tr("“%1” needs a key (%2). Hand it over by --secret-file, or run this on a terminal.")
                           .arg(destination.name, kind.secretTitle),
                       destination.name);
    return secret;
}

} // namespace perennial
