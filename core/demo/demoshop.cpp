// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoshop.h"

#include "core/demo/democalendar.h"
#include "core/demo/dice.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr quint64 LifeSeed = 0xfe12'7e77'1e00'0000;
constexpr qint64 FirstOrderId = 5'400'000'010'000;
constexpr int FirstOrderNumber = 1001;

DemoPerson tester(int number)
{
    DemoPerson person;
    person.number = number;
    person.firstName = "Shop";
    person.lastName = "Tester";
    person.email = "shop.tester@example.com";
    person.place = &demoPlaces().front();
    person.street = "1 Fern Street";
    return person;
}

} // namespace

DemoLife liveDemoLife(const DemoPerson &person, const DemoCalendar &calendar, const std::vector<DemoMailing> &mailings)
{
    Dice dice(LifeSeed + static_cast<quint64>(person.number));
    DemoLife life{&person, makeDemoOrders(person, calendar, dice), {}};
    addBrowsing(life, calendar, dice);
    addShipping(life, dice, calendar.until());
    addService(life, dice);
    if (!person.email.empty())
        addMail(life, calendar, mailings, dice);
    std::erase_if(life.events,
                  [&](const DemoEvent &event) { return event.at < calendar.start() || event.at >= calendar.until(); });
    std::ranges::stable_sort(life.events, {}, &DemoEvent::at);
    return life;
}

DemoShop::DemoShop(Instant until)
    : m_until(until)
{
    const DemoCalendar calendar(until);
    m_mailings = makeDemoMailings(calendar);
    m_people = makeDemoPeople(calendar);
    m_people.push_back(tester(DemoPeople + 1));
    m_lives.reserve(m_people.size());
    for (const DemoPerson &person : m_people)
        m_lives.push_back(liveDemoLife(person, calendar, m_mailings));
    Dice dice(LifeSeed);
    m_lives.back() = {&m_people.back(), makeDemoTestOrders(m_people.back(), calendar, dice), {}};
    numberOrders();
}

void DemoShop::numberOrders()
{
    for (DemoLife &life : m_lives)
        for (DemoOrder &order : life.orders)
            m_orders.push_back(&order);
    std::ranges::stable_sort(m_orders, {}, &DemoOrder::at);
    for (size_t i = 0; i < m_orders.size(); ++i) {
        m_orders[i]->id = FirstOrderId + static_cast<qint64>(i) * 17;
        m_orders[i]->number = FirstOrderNumber + static_cast<int>(i);
    }
}

} // namespace perennial
