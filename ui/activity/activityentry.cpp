// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activityentry.h"

#include "core/connect/outbox/neversent.h"
#include "core/job/job.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace perennial {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(perennial::ActivityEntry)
};

ActivityEntry entryOfImport(const ActivityRecord &record)
{
    QStringList parts{Text::tr("%1 rows").arg(format::count(record.rows)),
                      Text::tr("%1 stored").arg(format::count(record.stored))};
    if (record.rejected > 0)
        parts << Text::tr("%1 set aside").arg(format::count(record.rejected));
    return {.kind = ActivityEntry::Kind::Import,
            .id = record.id,
            .at = record.at,
            .iconName = record.rejected > 0 ? QStringLiteral("warning") : QStringLiteral("download"),
            .ink = record.rejected > 0 ? Ink::Warn : Ink::Accent,
            .title = Text::tr("Imported %1").arg(QFileInfo(record.name).fileName()),
            .detail = parts.join(QStringLiteral(" · "))};
}

ActivityEntry entryOfExport(const ActivityRecord &record)
{
    return {.kind = ActivityEntry::Kind::Export,
            .id = record.id,
            .at = record.at,
            .iconName = QStringLiteral("export"),
            .ink = Ink::Accent,
            .title = Text::tr("Exported %1").arg(record.name),
            .detail = Text::tr("%1 people, layout %2, to %3")
                          .arg(format::count(record.rows), record.note, QFileInfo(record.path).fileName())};
}

ActivityEntry entryOfPush(const ActivityRecord &record)
{
    const bool isDone = record.note == QLatin1String("done");
    const bool hasFailed = record.note == QLatin1String("failed");
    QStringList parts{Text::tr("%1 sent").arg(format::count(record.rows))};
    if (record.rejected > 0)
        parts << Text::tr("%1 failed").arg(format::count(record.rejected));
    if (!isDone && !record.path.isEmpty())
        parts << record.path;
    const bool isWell = isDone && record.rejected == 0;
    return {.kind = ActivityEntry::Kind::Push,
            .id = record.id,
            .at = record.at,
            .iconName = isWell      ? QStringLiteral("audiences")
                        : hasFailed ? QStringLiteral("danger")
                                    : QStringLiteral("warning"),
            .ink = isWell      ? Ink::Accent
                   : hasFailed ? Ink::Danger
                               : Ink::Warn,
            .title = isDone      ? Text::tr("Sent to %1").arg(record.name)
                     : hasFailed ? Text::tr("Sending to %1 failed").arg(record.name)
                                 : Text::tr("Sending to %1 is not finished").arg(record.name),
            .detail = parts.join(QStringLiteral(" · "))};
}

// Of a change that has words of its own; of any other, what the store wrote down.
ActivityEntry entryOfChange(const ActivityRecord &record)
{
    ActivityEntry entry{.kind = ActivityEntry::Kind::Change,
                        .id = record.id,
                        .at = record.at,
                        .iconName = QStringLiteral("edit"),
                        .ink = Ink::Muted,
                        .title = record.name,
                        .detail = record.note};
    const auto never = neverSentIn(record.note);
    if (record.name != NeverSentChange || !never)
        return entry;
    QStringList names;
    for (const AudienceSource &source : *never)
        names.append(Text::tr("“%1”").arg(source.name));
    entry.title = Text::tr("Changed who is never sent anywhere");
    entry.detail =
        names.isEmpty() ? Text::tr("Nobody any more") : Text::tr("Who is in %1").arg(names.join(QLatin1String(", ")));
    return entry;
}

} // namespace

ActivityEntry entryOf(const ActivityRecord &record)
{
    if (record.kind == ActivityKind::Push)
        return entryOfPush(record);
    if (record.kind == ActivityKind::Import)
        return entryOfImport(record);
    if (record.kind == ActivityKind::Export)
        return entryOfExport(record);
    return entryOfChange(record);
}

ActivityEntry entryOf(const Job &job, Instant at)
{
    ActivityEntry entry{.kind = ActivityEntry::Kind::Job,
                        .id = 0,
                        .at = at,
                        .iconName = QStringLiteral("check"),
                        .ink = Ink::Ok,
                        .title = job.title(),
                        .detail = Text::tr("Done")};
    if (job.state() == JobState::Failed) {
        entry.iconName = QStringLiteral("danger");
        entry.ink = Ink::Danger;
        entry.detail = job.error() ? Text::tr("Failed: %1").arg(job.error()->message) : Text::tr("Failed");
    } else if (!job.isFinished()) {
        entry.iconName = QStringLiteral("clock");
        entry.ink = Ink::Info;
        entry.detail = job.state() == JobState::Queued ? Text::tr("Waiting for its turn") : Text::tr("Running");
    } else if (job.state() == JobState::Stopped) {
        entry.iconName = QStringLiteral("stop");
        entry.ink = Ink::Muted;
        entry.detail = Text::tr("Stopped by you");
    }
    return entry;
}

} // namespace perennial
