// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlinewords.h"

#include "ui/segment/page/segmentlistmodel.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace perennial::linewords {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(SegmentList)
};

QString useWord(UseKind kind)
{
    switch (kind) {
    case UseKind::Exported:
        return Text::tr("exported");
    case UseKind::Frozen:
        return Text::tr("made a list");
    case UseKind::Unknown:
        break;
    }
    return {};
}

QString signedText(bool isMore, const QString &amount)
{
    return isMore ? u'+' + amount : QStringLiteral("−") + amount;
}

} // namespace

QString trend(const SizeHistory &history)
{
    const qint64 change = history.change();
    if (change == 0)
        return Text::tr("no change");
    const QString arrow = change > 0 ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
    return arrow + signedText(change > 0, format::count(std::abs(change)));
}

QString trendShare(const SizeHistory &history)
{
    const auto share = history.changedShare();
    if (!share || *share == 0)
        return {};
    return signedText(*share > 0, format::share(std::abs(*share)));
}

QString trendSpoken(const SizeHistory &history)
{
    const qint64 change = history.change();
    if (change == 0)
        return Text::tr("As many as 30 days ago");
    const QString words = change > 0 ? Text::tr("%1 more than 30 days ago") : Text::tr("%1 fewer than 30 days ago");
    const QString spoken = words.arg(format::count(std::abs(change)));
    const QString share = trendShare(history);
    return share.isEmpty() ? spoken : Text::tr("%1, %2", "312 more than 30 days ago, +4 %").arg(spoken, share);
}

QString used(const SegmentLine &line)
{
    if (line.use)
        return format::ago(line.use->at, Instant::now());
    return line.users.isEmpty() ? QString() : Text::tr("in use");
}

QString usedFor(const SegmentLine &line)
{
    if (line.use)
        return useWord(line.use->kind);
    if (line.users.isEmpty())
        return {};
    return line.users.size() == 1 ? Text::tr("by %1").arg(line.users.front())
                                  : Text::tr("by %1 others").arg(format::count(line.users.size()));
}

QString usedSpoken(const SegmentLine &line)
{
    QStringList spoken;
    if (line.use && line.use->kind == UseKind::Exported)
        spoken.append(Text::tr("Last exported %1, as %2", "3 h ago, a layout").arg(used(line), line.use->what));
    else if (line.use && line.use->kind == UseKind::Frozen)
        spoken.append(Text::tr("Last made a list %1: “%2”", "3 h ago, a list").arg(used(line), line.use->what));
    else if (line.use)
        spoken.append(Text::tr("Last used %1", "3 h ago").arg(used(line)));
    if (!line.users.isEmpty())
        spoken.append(Text::tr("Asked for by “%1”").arg(line.users.join(Text::tr("”, “"))));
    return spoken.isEmpty() ? Text::tr("Never exported, made a list, or asked for by another segment")
                            : spoken.join(QStringLiteral(". "));
}

QString peopleSpoken(const SegmentLine &line)
{
    if (!line.tally.members)
        return line.tally.problem.isEmpty() ? Text::tr("Not counted yet") : line.tally.problem;
    const QString people =
        *line.tally.members == 1 ? Text::tr("1 person") : Text::tr("%1 people").arg(format::count(*line.tally.members));
    if (line.tally.people == 0)
        return people;
    const double share = double(*line.tally.members) / double(line.tally.people);
    return Text::tr("%1, %2 of everybody", "1,204 people, 1.2 %").arg(people, format::share(share));
}

QString tagsSpoken(const SegmentLine &line)
{
    return line.tags.isEmpty() ? Text::tr("No tags") : line.tags.join(Text::tr(", "));
}

} // namespace perennial::linewords
