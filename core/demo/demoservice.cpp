// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoevent.h"

#include "core/demo/democalendar.h"
#include "core/demo/dice.h"

#include <array>

namespace perennial {

namespace {

constexpr qint64 Day = Instant::DayMs;
constexpr qint64 Hour = Instant::HourMs;

using Words = std::array<std::string_view, 6>;
constexpr std::array<std::string_view, 3> Carriers{"USPS", "UPS", "FedEx"};
constexpr Words BuysFor{"Myself", "Partner", "Mother", "Father", "Friend", "Colleague"};
constexpr std::array OwnUse{62, 14, 6, 6, 8, 4};
constexpr std::array GiftUse{10, 22, 26, 16, 20, 6};
constexpr Words Reasons{"Better coffee at home",   "A trip is coming up",     "Replaces old gear", "A gift",
                        "Recommended by a friend", "Saw it in the newsletter"};
constexpr Words Topics{"Where is my order", "Damaged in transit", "Wrong size",
                       "Brewing question",  "Change of address",  "Return"};

struct Parcel
{
    Instant delivered;
    int daysLate = 0;
};

// Winter storms and the holidays slow parcels down.
int delayPerMille(Instant at)
{
    const int month = civilDay(at).month;
    return month == 12 ? 220 : month <= 2 ? 130 : 60;
}

Parcel send(DemoLife &life, const DemoOrder &order, Dice &dice)
{
    const std::string_view carrier = dice.pick(Carriers);
    Parcel parcel{{order.fulfilled->ms + dice.between(44, 150) * Hour}};
    if (dice.chance(delayPerMille(order.at))) {
        parcel.daysLate = static_cast<int>(dice.between(2, 8));
        life.events.push_back({.at = parcel.delivered,
                               .metric = "Shipment Delayed",
                               .order = &order,
                               .carrier = carrier,
                               .daysLate = parcel.daysLate});
        parcel.delivered.ms += parcel.daysLate * Day;
    }
    life.events.push_back(
        {.at = parcel.delivered, .metric = "Shipment Delivered", .order = &order, .carrier = carrier});
    return parcel;
}

// The first line goes back, or everything; the money follows at once.
void takeBack(DemoLife &life, DemoOrder &order, Instant at, Dice &dice)
{
    const DemoLine &line = order.lines.front();
    const bool whole = order.lines.size() == 1 || dice.chance(300);
    const int goods = line.product->price * line.quantity;
    order.refunded = whole ? order.subtotal() + order.tax : goods - goods * order.discount / order.goods();
    order.state = order.refunded >= order.total() ? DemoOrderState::Refunded : DemoOrderState::PartlyRefunded;
    life.events.push_back({.at = at,
                           .metric = "Returned Order",
                           .order = &order,
                           .product = line.product,
                           .label = line.product->category,
                           .value = order.refunded});
}

void ask(DemoLife &life, const DemoOrder *order, Instant at, std::string_view topic, Dice &dice)
{
    life.events.push_back({.at = at, .metric = "Opened Ticket", .order = order, .topic = topic});
    if (dice.chance(930))
        life.events.push_back(
            {.at = {at.ms + dice.between(3, 110) * Hour}, .metric = "Closed Ticket", .order = order, .topic = topic});
}

int ratingAfter(const Parcel &parcel, const DemoOrder &order, Dice &dice)
{
    constexpr std::array content{2, 3, 8, 27, 60};
    constexpr std::array vexed{25, 22, 23, 18, 12};
    return static_cast<int>(dice.weighted(parcel.daysLate > 0 || order.refunded > 0 ? vexed : content)) + 1;
}

void review(DemoLife &life, const DemoOrder &order, const Parcel &parcel, Dice &dice)
{
    const DemoProduct *product = order.lines.front().product;
    life.events.push_back({.at = {parcel.delivered.ms + dice.between(60, 500) * Hour},
                           .metric = "Submitted Review",
                           .order = &order,
                           .product = product,
                           .label = product->category,
                           .rating = ratingAfter(parcel, order, dice)});
}

void answerSurvey(DemoLife &life, const DemoOrder &order, Dice &dice)
{
    const auto &use = life.person->givesGifts ? GiftUse : OwnUse;
    const std::string_view buysFor = BuysFor[dice.weighted(use)];
    const std::string_view reason = buysFor == "Myself" ? dice.pick(Reasons) : std::string_view("A gift");
    life.events.push_back({.at = {order.at.ms + dice.between(2, 70) * 60'000},
                           .metric = "Answered Survey",
                           .order = &order,
                           .buysFor = buysFor,
                           .reason = reason});
}

} // namespace

void addShipping(DemoLife &life, Dice &dice, Instant until)
{
    for (DemoOrder &order : life.orders) {
        if (order.test || order.counter || order.cancelled || !order.fulfilled)
            continue;
        const Parcel parcel = send(life, order, dice);
        if (parcel.delivered >= until)
            continue;
        const Instant back{parcel.delivered.ms + dice.between(40, 400) * Hour};
        if (dice.chance(parcel.daysLate > 0 ? 110 : 42) && back < until)
            takeBack(life, order, back, dice);
        if (dice.chance(parcel.daysLate > 0 ? 320 : 25))
            ask(life, &order, {order.fulfilled->ms + dice.between(30, 140) * Hour}, dice.pick(Topics), dice);
        if (dice.chance(150))
            review(life, order, parcel, dice);
    }
}

void addService(DemoLife &life, Dice &dice)
{
    bool first = true;
    for (const DemoOrder &order : life.orders) {
        if (order.test || order.counter)
            continue;
        if (dice.chance(first ? 300 : 60))
            answerSurvey(life, order, dice);
        first = false;
    }
}

} // namespace perennial
