// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoevent.h"

#include "core/demo/democalendar.h"
#include "core/demo/dice.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr qint64 Minute = 60 * Instant::SecondMs;

constexpr std::array<std::string_view, 8> Pages{"brew guides",          "trail journal",  "about us",
                                                "shipping and returns", "roast calendar", "repair and reuse",
                                                "gift guide",           "store portland"};

void look(DemoLife &life, Instant at, std::string_view metric, const DemoProduct &product)
{
    life.events.push_back(
        {.at = at, .metric = metric, .product = &product, .label = product.category, .value = product.price});
}

void readPage(DemoLife &life, Instant at, Dice &dice)
{
    life.events.push_back({.at = at, .metric = "Viewed Page", .label = dice.pick(Pages)});
}

// What led to an order: its products looked at, put into the cart, taken to the checkout.
void addVisitBefore(DemoLife &life, const DemoOrder &order, Dice &dice)
{
    qint64 at = order.at.ms - dice.between(6, 50) * Minute;
    for (const DemoLine &line : order.lines) {
        look(life, {at}, "Viewed Product", *line.product);
        look(life, {at + Minute / 2}, "Added to Cart", *line.product);
        at += Minute;
    }
    life.events.push_back({.at = {order.at.ms - 2 * Minute}, .metric = "Started Checkout", .value = order.total()});
}

// A visit without an order: one in four puts something into the cart, half of those start the checkout and leave.
void addIdleVisit(DemoLife &life, Instant begin, Dice &dice)
{
    Instant at = begin;
    const DemoProduct *last = nullptr;
    for (qint64 views = dice.between(1, 4); views > 0; --views) {
        last = &productFor(*life.person, dice);
        look(life, at, "Viewed Product", *last);
        at.ms += dice.between(30, 300) * Instant::SecondMs;
    }
    if (dice.chance(200))
        readPage(life, at, dice);
    if (!dice.chance(250))
        return;
    look(life, {at.ms + Minute}, "Added to Cart", *last);
    if (dice.chance(500))
        life.events.push_back({.at = {at.ms + 3 * Minute}, .metric = "Started Checkout", .value = last->price});
}

qint64 idleVisits(const DemoPerson &person, Dice &dice)
{
    switch (person.habit) {
    case DemoHabit::ReaderOnly:
        return dice.below(3);
    case DemoHabit::Browser:
        return dice.between(2, 12);
    case DemoHabit::Loyal:
        return dice.between(4, 16);
    case DemoHabit::Counter:
        return 0;
    default:
        return dice.between(1, 7);
    }
}

} // namespace

void addBrowsing(DemoLife &life, const DemoCalendar &calendar, Dice &dice)
{
    if (life.person->habit == DemoHabit::Counter)
        return;
    for (const DemoOrder &order : life.orders)
        addVisitBefore(life, order, dice);
    const bool lapsed = life.person->habit == DemoHabit::Lapsed;
    const Instant to{calendar.until().ms - (lapsed ? 120 * Instant::DayMs : 0)};
    const Instant from = std::max(life.person->joined, calendar.start());
    for (qint64 left = idleVisits(*life.person, dice); left > 0; --left)
        addIdleVisit(life, calendar.shoppingMoment(dice, from, to), dice);
}

} // namespace perennial
