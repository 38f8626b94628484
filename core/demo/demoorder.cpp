// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoorder.h"

#include "core/demo/democalendar.h"
#include "core/demo/dice.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr qint64 Day = Instant::DayMs;
constexpr qint64 Minute = 60 * Instant::SecondMs;

int orderCount(const DemoPerson &person, Dice &dice)
{
    switch (person.habit) {
    case DemoHabit::OnceOnly:
        return 1;
    case DemoHabit::Counter:
        return static_cast<int>(dice.between(1, 3));
    case DemoHabit::Regular:
        return static_cast<int>(dice.between(2, 4));
    case DemoHabit::Lapsed:
        return static_cast<int>(dice.between(2, 5));
    case DemoHabit::Loyal:
        return static_cast<int>(dice.between(5, 14));
    case DemoHabit::ReaderOnly:
    case DemoHabit::Browser:
        break;
    }
    return 0;
}

// Who came to the shop during the two years bought within days; the others some time.
Instant firstOrderTime(const DemoPerson &person, const DemoCalendar &calendar, Instant to, Dice &dice)
{
    if (person.joined < calendar.start())
        return calendar.shoppingMoment(dice, calendar.start(), to);
    return {person.joined.ms + dice.below(dice.between(1, 12) * Day) / 1000 * 1000};
}

std::vector<Instant> orderTimes(const DemoPerson &person, const DemoCalendar &calendar, Dice &dice)
{
    if (!person.buys())
        return {};
    const Instant to{person.habit == DemoHabit::Lapsed ? calendar.until().ms - 200 * Day : calendar.until().ms};
    std::vector<Instant> times{firstOrderTime(person, calendar, to, dice)};
    const Instant first = times.front();
    const auto most = static_cast<int>(1 + (to.ms - first.ms) / (18 * Day));
    for (int left = std::min(most, orderCount(person, dice)); left > 1; --left)
        times.push_back(calendar.shoppingMoment(dice, first, to));
    std::erase_if(times, [&](Instant at) { return at >= calendar.until(); });
    std::ranges::sort(times);
    return times;
}

std::string_view discountCode(const DemoPerson &person, Instant at, bool first, Dice &dice)
{
    const CivilDay day = civilDay(at);
    if (day.month == 11 && day.day >= 22 && dice.chance(700))
        return "BLACKFRIDAY25";
    if (first && person.emailSince && dice.chance(450))
        return "WELCOME10";
    if (day.month == 4 && dice.chance(200))
        return "SPRING15";
    if (person.habit == DemoHabit::Loyal && dice.chance(60))
        return "THANKYOU20";
    return person.discountHunter && dice.chance(750) ? "FERN15" : "";
}

// The two digits at a code's end are its percentage.
int percentOf(std::string_view code)
{
    return code.empty() ? 0 : (code[code.size() - 2] - '0') * 10 + (code.back() - '0');
}

void fillBasket(DemoOrder &order, Dice &dice)
{
    constexpr std::array lineWeights{52, 28, 14, 6};
    const size_t wanted = dice.weighted(lineWeights) + 1;
    while (order.lines.size() < wanted) {
        const DemoProduct &product = productFor(*order.person, dice);
        const auto same = [&](const DemoLine &line) { return line.product == &product; };
        if (std::ranges::any_of(order.lines, same))
            continue;
        const int quantity = product.price < 4000 && dice.chance(180) ? static_cast<int>(dice.between(2, 3)) : 1;
        order.lines.push_back({&product, quantity});
    }
}

void price(DemoOrder &order, Dice &dice)
{
    order.discount = order.goods() * percentOf(order.code) / 100;
    if (order.counter)
        return;
    const bool abroad = order.person->place->country != "US";
    order.shipping = abroad ? 1495 : order.subtotal() >= 6000 ? 0 : 595;
    if (const auto country = order.person->place->country; country == "US" || country == "CA")
        order.tax = order.subtotal() * static_cast<int>(dice.between(5, 9)) / 100;
}

void cancel(DemoOrder &order, Dice &dice, Instant until)
{
    const Instant at{order.at.ms + dice.between(20, 600) * Minute};
    if (at >= until)
        return;
    order.state = DemoOrderState::Cancelled;
    order.cancelled = at;
    order.refunded = order.total();
}

void fulfil(DemoOrder &order, Dice &dice, Instant until)
{
    const qint64 hours = order.counter ? 0 : dice.between(8, 70);
    const Instant at{order.at.ms + hours * Instant::HourMs};
    if (at < until)
        order.fulfilled = at;
    else if (dice.chance(60))
        order.state = DemoOrderState::Pending;
}

} // namespace

int DemoOrder::goods() const
{
    int sum = 0;
    for (const DemoLine &line : lines)
        sum += line.product->price * line.quantity;
    return sum;
}

const DemoProduct &productFor(const DemoPerson &person, Dice &dice)
{
    std::vector<int> weights;
    for (const DemoProduct &product : demoProducts()) {
        const bool liked = product.coffee ? person.likesCoffee : person.likesTrails;
        const bool present = person.givesGifts && product.category == "Gifts";
        weights.push_back(product.popularity * (liked ? 10 : 1) * (present ? 4 : 1));
    }
    return demoProducts()[dice.weighted(weights)];
}

std::vector<DemoOrder> makeDemoOrders(const DemoPerson &person, const DemoCalendar &calendar, Dice &dice)
{
    std::vector<DemoOrder> orders;
    for (const Instant at : orderTimes(person, calendar, dice)) {
        DemoOrder order;
        order.person = &person;
        order.at = at;
        order.counter = person.habit == DemoHabit::Counter;
        order.code = order.counter ? "" : discountCode(person, at, orders.empty(), dice);
        order.gift = person.givesGifts && dice.chance(350);
        fillBasket(order, dice);
        price(order, dice);
        if (!order.counter && dice.chance(16))
            cancel(order, dice, calendar.until());
        if (!order.cancelled)
            fulfil(order, dice, calendar.until());
        orders.push_back(std::move(order));
    }
    return orders;
}

std::vector<DemoOrder> makeDemoTestOrders(const DemoPerson &tester, const DemoCalendar &calendar, Dice &dice)
{
    std::vector<DemoOrder> orders;
    for (int i = 0; i < 6; ++i) {
        DemoOrder order;
        order.person = &tester;
        order.at = {calendar.start().ms + (30 + 110 * i) * Day + 18 * Instant::HourMs};
        order.test = true;
        order.lines.push_back({&productFor(tester, dice), 1});
        orders.push_back(std::move(order));
    }
    return orders;
}

} // namespace perennial
