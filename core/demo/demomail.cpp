// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demoevent.h"

#include "core/demo/democalendar.h"
#include "core/demo/dice.h"

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr qint64 Day = Instant::DayMs;
constexpr qint64 Hour = Instant::HourMs;
constexpr qint64 MailingEveryDays = 14;

constexpr std::array<std::string_view, 5> Links{"/collections/new", "/collections/coffee", "/collections/camp",
                                                "/journal/latest", "/pages/rewards"};

class Mailbox
{
public:
    Mailbox(DemoLife &life, const DemoCalendar &calendar, Dice &dice)
        : m_life(life)
        , m_calendar(calendar)
        , m_dice(dice)
    {
    }

    void subscribe();
    void receive(Instant at, std::string_view campaign, int openPerMille);
    void receiveText(Instant at, std::string_view campaign);
    [[nodiscard]] int interestAt(Instant at) const;

private:
    void open(Instant at, std::string_view campaign);
    DemoEvent &add(std::string_view metric, Instant at);

    DemoLife &m_life;
    const DemoCalendar &m_calendar;
    Dice &m_dice;
};

DemoEvent &Mailbox::add(std::string_view metric, Instant at)
{
    return m_life.events.emplace_back(DemoEvent{.at = at, .metric = metric});
}

void Mailbox::subscribe()
{
    const DemoPerson &person = *m_life.person;
    if (person.emailSince)
        add("Subscribed to Email", *person.emailSince);
    if (person.emailUntil)
        add("Unsubscribed", *person.emailUntil);
    if (person.bounced)
        add("Bounced Email", *person.bounced);
    if (person.smsSince)
        add("Subscribed to SMS", *person.smsSince);
}

// Those who stopped buying lose interest half a year before they are counted as lapsed.
int Mailbox::interestAt(Instant at) const
{
    const DemoPerson &person = *m_life.person;
    const bool faded = person.habit == DemoHabit::Lapsed && at.ms > m_calendar.until().ms - 200 * Day;
    return faded ? person.openPerMille / 6 : person.openPerMille;
}

void Mailbox::receive(Instant at, std::string_view campaign, int openPerMille)
{
    if (!m_life.person->readsMailAt(at))
        return;
    add("Received Email", at).campaign = campaign;
    if (m_dice.chance(openPerMille))
        open({at.ms + m_dice.below(30) * m_dice.below(60) * 60'000 + 60'000}, campaign);
}

void Mailbox::open(Instant at, std::string_view campaign)
{
    add("Opened Email", at).campaign = campaign;
    if (!m_dice.chance(140))
        return;
    DemoEvent &click = add("Clicked Email", {at.ms + m_dice.between(5, 200) * 1000});
    click.campaign = campaign;
    click.link = m_dice.pick(Links);
}

void Mailbox::receiveText(Instant at, std::string_view campaign)
{
    const DemoPerson &person = *m_life.person;
    if (!person.smsSince || at < *person.smsSince)
        return;
    add("Received SMS", at).campaign = campaign;
    if (m_dice.chance(110))
        add("Clicked SMS", {at.ms + m_dice.between(2, 300) * 60'000}).campaign = campaign;
}

void addNewsletters(Mailbox &mailbox, const std::vector<DemoMailing> &mailings)
{
    bool text = false;
    for (const DemoMailing &mailing : mailings) {
        mailbox.receive(mailing.at, mailing.name, mailbox.interestAt(mailing.at));
        if ((text = !text))
            mailbox.receiveText({mailing.at.ms + 26 * Hour}, mailing.name);
    }
}

// What the shop sends by itself: a welcome, a thank-you, a reminder of what was left at the checkout.
void addFlows(Mailbox &mailbox, const DemoLife &life)
{
    const int keen = std::min(900, life.person->openPerMille * 3 / 2 + 100);
    if (life.person->emailSince) {
        const qint64 since = life.person->emailSince->ms;
        mailbox.receive({since + 60'000}, "Welcome 1: Hello from Fern & Kettle", keen);
        mailbox.receive({since + 3 * Day}, "Welcome 2: How we roast", keen);
    }
    for (const DemoOrder &order : life.orders)
        mailbox.receive({order.at.ms + 2 * Day}, "Thank you for your order", keen);
    const std::vector<DemoEvent> before = life.events;
    for (const DemoEvent &event : before) {
        const auto follows = [&](const DemoOrder &order) {
            return order.at >= event.at && order.at.ms < event.at.ms + 4 * Hour;
        };
        if (event.metric == "Started Checkout" && std::ranges::none_of(life.orders, follows))
            mailbox.receive({event.at.ms + 4 * Hour}, "You left something behind", keen);
    }
}

std::string campaignName(const CivilDay &day, size_t turn)
{
    std::vector<std::string_view> fitting;
    for (const DemoCampaign &campaign : demoCampaigns())
        if (campaign.month == day.month || campaign.month == 0)
            fitting.push_back(campaign.name);
    return std::string(fitting[turn % fitting.size()]) + " " + std::to_string(day.year) + "-" +
           (day.month < 10 ? "0" : "") + std::to_string(day.month);
}

} // namespace

std::vector<DemoMailing> makeDemoMailings(const DemoCalendar &calendar)
{
    std::vector<DemoMailing> mailings;
    for (qint64 day = 3; day < DemoCalendar::Days; day += MailingEveryDays) {
        const Instant at{calendar.start().ms + day * Day + 17 * Hour};
        mailings.push_back({at, campaignName(civilDay(at), mailings.size() / 2)});
    }
    return mailings;
}

void addMail(DemoLife &life, const DemoCalendar &calendar, const std::vector<DemoMailing> &mailings, Dice &dice)
{
    Mailbox mailbox(life, calendar, dice);
    mailbox.subscribe();
    addFlows(mailbox, life);
    addNewsletters(mailbox, mailings);
}

} // namespace perennial
