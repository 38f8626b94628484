// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoperson.h"

#include "core/demo/democalendar.h"
#include "core/demo/dice.h"

#include <algorithm>
#include <array>
#include <map>

namespace perennial {

namespace {

constexpr quint64 PeopleSeed = 20260;
constexpr qint64 Day = Instant::DayMs;
constexpr int NumbersPerArea = 100;

// In the order of DemoHabit.
constexpr std::array HabitWeight{70, 170, 330, 210, 90, 110, 20};
constexpr std::array OpenPerMille{350, 200, 260, 380, 560, 90, 0};

// Addresses are lower-case ASCII: what is no letter falls away, the two accented names lose their accents.
std::string mailWord(std::string_view name)
{
    std::string word;
    for (size_t i = 0; i < name.size(); ++i) {
        const char c = name[i];
        if (c == '\xc3')
            word += name[++i] == '\xab' ? 'e' : 'u';
        else if (c >= 'A' && c <= 'Z')
            word += static_cast<char>(c - 'A' + 'a');
        else if (c >= 'a' && c <= 'z')
            word += c;
    }
    return word;
}

class Register
{
public:
    explicit Register(const DemoCalendar &calendar)
        : m_calendar(calendar)
    {
    }

    [[nodiscard]] DemoPerson person(int number);

private:
    void name(DemoPerson &person);
    void settle(DemoPerson &person);
    void givePhone(DemoPerson &person);
    void giveCounterPhone(DemoPerson &person);
    void giveTraits(DemoPerson &person);
    void giveConsent(DemoPerson &person);
    [[nodiscard]] Instant joinedAt(DemoHabit habit);

    const DemoCalendar &m_calendar;
    Dice m_dice{PeopleSeed};
    std::map<std::string, int> m_namesakes;
    std::map<std::string_view, int> m_phonesGiven;
    int m_counterPhonesGiven = 0;
};

DemoPerson Register::person(int number)
{
    DemoPerson person;
    person.number = number;
    person.habit = static_cast<DemoHabit>(m_dice.weighted(HabitWeight));
    person.joined = joinedAt(person.habit);
    name(person);
    settle(person);
    giveTraits(person);
    if (person.habit != DemoHabit::Counter)
        giveConsent(person);
    return person;
}

// A quarter knew the shop before the two years; of the others more come every month.
Instant Register::joinedAt(DemoHabit habit)
{
    if (m_dice.chance(250))
        return {m_calendar.start().ms - m_dice.below(300 * Day / 1000) * 1000};
    const Instant last{habit == DemoHabit::Lapsed ? m_calendar.until().ms - 260 * Day : m_calendar.until().ms};
    const Instant one = m_calendar.shoppingMoment(m_dice, m_calendar.start(), last);
    const Instant other = m_calendar.shoppingMoment(m_dice, m_calendar.start(), last);
    return m_dice.chance(400) ? std::max(one, other) : one;
}

void Register::name(DemoPerson &person)
{
    person.firstName = m_dice.pick(demoFirstNames());
    person.lastName = m_dice.pick(demoLastNames());
    const std::string domain(m_dice.pick(demoMailDomains()));
    if (person.habit == DemoHabit::Counter)
        return;
    const std::string local = mailWord(person.firstName) + "." + mailWord(person.lastName);
    const int namesake = ++m_namesakes[local + "@" + domain];
    person.email = local + (namesake > 1 ? std::to_string(namesake) : "") + "@" + domain;
}

void Register::settle(DemoPerson &person)
{
    std::vector<int> weights;
    for (const DemoPlace &place : demoPlaces())
        weights.push_back(place.people);
    person.place = &demoPlaces()[m_dice.weighted(weights)];
    person.street = std::to_string(m_dice.between(1, 480)) + " " + std::string(m_dice.pick(demoStreets()));
    if (person.habit == DemoHabit::Counter)
        giveCounterPhone(person);
    else if (m_dice.chance(480))
        givePhone(person);
}

std::string fictitious(std::string_view area, int number)
{
    return "+1" + std::string(area) + "5550" + std::to_string(100 + number);
}

// 555-0100 to 555-0199 of each area code are kept free for fiction; when a city's are used up, there is no number.
void Register::givePhone(DemoPerson &person)
{
    if (person.place->areaCodes.empty())
        return;
    const std::string_view area = m_dice.pick(person.place->areaCodes);
    const int number = m_phonesGiven[area]++;
    if (number < NumbersPerArea)
        person.phone = fictitious(area, number);
}

// Whoever buys at the counter lives near Portland; area codes of their own, so that each has a number.
void Register::giveCounterPhone(DemoPerson &person)
{
    constexpr std::array<std::string_view, 3> areas{"458", "360", "564"};
    const int number = m_counterPhonesGiven++;
    person.place = &demoPlaces().front();
    person.phone = fictitious(areas[static_cast<size_t>(number / NumbersPerArea)], number % NumbersPerArea);
}

void Register::giveTraits(DemoPerson &person)
{
    const auto taste = m_dice.below(10);
    person.likesCoffee = taste < 7;
    person.likesTrails = taste >= 4;
    person.openPerMille =
        OpenPerMille[static_cast<size_t>(person.habit)] * static_cast<int>(m_dice.between(20, 180)) / 100;
    person.discountHunter = m_dice.chance(180);
    person.givesGifts = m_dice.chance(160);
    if (m_dice.chance(450)) {
        const qint64 date = daysFromCivil(m_dice.between(1955, 2005), static_cast<int>(m_dice.between(1, 12)),
                                          static_cast<int>(m_dice.between(1, 28)));
        person.birthday = Instant{date * Day};
    }
    if (m_dice.chance(120))
        person.followers = static_cast<int>(m_dice.between(1, 60) * m_dice.between(1, 60) * m_dice.between(1, 25));
}

void Register::giveConsent(DemoPerson &person)
{
    const bool reader = person.habit == DemoHabit::ReaderOnly;
    if (reader || m_dice.chance(720))
        person.emailSince = person.joined;
    const auto left = std::max<qint64>(1, m_calendar.until().ms - person.joined.ms);
    if (person.emailSince && m_dice.chance(person.openPerMille < 150 ? 260 : 110))
        person.emailUntil = Instant{person.joined.ms + m_dice.below(left) / 1000 * 1000};
    if (person.emailSince && !person.emailUntil && m_dice.chance(22))
        person.bounced = Instant{person.joined.ms + m_dice.below(left) / 1000 * 1000};
    if (!person.phone.empty() && m_dice.chance(420))
        person.smsSince = Instant{person.joined.ms + m_dice.below(left) / 1000 * 1000};
}

} // namespace

bool DemoPerson::readsMailAt(Instant at) const
{
    return emailSince && *emailSince <= at && !(emailUntil && *emailUntil <= at) && !(bounced && *bounced < at);
}

std::vector<DemoPerson> makeDemoPeople(const DemoCalendar &calendar)
{
    Register people(calendar);
    std::vector<DemoPerson> all;
    all.reserve(DemoPeople);
    for (int number = 1; number <= DemoPeople; ++number)
        all.push_back(people.person(number));
    return all;
}

} // namespace perennial
