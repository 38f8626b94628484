// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/schedule/timerfile.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// One word of ExecStart: quoted; % and $ are systemd's own.
QString systemdWord(QString word)
{
    word.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    word.replace(u'%', QStringLiteral("%%")).replace(u'$', QStringLiteral("$$"));
    return u'"' + word + u'"';
}

// The words, each made one of its own by `quoted`, with `between` before each.
QString joined(const QStringList &words, const QString &between, QString (*quoted)(QString))
{
    QString text;
    for (const QString &word : words)
        text += between + quoted(word);
    return text;
}

QString plistWord(QString word)
{
    return QStringLiteral("    <string>%1</string>\n").arg(word.toHtmlEscaped());
}

QString taskWord(QString word)
{
    return QStringLiteral("&quot;%1&quot;").arg(word.toHtmlEscaped());
}

std::vector<TimerFile> systemdFiles(const TimerAsk &ask)
{
    const QString service =
        QStringLiteral("[Unit]\n"
                       "Description=Sends the audiences of Perennial that are due\n\n"
                       "[Service]\n"
                       "Type=oneshot\n"
                       "ExecStart=%1 sync --due --store %2%3\n")
            .arg(systemdWord(ask.program), systemdWord(ask.store), joined(ask.more, QStringLiteral(" "), systemdWord));
    const QString timer = QStringLiteral("[Unit]\n"
                                         "Description=Looks for audiences of Perennial that are due\n\n"
                                         "[Timer]\n"
                                         "OnCalendar=*:0/%1\n"
                                         "Persistent=true\n\n"
                                         "[Install]\n"
                                         "WantedBy=timers.target\n")
                              .arg(ask.minutes);
    return {{QStringLiteral("perennial-sync.service"), service.toUtf8()},
            {QStringLiteral("perennial-sync.timer"), timer.toUtf8()}};
}

std::vector<TimerFile> launchdFiles(const TimerAsk &ask)
{
    const QString text =
        QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "
                       "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n"
                       "<plist version=\"1.0\">\n<dict>\n"
                       "  <key>Label</key><string>perennial.sync</string>\n"
                       "  <key>ProgramArguments</key>\n  <array>\n"
                       "    <string>%1</string>\n    <string>sync</string>\n"
                       "    <string>--due</string>\n    <string>--store</string>\n"
                       "%2  </array>\n"
                       "  <key>StartInterval</key><integer>%3</integer>\n"
                       "</dict>\n</plist>\n")
            .arg(ask.program.toHtmlEscaped(), joined(QStringList{ask.store} + ask.more, QString(), plistWord))
            .arg(ask.minutes * 60);
    return {{QStringLiteral("perennial.sync.plist"), text.toUtf8()}};
}

std::vector<TimerFile> taskFiles(const TimerAsk &ask)
{
    const QString text =
        QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                       "<Task version=\"1.2\" "
                       "xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\">\n"
                       "  <Triggers>\n    <TimeTrigger>\n      <Repetition>\n"
                       "        <Interval>PT%3M</Interval>\n      </Repetition>\n"
                       "      <StartBoundary>2026-01-01T00:00:00</StartBoundary>\n"
                       "    </TimeTrigger>\n  </Triggers>\n"
                       "  <Settings>\n"
                       "    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>\n"
                       "    <StartWhenAvailable>true</StartWhenAvailable>\n  </Settings>\n"
                       "  <Actions>\n    <Exec>\n      <Command>%1</Command>\n"
                       "      <Arguments>sync --due --store%2</Arguments>\n"
                       "    </Exec>\n  </Actions>\n</Task>\n")
            .arg(ask.program.toHtmlEscaped(), joined(QStringList{ask.store} + ask.more, QStringLiteral(" "), taskWord))
            .arg(ask.minutes);
    return {{QStringLiteral("perennial-sync.xml"), text.toUtf8()}};
}

} // namespace

std::vector<TimerFile> timerFiles(TimerSystem system, const TimerAsk &ask)
{
    switch (system) {
    case TimerSystem::Systemd:
        return systemdFiles(ask);
    case TimerSystem::Launchd:
        return launchdFiles(ask);
    case TimerSystem::TaskScheduler:
        break;
    }
    return taskFiles(ask);
}

QString timerAdvice(TimerSystem system)
{
    switch (system) {
    case TimerSystem::Systemd:
        return tr("Put both files into ~/.config/systemd/user, then: systemctl --user enable --now "
                  "perennial-sync.timer");
    case TimerSystem::Launchd:
        return tr("Put the file into ~/Library/LaunchAgents, then: launchctl load "
                  "~/Library/LaunchAgents/perennial.sync.plist");
    case TimerSystem::TaskScheduler:
        break;
    }
    return tr("Then: schtasks /create /tn Perennial /xml perennial-sync.xml");
}

} // namespace perennial
