// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/audienceplan.h"

#include "core/connect/destination/destinationkinds.h"
#include "core/connect/outbox/neversent.h"
#include "core/connect/plan/formeraddresses.h"
#include "core/connect/plan/guards.h"
#include "core/segment/document/readiness.h"
#include "core/segment/evaluate/reach.h"
#include "core/segment/evaluate/segmentengine.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/store.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace perennial {

namespace {

using Kind = HeldBack::Kind;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// More of the people who are there than this may not be taken out unasked, whatever the destination allows.
constexpr double MostRemovedUnasked = 0.3;

QString percent(double share)
{
    return QLocale().toString(share * 100, 'f', share < 0.1 ? 1 : 0);
}

std::vector<ProfileId> idsIn(const ProfileTable &table, const ProfileSet &people)
{
    std::vector<ProfileId> ids;
    people.forEach([&](quint32 index) { ids.push_back(table.idAt(index)); });
    return ids;
}

Result<ProfileSet> evaluated(const PlanGround &ground, const SegmentDoc &doc, const Progress &progress)
{
    const auto plan =
        SegmentEngine::compile(doc, ground.table, ground.asOf, CompileSetting{.stop = progress.stopToken()});
    if (!plan)
        return failure(plan.error());
    auto answer = SegmentEngine::evaluate(*plan, progress);
    return answer ? Result<ProfileSet>(std::move(answer->members)) : failure(answer.error());
}

Result<SegmentDoc> segmentDocument(Store &store, const QString &name)
{
    const auto saved = SegmentShelf(store).find(name);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return failure(ErrorKind::NotFound, tr("The store has no segment named “%1”. Nobody was sent.").arg(name));
    auto doc = SegmentDoc::fromJson((*saved)->document);
    if (doc && !readinessOf(*doc).isFinished())
        return failure(ErrorKind::Invalid,
                       tr("The segment “%1” is unfinished. Finish it before it is sent.").arg(name));
    return doc;
}

Result<SavedList> savedList(Store &store, const QString &name)
{
    const auto saved = ListShelf(store).find(name);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return failure(ErrorKind::NotFound, tr("The store has no list named “%1”. Nobody was sent.").arg(name));
    return **saved;
}

SegmentDoc membersDocument(const SavedList &list)
{
    MembershipCondition inList;
    inList.of = MemberOf::List;
    inList.name = list.name;
    SegmentDoc doc;
    doc.name = list.name;
    doc.root.group()->children.push_back({inList});
    return doc;
}

// As the store has them now: the table may have been read before they were put on it.
Result<ProfileSet> listMembers(const PlanGround &ground, const SavedList &list)
{
    const auto members = ListShelf(ground.store).members(list.id);
    if (!members)
        return failure(members.error());
    ProfileSet people(ground.table->profileCount());
    for (const ProfileId id : *members)
        if (const auto index = ground.table->indexOf(id))
            people.add(*index);
    return people;
}

// Takes people out of the audience one reason after the other.
class Sieve
{
public:
    Sieve(const ProfileTable &table, ProfileSet people, std::vector<HeldBack> &heldBack)
        : m_table(table)
        , m_people(std::move(people))
        , m_heldBack(heldBack)
    {
    }

