// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace perennial {

// What starts a program by itself while the workbench is closed.
enum class TimerSystem { Systemd, Launchd, TaskScheduler };

struct TimerFile
{
    QString name; // "perennial-sync.timer"
    QByteArray text;
};

struct TimerAsk
{
    QString program;    // the whole path of perennial-cli
    QString store;      // the whole path
    int minutes = 5;    // between two looks at what is due
    QStringList more{}; // further words for the command
};

// The files that have `program sync --due --store STORE` run every so many minutes; they hold no key, but may name the
// file of a passphrase. Formats:
// systemd.timer(5) and systemd.service(5), launchd.plist(5), Task Scheduler schema 1.2.
[[nodiscard]] std::vector<TimerFile> timerFiles(TimerSystem system, const TimerAsk &ask);
// Where they go and what to type so that they begin, for people.
[[nodiscard]] QString timerAdvice(TimerSystem system);

} // namespace perennial
