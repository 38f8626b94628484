// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/connect/destination/destination.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace perennial {

class Store;

// What a platform was told somebody by; one of them may be empty.
struct ToldAddress
{
    std::string email;
    std::string phone;

    friend bool operator==(const ToldAddress &, const ToldAddress &) = default;
};

// By a person's id: newest first, several where people were merged who had been told of apart.
using ToldAddresses = std::map<qint64, std::vector<ToldAddress>>;

// Of what was told, what is not theirs today.
[[nodiscard]] std::vector<ToldAddress> formerOf(const std::vector<ToldAddress> &told, const ToldAddress &today);

// Of those of `people` (ascending) who got an address, or whom somebody was merged into, since the destination's last
// run that was done: what it was told they are reached by, as far as that was not taken out since,
// and is nobody else's by now. Everybody else still
// is who they were. What those runs kept is read, so nothing is read where nobody changed.
[[nodiscard]] Result<ToldAddresses> toldBefore(const Store &store, DestinationId destination,
                                               std::span<const ProfileId> people);

} // namespace perennial
