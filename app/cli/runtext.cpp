// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/runtext.h"

#include "app/cli/texttable.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString textOf(const PushRun &run)
{
    TextTable table({tr("Run %1 to “%2”").arg(run.id.value).arg(run.destination.name), QStringLiteral(">")});
    const auto add = [&](const QString &what, qint64 count) { table.add({what, QString::number(count)}); };
    add(tr("Come"), run.joins);
    add(tr("Stay"), run.stays);
    add(tr("Leave"), run.leaves);
    add(tr("Sent"), run.sent);
    if (run.unchanged > 0)
        add(tr("Unchanged since they were sent"), run.unchanged);
    for (const auto &[reason, count] : run.skipped)
        add(tr("Skipped: %1").arg(skipText(reason)), count);
    add(tr("Failed"), run.failed);
    add(tr("Requests"), run.requests);
    return table.toText();
}

} // namespace

QJsonObject runJson(const PushRun &run)
{
    QJsonObject skipped;
    for (const auto &[reason, count] : run.skipped)
        skipped.insert(reason, count);
    return {{"run", run.id.value},
            {"destination", run.destination.name},
            {"state", enumId(run.state)},
            {"started", run.started.toIso()},
            {"finished", run.finished ? QJsonValue(run.finished->toIso()) : QJsonValue()},
            {"joins", run.joins},
            {"stays", run.stays},
            {"leaves", run.leaves},
            {"sent", run.sent},
            {"unchanged", run.unchanged},
            {"failed", run.failed},
            {"skipped", skipped},
            {"requests", run.requests},
            {"repeats", run.repeats},
            {"retry_of", run.retryOf ? QJsonValue(run.retryOf->value) : QJsonValue()}};
}

Result<Answer> answerOf(const PushRun &run)
{
    switch (run.state) {
    case RunState::Waiting:
        return failure(ErrorKind::Refused,
                       tr("%1 Nothing was sent. Look at it with audience dry-run, then add --yes.").arg(run.reason),
                       run.destination.name);
    case RunState::Failed:
        return failure(
            ErrorKind::Refused,
            tr("%1 Run %2 sent %3 so far and goes on where it stood.").arg(run.reason).arg(run.id.value).arg(run.sent),
            run.destination.name);
    case RunState::Paused:
        return stopped();
    case RunState::Running:
    case RunState::Done:
    case RunState::Cancelled:
        break;
    }
    return Answer{.json = runJson(run),
                  .text = textOf(run),
                  .notes = {},
                  .exitCode = run.failed > 0 ? ExitRowsRejected : ExitDone};
}

QJsonObject heldBackJson(const AudiencePlan &plan)
{
    std::map<QString, qint64> counts;
    for (const HeldBack &reason : plan.heldBack)
        counts[enumId(reason.kind)] += static_cast<qint64>(reason.people.size());
    QJsonObject json;
    for (const auto &[reason, count] : counts) {
        if (count > 0)
            json.insert(reason, count);
    }
    return json;
}

} // namespace perennial
