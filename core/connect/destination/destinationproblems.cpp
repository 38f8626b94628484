// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/destination/destinationkinds.h"
#include "core/connect/destination/fieldtemplate.h"
#include "core/connect/destination/kindproblems.h"
#include "core/connect/schedule/schedule.h"

#include <QCoreApplication>
#include <QSet>

#include <algorithm>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

bool asksFor(const WayInfo &way, const AccountField &field)
{
    return field.required && way.account.contains(field.id);
}

void checkAccount(const Destination &destination, const WayInfo &way, QStringList &problems)
{
    for (const AccountField &field : kindInfo(destination.kind).account) {
        // The stand-in is every server.
        const bool isPlace = field.id == QLatin1String("server") && destination.sandbox;
        if (asksFor(way, field) && !isPlace && destination.account.value(field.id).isEmpty())
            problems.append(tr("%1 is missing. %2").arg(field.title, field.hint));
    }
    for (auto entry = destination.account.begin(); entry != destination.account.end(); ++entry) {
        const auto &known = kindInfo(destination.kind).account;
        if (std::ranges::find(known, entry.key(), &AccountField::id) == known.end())
            problems.append(tr("%1 has no setting named “%2”.").arg(kindInfo(destination.kind).title, entry.key()));
    }
}

void checkMode(const Destination &destination, const WayInfo &way, QStringList &problems)
{
    if (std::ranges::find(way.modes, destination.mode) == way.modes.end())
        problems.append(
            tr("“%1” cannot be done here: %2. Choose another mode.").arg(modeTitle(destination.mode), way.title));
    if (destination.leavers == Leavers::TakeOut && way.takenOut.isEmpty())
        problems.append(tr("Nobody can be taken out here: %1. Keep those who leave.").arg(way.title));
}

void checkFields(const Destination &destination, const WayInfo &way, QStringList &problems)
{
    QSet<QString> seen;
    const auto &known = kindInfo(destination.kind).fields;
    for (const MappedField &field : destination.fields) {
        if (seen.contains(field.target))
            problems.append(tr("The field “%1” is written twice.").arg(field.target));
        seen.insert(field.target);
        if (!way.freeFields && std::ranges::find(known, field.target, &TargetField::name) == known.end())
            problems.append(tr("%1 knows no field “%2”.").arg(kindInfo(destination.kind).title, field.target));
        if (const auto text = FieldTemplate::parse(field.text); !text)
            problems.append(tr("In the field “%1”: %2").arg(field.target, text.error().message));
    }
}

} // namespace

QStringList problemsOf(const Destination &destination)
{
    QStringList problems;
    if (destination.name.trimmed().isEmpty())
        problems.append(tr("The destination has no name."));
    if (destination.source.name.isEmpty())
        problems.append(tr("No segment or list is chosen."));
    const WayInfo *way = wayInfo(destination.kind, destination.way);
    if (!way) {
        problems.append(tr("%1 cannot be used in this way.").arg(kindInfo(destination.kind).title));
        return problems;
    }
    checkAccount(destination, *way, problems);
    checkMode(destination, *way, problems);
    checkFields(destination, *way, problems);
    if (const QString &schedule = destination.schedule; !schedule.isEmpty())
        if (const auto read = Schedule::parse(schedule); !read)
            problems.append(read.error().message);
    checkKind(destination, problems);
    return problems;
}

} // namespace perennial
