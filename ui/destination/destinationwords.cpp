// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/destination/destinationwords.h"

#include "core/connect/destination/destinationkinds.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

QString stateText(const PushRun &run)
{
    switch (run.state) {
    case RunState::Waiting:
        return tr("Waits for a yes");
    case RunState::Running:
        return tr("Not finished");
    case RunState::Paused:
        return tr("Paused");
    case RunState::Done:
        return run.failed > 0 ? tr("Done, some rows failed") : tr("Done");
    case RunState::Failed:
        return tr("Failed");
    case RunState::Cancelled:
        return tr("Cancelled");
    }
    return {};
}

Ink stateInk(const PushRun &run)
{
    switch (run.state) {
    case RunState::Done:
        return run.failed > 0 ? Ink::Warn : Ink::Ok;
    case RunState::Failed:
        return Ink::Danger;
    case RunState::Waiting:
    case RunState::Running:
    case RunState::Paused:
        return Ink::Warn;
    case RunState::Cancelled:
        break;
    }
    return Ink::Muted;
}

QString outcomeText(const PushRun &run)
{
    if (run.failed > 0)
        return tr("Sent %1 people; %2 failed. The run's rows say why.")
            .arg(format::count(run.sent), format::count(run.failed));
    if (run.sent == 0)
        return tr("Nothing had to be sent: everybody is there already, unchanged.");
    return run.sent == 1 ? tr("Sent 1 person.") : tr("Sent %1 people.").arg(format::count(run.sent));
}

QString rowStateText(RowState state, RowOp op)
{
    switch (state) {
    case RowState::Sent:
        return op == RowOp::Add ? tr("Sent") : tr("Taken out");
    case RowState::Failed:
        return tr("Failed");
    case RowState::Skipped:
        return tr("Skipped");
    case RowState::Open:
        return tr("Not known yet");
    }
    return {};
}

QString describe(const Destination &destination)
{
    const WayInfo *way = wayInfo(destination.kind, destination.way);
    const QString platform = kindInfo(destination.kind).title;
    return tr("%1 · %2 · “%3” · %4")
        .arg(destination.sandbox ? tr("Sandbox of %1").arg(platform) : platform,
             way ? way->title : enumId(destination.way), destination.source.name, modeTitle(destination.mode));
}

} // namespace perennial
