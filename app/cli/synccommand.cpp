// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/destinationsource.h"
#include "app/cli/openstore.h"
#include "app/cli/runtext.h"
#include "app/cli/texttable.h"
#include "core/base/atomicfile.h"
#include "core/connect/outbox/runalerts.h"
#include "core/connect/schedule/timerfile.h"
#include "core/connect/sync/due.h"
#include "core/connect/sync/rundestination.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct SyncWords
{
    bool isDue = false;
    bool isAll = false;
    std::vector<std::string> secretFiles; // NAME=FILE
    KeyWords keys;
    std::string timer; // systemd, launchd, windows
    std::string out = ".";
};

Result<std::vector<DueDestination>> toRun(const CommonOptions &options, const SyncWords &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    if (words.isDue)
        return dueDestinations(*store, Instant::now());
    const auto all = DestinationShelf(*store).list();
    if (!all)
        return failure(all.error());
    std::vector<DueDestination> destinations;
    for (const SavedDestination &saved : *all) {
        if (!saved.destination.paused)
            destinations.push_back({saved, std::nullopt, 0});
    }
    return destinations;
}

std::string secretFileOf(const SyncWords &words, const QString &name)
{
    const std::string start = name.toStdString() + '=';
    for (const std::string &word : words.secretFiles) {
        if (word.starts_with(start))
            return word.substr(start.size());
    }
    return {};
}

Result<PushRun> runOne(const CommonOptions &options, const SyncWords &words, KeyFinder &keys, const DueDestination &one)
{
    RunOrder order;
    order.due = one.due;
    return runNow(options, one.saved, keys, secretFileOf(words, one.saved.destination.name), std::move(order));
}

// What came of each; a destination that could not be sent holds up no other.
class SyncAnswer
{
public:
    SyncAnswer()
        : m_table({tr("Destination"), tr("State"), tr(">Sent"), tr(">Failed")})
    {
    }

    void add(const DueDestination &one, const Result<PushRun> &run)
    {
        const QString &name = one.saved.destination.name;
        const QString state = run ? enumId(run->state) : QStringLiteral("failed");
        m_runs.append(QJsonObject{{"destination", name},
                                  {"state", state},
                                  {"sent", run ? run->sent : 0},
                                  {"failed", run ? run->failed : 0},
                                  {"missed", one.missed}});
        m_table.add({name, state, QString::number(run ? run->sent : 0), QString::number(run ? run->failed : 0)});
        if (const QString why = run ? run->reason : run.error().message; !why.isEmpty())
            m_notes.append(QStringLiteral("%1: %2").arg(name, why));
        if (one.missed > 0)
            m_notes.append(tr("%1: %2 earlier times were missed; this run stands for them.").arg(name).arg(one.missed));
        m_couldNot |= !run || run->state == RunState::Failed || run->state == RunState::Waiting;
        m_hasFailedRows |= run && run->failed > 0;
    }

    [[nodiscard]] Answer toAnswer() const
    {
        const QString text = m_runs.isEmpty() ? tr("Nothing is due.\n") : m_table.toText();
        return {.json = {{"runs", m_runs}},
                .text = text,
                .notes = m_notes,
                .exitCode = m_couldNot        ? ExitFailed
                            : m_hasFailedRows ? ExitRowsRejected
                                              : ExitDone};
    }

private:
    QJsonArray m_runs;
    TextTable m_table;
    QStringList m_notes;
    bool m_couldNot = false;
    bool m_hasFailedRows = false;
};

// Where the timer's command finds the key file and its passphrase.
QStringList keyWords(const KeyWords &words)
{
    QStringList more;
    const auto name = [&](const char *option, const std::string &path) {
        if (!path.empty())
            more += {QLatin1String(option), QFileInfo(QString::fromStdString(path)).absoluteFilePath()};
    };
    name("--key-file", words.keyFile);
    name("--passphrase-file", words.passphraseFile);
    return more;
}

Result<Answer> writeTimer(const CommonOptions &options, const SyncWords &words)
{
    const auto store = storePath(options);
    if (!store)
        return failure(store.error());
    const TimerSystem system = words.timer == "launchd"   ? TimerSystem::Launchd
                               : words.timer == "windows" ? TimerSystem::TaskScheduler
                                                          : TimerSystem::Systemd;
    const QDir folder(QString::fromStdString(words.out));
    QJsonArray files;
    const TimerAsk ask{.program = QCoreApplication::applicationFilePath(),
                       .store = QFileInfo(*store).absoluteFilePath(),
                       .more = keyWords(words.keys)};
    for (const TimerFile &made : timerFiles(system, ask)) {
        const QString path = folder.filePath(made.name);
        auto file = AtomicFile::open(path);
        if (!file)
            return failure(file.error());
        const auto written = file->write({made.text.constData(), static_cast<size_t>(made.text.size())}).and_then([&] {
            return file->commit();
        });
        if (!written)
            return failure(written.error());
        files.append(path);
    }
    QString text;
    for (const QJsonValue &path : std::as_const(files))
        text += tr("Wrote %1\n").arg(path.toString());
    return Answer{.json = {{"files", files}}, .text = text + timerAdvice(system) + u'\n', .notes = {}};
}

Result<Answer> sync(const CommonOptions &options, const SyncWords &words)
{
    if (!words.timer.empty())
        return writeTimer(options, words);
    if (words.isDue == words.isAll)
        return failure(ErrorKind::Usage, tr("Say --due or --all."));
    const auto destinations = toRun(options, words);
    if (!destinations)
        return failure(destinations.error());
    SyncAnswer answer;
    KeyFinder keys(words.keys);
    for (const DueDestination &one : *destinations) {
        if (options.stop.stop_requested())
            return stopped();
        answer.add(one, runOne(options, words, keys, one));
    }
    Answer told = answer.toAnswer();
    auto store = openToRead(options);
    const auto alerts = store ? readAlerts(*store) : failure(store.error());
    if (!alerts)
        return failure(alerts.error());
    for (const RunAlert &alert : *alerts)
        told.notes.append(QStringLiteral("%1: %2").arg(alert.destination, alert.text));
    told.notes.removeDuplicates();
    return told;
}

} // namespace

void addSync(Commands &commands)
{
    const auto words = std::make_shared<SyncWords>();
    CLI::App &command = commands.command("sync", tr("Send what is due by the schedules of the destinations, or all"),
                                         [words](const CommonOptions &options) { return sync(options, *words); });
    command.add_flag("--due", words->isDue, tr("Destinations whose time has come").toStdString());
    command.add_flag("--all", words->isAll, tr("All destinations that are not paused").toStdString());
    command
        .add_option(
            "--secret-file", words->secretFiles,
            tr("NAME=FILE: the key of a destination, in a file readable by you alone; once for each").toStdString())
        ->type_name("NAME=F");
    addKeyFile(command, words->keys);
    command
        .add_option("--timer", words->timer,
                    tr("Write the files that run sync --due by themselves: systemd, launchd or windows").toStdString())
        ->check(CLI::IsMember({"systemd", "launchd", "windows"}))
        ->type_name("S");
    command.add_option("--out", words->out, tr("The folder for the timer's files").toStdString())
        ->type_name("DIR")
        ->capture_default_str();
}

} // namespace perennial
