// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/instant.h"
#include "core/demo/democatalogue.h"

#include <optional>
#include <string>
#include <vector>

namespace perennial {

class DemoCalendar;

enum class DemoHabit {
    ReaderOnly, // newsletter, never bought
    Browser,    // looks, never bought
    OnceOnly,   // one order
    Regular,    // two to four orders
    Loyal,      // five or more
    Lapsed,     // bought several times, silent for more than 200 days
    Counter,    // buys at the shop's counter and left a phone number only
};

// One invented person and the traits that decide what happens to them.
struct DemoPerson
{
    int number = 0; // from 1
    std::string firstName;
    std::string lastName;
    std::string email; // empty: at the counter
    std::string phone; // E.164, often empty
    const DemoPlace *place = nullptr;
    std::string street;
    Instant joined;
    DemoHabit habit = DemoHabit::Browser;
    bool likesCoffee = true;
    bool likesTrails = true;
    int openPerMille = 0;
    bool discountHunter = false;
    bool givesGifts = false;
    std::optional<Instant> emailSince;
    std::optional<Instant> emailUntil; // unsubscribed
    std::optional<Instant> bounced;
    std::optional<Instant> smsSince;
    std::optional<Instant> birthday;
    int followers = 0; // on social media, 0: not known

    [[nodiscard]] bool readsMailAt(Instant at) const;
    [[nodiscard]] bool buys() const { return habit != DemoHabit::ReaderOnly && habit != DemoHabit::Browser; }
};

constexpr int DemoPeople = 5000;

[[nodiscard]] std::vector<DemoPerson> makeDemoPeople(const DemoCalendar &calendar);

} // namespace perennial
