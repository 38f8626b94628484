// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demoperson.h"

#include <optional>
#include <string_view>
#include <vector>

namespace perennial {

class Dice;

struct DemoLine
{
    const DemoProduct *product = nullptr;
    int quantity = 1;
};

enum class DemoOrderState { Paid, Pending, Refunded, PartlyRefunded, Cancelled };

// One order as the shop's export tells it; cents throughout.
struct DemoOrder
{
    qint64 id = 0;  // given when all orders are known, in the order of time
    int number = 0; // "#1001"
    const DemoPerson *person = nullptr;
    Instant at;
    std::vector<DemoLine> lines;
    std::string_view code;
    int discount = 0;
    int shipping = 0;
    int tax = 0;
    int refunded = 0;
    DemoOrderState state = DemoOrderState::Paid;
    std::optional<Instant> fulfilled;
    std::optional<Instant> cancelled;
    bool counter = false;
    bool test = false;
    bool gift = false;

    [[nodiscard]] int goods() const;
    [[nodiscard]] int subtotal() const { return goods() - discount; }
    [[nodiscard]] int total() const { return subtotal() + shipping + tax; }
    [[nodiscard]] bool isRevenue() const { return !test && state != DemoOrderState::Cancelled; }
    [[nodiscard]] int net() const { return isRevenue() ? total() - refunded : 0; }
};

// The orders of one person, oldest first.
[[nodiscard]] std::vector<DemoOrder> makeDemoOrders(const DemoPerson &person, const DemoCalendar &calendar, Dice &dice);
// A handful of orders the shop's staff placed to try the checkout.
[[nodiscard]] std::vector<DemoOrder> makeDemoTestOrders(const DemoPerson &tester, const DemoCalendar &calendar,
                                                        Dice &dice);

[[nodiscard]] const DemoProduct &productFor(const DemoPerson &person, Dice &dice);

} // namespace perennial
