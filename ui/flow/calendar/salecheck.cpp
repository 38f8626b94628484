// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/calendar/salecheck.h"

#include "ui/flow/calendar/calendarwords.h"
#include "ui/widgets/format.h"

#include <QCoreApplication>

namespace perennial {

namespace {

using FlowTraffic = std::vector<std::pair<size_t, Traffic>>;

constexpr size_t Crowded = 4;  // messages in five days that are too many
constexpr double Multiple = 3; // times as many as usual that ask for a look at who sends them
constexpr int MultipleDigits = 1;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial::SaleCheck", text);
}

struct Sum
{
    quint64 messages = 0;
    ProfileSet people;
    QStringList flows; // "Win back 1,204"
};

Sum sumOf(const FlowTraffic &flows, const MessageCalendar &calendar)
{
    Sum sum{0, ProfileSet(calendar.profiles), {}};
    for (const auto &[flow, traffic] : flows) {
        sum.messages += traffic.count;
        if (traffic.count > 0)
            sum.people |= traffic.people;
        sum.flows.append(
            QStringLiteral("%1 %2").arg(calendar.flows[flow].name, format::count(static_cast<qint64>(traffic.count))));
    }
    return sum;
}

CheckState stateOf(bool isFine)
{
    return isFine ? CheckState::Fine : CheckState::Look;
}

SaleCheck load(const SaleWeekend &weekend)
{
    SaleCheck check;
    check.state = CheckState::Told;
    const QString sent = calendarwords::messages(weekend.messages());
    if (!weekend.usual) {
        check.words = tr("%1 from Thursday to Monday. What is usual is not known: the time before is not in the range.")
                          .arg(sent);
    } else if (*weekend.usual > 0) {
        const double times = static_cast<double>(weekend.messages()) / *weekend.usual;
        check.state = stateOf(times < Multiple);
        check.words = tr("%1 from Thursday to Monday, %2 times as many as usual.")
                          .arg(sent, format::decimal(times, MultipleDigits));
    } else {
        check.words = tr("%1 from Thursday to Monday; usually there are none.").arg(sent);
    }
    return check;
}

SaleCheck crowded(const SaleWeekend &weekend, const MessageCalendar &calendar)
{
    SaleCheck check;
    check.people = ProfileSet(calendar.profiles);
    for (size_t messages = Crowded; messages <= SaleWeekend::MostCounted; ++messages)
        check.people |= weekend.peopleBy[messages - 1];
    const bool isFine = check.people.count() == 0;
    check.state = stateOf(isFine);
    check.words =
        isFine ? tr("Nobody gets four or more messages in these five days.")
               : tr("Four or more messages in these five days: %1.").arg(calendarwords::people(check.people.count()));
    check.title = tr("Four or more messages from Thursday to Monday");
    return check;
}

SaleCheck late(const SaleWeekend &weekend, const MessageCalendar &calendar)
{
    const Sum sum = sumOf(weekend.late, calendar);
    SaleCheck check;
    const bool isFine = sum.messages == 0;
    check.state = stateOf(isFine);
    check.words = isFine ? tr("No message answers the sale after it is over.")
                         : tr("In the week after the sale, to who came in during it: %1.")
                               .arg(calendarwords::messages(sum.messages));
    check.detail = sum.flows.join(QStringLiteral(" · "));
    check.people = sum.people;
    check.title = tr("Messages after the sale is over");
    return check;
}

SaleCheck collisions(const SaleWeekend &weekend, const MessageCalendar &calendar)
{
    const Sum sum = sumOf(weekend.collisions, calendar);
    SaleCheck check;
    const bool isFine = sum.messages == 0;
    check.state = stateOf(isFine);
    check.words = isFine ? tr("No flow writes to people whom another one has just written to.")
                         : tr("Kept back if caps and smart sending counted all flows: %1.")
                               .arg(calendarwords::messages(sum.messages));
    check.detail = sum.flows.join(QStringLiteral(" · "));
    check.people = sum.people;
    check.title = tr("Written to by several flows during the sale");
    return check;
}

SaleCheck heedless(const MessageCalendar &calendar)
{
    SaleCheck check;
    QStringList flows;
    for (const FlowLoad &flow : calendar.flows) {
        if (!flow.hasSpacing && !flow.failed)
            flows.append(flow.name);
    }
    check.state = stateOf(flows.isEmpty());
    check.words = flows.isEmpty() ? tr("Every flow keeps a cap or smart sending.")
                                  : tr("Some flows send marketing with neither a cap nor smart sending.");
    check.detail = flows.join(QStringLiteral(" · "));
    return check;
}

} // namespace

std::vector<SaleCheck> checksOf(const SaleWeekend &weekend, const MessageCalendar &calendar)
{
    std::vector<SaleCheck> checks;
    checks.push_back(load(weekend));
    checks.push_back(crowded(weekend, calendar));
    checks.push_back(late(weekend, calendar));
    checks.push_back(collisions(weekend, calendar));
    checks.push_back(heedless(calendar));
    return checks;
}

} // namespace perennial
