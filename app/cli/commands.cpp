// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"

#include "app/cli/arguments.h"
#include "app/cli/stoponsignal.h"
#include "core/base/caught.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <cstdio>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// A full disk or a closed pipe behind stdout is a failure like any other.
bool write(std::FILE *stream, const QByteArray &text)
{
    const auto size = static_cast<size_t>(text.size());
    return std::fwrite(text.constData(), 1, size, stream) == size && std::fflush(stream) == 0;
}

void note(const QString &text)
{
    write(stderr, text.toUtf8() + '\n');
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

// The parser complains of a missing command where the word for it is unknown; the word says more.
QString wrongUsage(const CLI::App &app, const CLI::ParseError &error)
{
    const std::vector<std::string> unknown = app.remaining(true);
    if (!unknown.empty())
        return tr("There is no such command or option here: %1").arg(QString::fromStdString(unknown.front()));
    return QString::fromStdString(error.what()).trimmed();
}

// A setting of the environment that cannot be followed.
QString environmentNote()
{
    bool isNumber = false;
    const int threads = qEnvironmentVariableIntValue("PERENNIAL_THREADS", &isNumber);
    if (qEnvironmentVariableIsEmpty("PERENNIAL_THREADS") || (isNumber && threads > 0))
        return {};
    return tr("PERENNIAL_THREADS is “%1”, which is no number from 1 to 8; all cores are used.")
        .arg(qEnvironmentVariable("PERENNIAL_THREADS"));
}

int exitCode(ErrorKind kind)
{
    return kind == ErrorKind::Usage ? ExitWrongUsage : ExitFailed;
}

} // namespace

Commands::Commands()
    : m_app(tr("Perennial without its window: imports, segments and audiences of one store.").toStdString(),
            "perennial-cli")
{
    m_app.add_option("--store", m_store, tr("The store file; import and demo create it").toStdString())
        ->type_name("FILE");
    m_app.add_flag("--json", m_common.json, tr("Print one JSON object on stdout and nothing else there").toStdString());
    m_app
        .add_option("--as-of", m_asOf,
                    tr("The moment asked about, ISO 8601 with offset or Z; now unless given (info and profile show: "
                       "all there is)")
                        .toStdString())
        ->type_name("INSTANT");
    m_app.add_flag("--quiet", m_common.quiet, tr("No progress and no notes on stderr").toStdString());
    m_app.set_version_flag("--version", PERENNIAL_VERSION);
    m_app.footer(tr("These options may stand before or after the words of a command.\n"
                    "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done but rows were rejected.")
                     .toStdString());
    m_app.require_subcommand(1);
}

CLI::App &Commands::group(const std::string &name, const QString &description)
{
    CLI::App &word = *m_app.add_subcommand(name, description.toStdString());
    word.require_subcommand(1);
    return word;
}

CLI::App &Commands::command(const std::string &name, const QString &description, Run run)
{
    return command(m_app, name, description, std::move(run));
}

CLI::App &Commands::command(CLI::App &parent, const std::string &name, const QString &description, Run run)
{
    CLI::App &word = *parent.add_subcommand(name, description.toStdString());
    word.footer(tr("Common options: --store, --json, --as-of, --quiet; see perennial-cli --help.").toStdString());
    word.parse_complete_callback([this, &word, run = std::move(run)] {
        if (word.get_subcommands().empty())
            m_chosen = run;
    });
    return word;
}

Result<void> Commands::parse(const QStringList &arguments)
{
    std::vector<std::string> words;
    for (const QString &word : commonOptionsFirst(arguments))
        words.insert(words.begin(), word.toStdString());
    m_common.json = arguments.contains(QLatin1String("--json"));
    try {
        m_app.parse(std::move(words));
    } catch (const CLI::CallForVersion &) {
        const QString version = QStringLiteral(PERENNIAL_VERSION);
        m_exit = print(Answer{.json = {{"version", version}}, .text = version + QLatin1Char('\n'), .notes = {}});
        return {};
    } catch (const CLI::Success &wanted) {
        m_exit = m_app.exit(wanted); // help or version, printed
        return {};
    } catch (const CLI::ParseError &error) {
        return failure(ErrorKind::Usage, wrongUsage(m_app, error));
    }
    m_common.store = QString::fromStdString(m_store);
    m_common.asOf = Instant::fromIso(QString::fromStdString(m_asOf));
    if (!m_asOf.empty() && !m_common.asOf)
        return failure(ErrorKind::Usage, tr("--as-of wants an instant with offset or Z, such as 2026-11-01T00:00:00Z."),
                       QString::fromStdString(m_asOf));
    return {};
}

Result<Answer> Commands::answer()
{
    if (!m_chosen)
        return failure(ErrorKind::Usage, tr("No command was named."));
    const StopOnSignal interrupt; // while the command works; what it printed may be cut off
    m_common.stop = interrupt.token();
    try {
        return m_chosen(m_common);
    } catch (const std::exception &) {
        return failure(errorInFlight());
    }
}

int Commands::run(const QStringList &arguments)
{
    if (const auto parsed = parse(arguments); !parsed)
        return print(parsed.error());
    if (m_exit)
        return *m_exit;
    if (const QString text = environmentNote(); !text.isEmpty() && !m_common.quiet)
        note(text);
    const auto answered = answer();
    return answered ? print(*answered) : print(answered.error());
}

int Commands::print(const Answer &answer) const
{
    for (const QString &text : answer.notes)
        if (!m_common.quiet)
            note(text);
    if (write(stdout, m_common.json ? jsonLine(answer.json) : answer.text.toUtf8()))
        return answer.exitCode;
    note(tr("perennial-cli: the answer could not be written to the standard output."));
    return ExitFailed;
}

int Commands::print(const Error &error) const
{
    if (m_common.json) {
        const QJsonObject object{
            {"kind", errorKindName(error.kind)}, {"message", error.message}, {"where", error.where}};
        write(stdout, jsonLine({{"error", object}}));
        return exitCode(error.kind);
    }
    const QString place = error.where.isEmpty() ? QString() : error.where + QLatin1String(": ");
    note(QLatin1String("perennial-cli: ") + place + error.message);
    if (error.kind == ErrorKind::Usage)
        note(tr("Run with --help for what can be asked."));
    return exitCode(error.kind);
}

} // namespace perennial
