// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/neversentpeople.h"

#include "core/connect/outbox/neversent.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

Result<std::vector<ProfileId>> neverSentPeople(const PlanGround &ground, const Progress &progress)
{
    const auto sources = neverSent(ground.store);
    if (!sources)
        return failure(sources.error());
    std::vector<ProfileId> people;
    if (sources->empty())
        return people;
    if (!ground.table)
        return failure(ErrorKind::Refused, tr("People are still being read. Try again in a moment."));
    ProfileSet never(ground.table->profileCount());
    for (const AudienceSource &source : *sources) {
        const auto who = membersOf(ground, source, progress);
        if (!who)
            return failure(who.error().in(tr("Who is never sent anywhere")));
        never |= *who;
    }
    never.forEach([&](quint32 index) { people.push_back(ground.table->idAt(index)); });
    return people;
}

} // namespace perennial
