// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demoorder.h"

#include <string_view>
#include <vector>

namespace perennial {

// One row of the demo's events.csv; what a metric has no use for stays empty. The texts live as long as the shop.
struct DemoEvent
{
    Instant at;
    std::string_view metric;
    const DemoOrder *order = nullptr;
    const DemoProduct *product = nullptr;
    std::string_view label = {};
    std::string_view campaign = {};
    std::string_view link = {};
    std::string_view carrier = {};
    std::string_view topic = {};
    std::string_view buysFor = {};
    std::string_view reason = {};
    int value = -1; // cents, -1: none
    int rating = 0;
    int daysLate = 0;
};

// A newsletter of the shop: the same moment for all who read it.
struct DemoMailing
{
    Instant at;
    std::string name;
};

[[nodiscard]] std::vector<DemoMailing> makeDemoMailings(const DemoCalendar &calendar);

// Everything that happens to one person; orders stay where they are, events point at them.
struct DemoLife
{
    const DemoPerson *person = nullptr;
    std::vector<DemoOrder> orders;
    std::vector<DemoEvent> events; // in the order of time
};

[[nodiscard]] DemoLife liveDemoLife(const DemoPerson &person, const DemoCalendar &calendar,
                                    const std::vector<DemoMailing> &mailings);

// The parts of it. Each adds to `life`, some look at what the earlier ones added.
void addBrowsing(DemoLife &life, const DemoCalendar &calendar, Dice &dice);
void addShipping(DemoLife &life, Dice &dice, Instant until);
void addService(DemoLife &life, Dice &dice);
void addMail(DemoLife &life, const DemoCalendar &calendar, const std::vector<DemoMailing> &mailings, Dice &dice);

} // namespace perennial