    void takeOut(Kind kind, const QString &name, const ProfileSet &who)
    {
        ProfileSet out = m_people;
        out &= who;
        m_people.subtract(out);
        m_heldBack.push_back({kind, name, idsIn(m_table, out)});
    }
    void keepOnly(Kind kind, const ProfileSet &who)
    {
        ProfileSet others = who;
        others.complement();
        takeOut(kind, {}, others);
    }
    [[nodiscard]] const ProfileSet &people() const { return m_people; }

private:
    const ProfileTable &m_table;
    ProfileSet m_people;
    std::vector<HeldBack> &m_heldBack;
};

ProfileSet either(const PlanGround &ground, ExportChannel channel, Reach state)
{
    ProfileSet people(ground.table->profileCount());
    if (channel != ExportChannel::Sms)
        people |= peopleWho(*ground.table, Channel::Email, state, ground.asOf);
    if (channel != ExportChannel::Email)
        people |= peopleWho(*ground.table, Channel::Sms, state, ground.asOf);
    return people;
}

ProfileSet identified(const ProfileTable &table, ExportChannel channel)
{
    ProfileSet people(table.profileCount());
    const TableColumns &columns = table.columns();
    if (channel != ExportChannel::Sms)
        people |= columns.haveEmail;
    if (channel != ExportChannel::Email)
        people |= columns.havePhone;
    return people;
}

// Whether who may not be contacted may go: only to be barred there, or to be taken out.
bool asksConsent(const Destination &destination)
{
    return destination.way != DeliveryWay::Suppression && destination.mode != SyncMode::Remove;
}

Result<void> applyExclusions(const PlanGround &ground, const Destination &destination, Sieve &sieve,
                             const Progress &progress)
{
    const auto never = asksConsent(destination) ? neverSent(ground.store) : Result<std::vector<AudienceSource>>();
    if (!never)
        return failure(never.error());
    for (const AudienceSource &source : *never) {
        const auto who = membersOf(ground, source, progress);
        if (!who)
            return failure(who.error().in(tr("Who is never sent anywhere")));
        sieve.takeOut(Kind::NeverSent, source.name, *who);
    }
    for (const AudienceSource &exclusion : destination.exclusions) {
        const auto who = membersOf(ground, exclusion, progress);
        if (!who)
            return failure(who.error());
        sieve.takeOut(Kind::Excluded, exclusion.name, *who);
    }
    return {};
}

Result<void> applyGuards(const PlanGround &ground, const Destination &destination, Sieve &sieve,
                         const Progress &progress)
{
    if (!destination.guardsApply || !asksConsent(destination))
        return {};
    const auto guards = toneGuards();
    if (!guards)
        return failure(guards.error());
    for (const ToneGuard &guard : *guards) {
        const auto who = evaluated(ground, guard.who, progress);
        if (!who)
            return failure(who.error());
        sieve.takeOut(Kind::Guarded, guard.text, *who);
    }
    return {};
}

void applyConsent(const PlanGround &ground, const Destination &destination, Sieve &sieve)
{
    sieve.keepOnly(Kind::NoIdentifier, identified(*ground.table, destination.channel));
    if (!asksConsent(destination))
        return;
    const ProfileSet reachable = either(ground, destination.channel, Reach::CanReceive);
    ProfileSet suppressed = either(ground, destination.channel, Reach::Suppressed);
    suppressed.subtract(reachable);
    sieve.takeOut(Kind::Suppressed, {}, suppressed);
    sieve.keepOnly(Kind::NoConsent, reachable);
}

Result<ProfileSet> audienceOf(const PlanGround &ground, const Destination &destination, AudiencePlan &plan,
                              const Progress &progress);

// Who goes to a destination that comes before this one among those that share people.
Result<void> applyPriority(const PlanGround &ground, const SavedDestination &own, Sieve &sieve,
                           const Progress &progress)
{
    if (own.destination.priority == 0)
        return {};
    auto all = DestinationShelf(ground.store).list();
    if (!all)
        return failure(all.error());
    std::erase_if(*all, [&](const SavedDestination &other) {
        const int rank = other.destination.priority;
        return rank == 0 || rank > own.destination.priority ||
               (rank == own.destination.priority && other.id.value >= own.id.value) || other.id == own.id;
    });
    std::ranges::stable_sort(*all, {}, [](const SavedDestination &other) { return other.destination.priority; });
    for (const SavedDestination &other : *all) {
        AudiencePlan aside;
        const auto theirs = audienceOf(ground, other.destination, aside, progress);
        if (!theirs)
            return failure(theirs.error().in(other.destination.name));
        sieve.takeOut(Kind::LostTo, other.destination.name, *theirs);
    }
    return {};
}

Result<ProfileSet> sieved(const PlanGround &ground, const Destination &destination, const SavedDestination *own,
                          AudiencePlan &plan, const Progress &progress)
{
    auto members = membersOf(ground, destination.source, progress);
    if (!members)
        return failure(members.error());
    plan.members = members->count();
    Sieve sieve(*ground.table, std::move(*members), plan.heldBack);
    if (const auto done = applyExclusions(ground, destination, sieve, progress); !done)
        return failure(done.error());
    if (const auto done = applyGuards(ground, destination, sieve, progress); !done)
        return failure(done.error());
    if (const auto done = own ? applyPriority(ground, *own, sieve, progress) : Result<void>(); !done)
        return failure(done.error());
    applyConsent(ground, destination, sieve);
    return sieve.people();
}

Result<ProfileSet> audienceOf(const PlanGround &ground, const Destination &destination, AudiencePlan &plan,
                              const Progress &progress)
{
    return sieved(ground, destination, nullptr, plan, progress);
}

RunPeople peopleByMode(const Destination &destination, const AudienceDifference &difference)
{
    if (destination.mode == SyncMode::Remove)
        return {difference.joins, {}};
    RunPeople people;
    if (destination.mode == SyncMode::Mirror || destination.leavers == Leavers::TakeOut)
        people.takeOuts = difference.leaves;
    people.adds = difference.joins;
    const bool addsOnly = destination.mode == SyncMode::Append || destination.mode == SyncMode::CreateOnly;
    if (addsOnly)
        return people;
    people.adds.resize(difference.joins.size() + difference.stays.size());
    std::ranges::merge(difference.joins, difference.stays, people.adds.begin());
    return people;
}

double shareOf(size_t part, qint64 whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

QString HeldBack::text() const
{
    switch (kind) {
    case Kind::NeverSent:
        return tr("in “%1”, which is never sent anywhere").arg(name);
    case Kind::Excluded:
        return tr("in “%1”, which is excluded").arg(name);
    case Kind::Guarded:
        return name;
    case Kind::LostTo:
        return tr("go to “%1” instead").arg(name);
    case Kind::NoIdentifier:
        return tr("no address or number that may be used");
    case Kind::Suppressed:
        return tr("suppressed: bounced, complained or asked never to be contacted");
    case Kind::NoConsent:
        return tr("not subscribed");
    }
    return {};
}

double AudiencePlan::changedShare() const
{
    return shareOf(difference.joins.size() + difference.leaves.size(), before);
}

double AudiencePlan::removedShare() const
{
    size_t leaving = 0; // each once, without those who stay under another address
    for (auto one = people.takeOuts.begin(); one != people.takeOuts.end(); ++one) {
        const bool isFirst = one == people.takeOuts.begin() || *std::prev(one) != *one;
        leaving += isFirst && !std::ranges::binary_search(people.adds, *one) ? 1 : 0;
    }
    return shareOf(leaving, before);
}

QString asksFirst(const Destination &destination, const AudiencePlan &plan)
{
    if (plan.before == 0 || destination.mode == SyncMode::Remove)
        return {};
    if (plan.removedShare() > MostRemovedUnasked)
        return tr("This run would take out %1 % of the people who are there.").arg(percent(plan.removedShare()));
    if (plan.changedShare() > destination.askAboveShare)
        return tr("This run would change %1 % of the audience.").arg(percent(plan.changedShare()));
    return {};
}

Result<SegmentDoc> sourceDocument(Store &store, const AudienceSource &source)
{
    if (source.kind == AudienceKind::Segment)
        return segmentDocument(store, source.name);
    const auto list = savedList(store, source.name);
    return list ? Result<SegmentDoc>(membersDocument(*list)) : failure(list.error());
}

Result<ProfileSet> membersOf(const PlanGround &ground, const AudienceSource &source, const Progress &progress)
{
    if (source.kind == AudienceKind::List) {
        const auto list = savedList(ground.store, source.name);
        return list ? listMembers(ground, *list) : failure(list.error());
    }
    const auto doc = segmentDocument(ground.store, source.name);
    return doc ? evaluated(ground, *doc, progress) : failure(doc.error());
}

Result<AudiencePlan> planAudience(const PlanGround &ground, const SavedDestination &destination,
                                  const Progress &progress)
{
    AudiencePlan plan;
    plan.asOf = ground.asOf;
    const auto people = sieved(ground, destination.destination, &destination, plan, progress);
    if (!people)
        return failure(people.error());
    const auto sent = DestinationShelf(ground.store).sentPeople(destination.id);
    if (!sent)
        return failure(sent.error());
    plan.before = static_cast<qint64>(sent->size());
    plan.difference = differenceOf(idsIn(*ground.table, *people), *sent);
    if (destination.destination.mode == SyncMode::Remove)
        plan.difference.leaves.clear();
    plan.people = peopleByMode(destination.destination, plan.difference);
    if (const auto added = addFormerAddresses(ground, destination, plan); !added)
        return failure(added.error());
    return plan;
}

} // namespace perennial
