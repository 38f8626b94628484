// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/formeraddresses.h"

#include "core/audience/memberreader.h"
#include "core/connect/outbox/toldaddresses.h"
#include "core/store/store.h"

#include <algorithm>

namespace perennial {

namespace {

bool concerns(const Destination &destination)
{
    const bool isState = destination.way == DeliveryWay::Profiles || destination.way == DeliveryWay::List ||
                         destination.way == DeliveryWay::Property;
    // Only where whoever stays is told anew in the same run, whether the platform knows the new address or not.
    const bool tellsAnew = destination.mode == SyncMode::Mirror ||
                           (destination.mode == SyncMode::Upsert && destination.leavers == Leavers::TakeOut);
    return isState && tellsAnew && destination.kind != DestinationKind::Folder;
}

// As they are told of today.
Result<std::map<qint64, ToldAddress>> addressesToday(const PlanGround &ground, ExportChannel channel,
                                                     const ToldAddresses &told)
{
    std::map<qint64, ToldAddress> today;
    auto reader = MemberReader::make(ground.store, {}, {ground.asOf, ground.asOf});
    if (!reader)
        return failure(reader.error());
    for (const auto &[id, addresses] : told) {
        const auto member = reader->read({id});
        if (!member)
            return failure(member.error());
        ToldAddress &address = today[id];
        if (member->emailReachable && channel != ExportChannel::Sms)
            address.email = member->email;
        if (channel != ExportChannel::Email)
            address.phone = member->phone;
    }
    return today;
}

} // namespace

Result<void> addFormerAddresses(const PlanGround &ground, const SavedDestination &destination, AudiencePlan &plan)
{
    const Destination &asked = destination.destination;
    if (!concerns(asked))
        return {};
    std::vector<ProfileId> people;
    std::ranges::merge(plan.difference.stays, plan.difference.leaves, std::back_inserter(people));
    const auto told = toldBefore(ground.store, destination.id, people);
    if (!told)
        return failure(told.error());
    const auto today = addressesToday(ground, asked.channel, *told);
    if (!today)
        return failure(today.error());
    std::vector<ProfileId> &takeOuts = plan.people.takeOuts;
    const size_t leavers = takeOuts.size();
    for (const auto &[id, addresses] : *told) {
        const bool leaves = std::ranges::binary_search(plan.difference.leaves, ProfileId{id});
        const size_t rows = leaves ? addresses.size() - 1 : formerOf(addresses, today->at(id)).size();
        takeOuts.insert(takeOuts.end(), rows, ProfileId{id});
    }
    plan.formerAddresses = static_cast<qint64>(takeOuts.size() - leavers);
    std::ranges::sort(takeOuts);
    return {};
}

} // namespace perennial
