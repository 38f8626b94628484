// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/flowrange.h"
#include "app/cli/openstore.h"
#include "app/cli/texttable.h"
#include "core/flow/calendar/messagecalendar.h"
#include "core/flow/document/flowenumids.h"
#include "core/flow/replay/flowpath.h"
#include "core/store/flowshelf.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

struct CalendarWords
{
    std::vector<std::string> flows;
    FlowRangeWords range;
};

struct AskedFlows
{
    std::vector<FlowDoc> flows;
    QStringList notes;
};

QString dayText(qint64 day)
{
    return QDate(1970, 1, 1).addDays(day).toString(Qt::ISODate);
}

QString reasonId(Skipped why)
{
    return why == Skipped::SmartSending ? QStringLiteral("smart_sending") : QStringLiteral("cap");
}

Result<AskedFlows> savedFlows(Store &store)
{
    const auto saved = FlowShelf(store).list();
    if (!saved)
        return failure(saved.error());
    AskedFlows asked;
    for (const SavedFlow &flow : *saved) {
        auto reading = readFlow(flow.document);
        if (!reading) {
            asked.notes.append(flow.name + QLatin1String(": ") + reading.error().message);
            continue;
        }
        reading->flow.name = flow.name;
        asked.flows.push_back(std::move(reading->flow));
    }
    return asked;
}

// Those that were named, or all that are saved.
Result<AskedFlows> askedFlows(Store &store, const std::vector<std::string> &words)
{
    if (words.empty())
        return savedFlows(store);
    AskedFlows asked;
    for (const std::string &word : words) {
        if (std::ranges::count(words, word) > 1)
            return failure(ErrorKind::Usage, tr("A flow is named twice."), QString::fromStdString(word));
        auto given = givenFlow(store, QString::fromStdString(word));
        if (!given)
            return failure(given.error());
        for (const FlowProblem &problem : given->reading.problems)
            asked.notes.append(given->source + QLatin1String(": ") + problem.text);
        given->reading.flow.name = given->name;
        asked.flows.push_back(std::move(given->reading.flow));
    }
    return asked;
}

QJsonObject channelsJson(const std::array<quint64, PersonalChannels> &messages)
{
    QJsonObject json;
    for (size_t channel = 0; channel < messages.size(); ++channel)
        json.insert(enumId(static_cast<MessageChannel>(channel)), qint64(messages[channel]));
    return json;
}

QJsonArray flowsJson(const MessageCalendar &calendar)
{
    QJsonArray flows;
    for (const FlowLoad &flow : calendar.flows) {
        std::array<quint64, PersonalChannels> messages{};
        std::ranges::transform(flow.sent, messages.begin(), &Traffic::count);
        QJsonObject json{{"name", flow.name}, {"messages", channelsJson(messages)}, {"heeds_others", flow.hasSpacing}};
        json.insert(QStringLiteral("failed"), flow.failed ? QJsonValue(flow.failed->message) : QJsonValue());
        flows.append(json);
    }
    return flows;
}

// Days on which something is sent.
QJsonArray daysJson(const MessageCalendar &calendar)
{
    QJsonArray days;
    for (int day = 0; day < calendar.days; ++day) {
        if (calendar.messagesOn(day) == 0)
            continue;
        std::array<quint64, PersonalChannels> messages{};
        for (size_t channel = 0; channel < messages.size(); ++channel)
            messages[channel] = calendar.messagesOn(day, static_cast<MessageChannel>(channel));
        days.append(QJsonObject{{"day", dayText(calendar.firstDay + day)},
                                {"messages", channelsJson(messages)},
                                {"people", qint64(calendar.peopleOn(day).count())},
                                {"people_with_more", qint64(calendar.peopleOn(day, 2).count())}});
    }
    return days;
}

QJsonArray fullestWeeksJson(const MessageCalendar &calendar)
{
    QJsonArray weeks;
    for (const ProfileSet &people : calendar.peopleByWeek)
        weeks.append(qint64(people.count()));
    return weeks;
}

QJsonArray collisionsJson(const MessageCalendar &calendar)
{
    QJsonArray collisions;
    for (const Collision &collision : calendar.collisions)
        collisions.append(QJsonObject{{"flow", calendar.flows[collision.flow].name},
                                      {"behind", calendar.flows[collision.behind].name},
                                      {"why", reasonId(collision.why)},
                                      {"messages", qint64(collision.kept.count)},
                                      {"people", qint64(collision.kept.people.count())}});
    return collisions;
}

QJsonObject byFlowJson(const std::vector<std::pair<size_t, Traffic>> &flows, const MessageCalendar &calendar)
{
    QJsonObject json;
    for (const auto &[flow, traffic] : flows)
        json.insert(calendar.flows[flow].name, qint64(traffic.count));
    return json;
}

QJsonArray weekendsJson(const MessageCalendar &calendar)
{
    QJsonArray weekends;
    for (const SaleWeekend &weekend : calendar.saleWeekends) {
        QJsonArray people;
        for (const ProfileSet &set : weekend.peopleBy)
            people.append(qint64(set.count()));
        weekends.append(QJsonObject{{"from", dayText(weekend.thursday)},
                                    {"black_friday", dayText(weekend.thursday + 1)},
                                    {"messages", channelsJson(weekend.sent)},
                                    {"usual", weekend.usual ? QJsonValue(*weekend.usual) : QJsonValue()},
                                    {"people_by_messages", people},
                                    {"late", byFlowJson(weekend.late, calendar)},
                                    {"kept_back", byFlowJson(weekend.collisions, calendar)}});
    }
    return weekends;
}

QString loadsText(const MessageCalendar &calendar)
{
    TextTable table({tr("Flow"), tr(">E-mail"), tr(">SMS"), tr(">Push"), tr("Beside the others")});
    for (const FlowLoad &flow : calendar.flows) {
        QStringList cells{flow.name};
        for (const Traffic &sent : flow.sent)
            cells.append(QString::number(sent.count));
        cells.append(flow.failed       ? tr("left out: %1").arg(flow.failed->message)
                     : flow.hasSpacing ? QString()
                                       : tr("neither a cap nor smart sending"));
        table.add(cells);
    }
    return table.toText();
}

QString fullestDayText(const MessageCalendar &calendar)
{
    int fullest = 0;
    for (int day = 1; day < calendar.days; ++day) {
        if (calendar.messagesOn(day) > calendar.messagesOn(fullest))
            fullest = day;
    }
    return tr("The fullest day is %1: %2 messages to %3 people, to %4 of them more than one.\n")
        .arg(dayText(calendar.firstDay + fullest))
        .arg(calendar.messagesOn(fullest))
        .arg(calendar.peopleOn(fullest).count())
        .arg(calendar.peopleOn(fullest, 2).count());
}

QString fullestWeeksText(const MessageCalendar &calendar)
{
    TextTable table({tr(">Messages in the fullest week"), tr(">People")});
    for (size_t i = 0; i < calendar.peopleByWeek.size(); ++i) {
        const quint32 people = calendar.peopleByWeek[i].count();
        const bool isLast = i + 1 == calendar.peopleByWeek.size();
        if (people > 0)
            table.add({isLast ? tr("%1 or more").arg(i + 1) : QString::number(i + 1), QString::number(people)});
    }
    return table.toText();
}

QString collisionsText(const MessageCalendar &calendar)
{
    TextTable table({tr("Would be kept back"), tr("Behind"), tr("Why"), tr(">Messages"), tr(">People")});
    for (const Collision &collision : calendar.collisions)
        table.add({calendar.flows[collision.flow].name, calendar.flows[collision.behind].name, wordsOf(collision.why),
                   QString::number(collision.kept.count), QString::number(collision.kept.people.count())});
    return table.toText();
}

quint64 messagesIn(const std::vector<std::pair<size_t, Traffic>> &flows)
{
    quint64 messages = 0;
    for (const auto &[flow, traffic] : flows)
        messages += traffic.count;
    return messages;
}

QString weekendText(const SaleWeekend &weekend)
{
    const QString usual = weekend.usual ? QString::number(*weekend.usual) : tr("not known");
    return tr("Black Friday, %1, Thursday to Monday: %2 messages (usual: %3); %4 people get five or more; %5 come in "
              "the week after the sale is over; %6 would be kept back.\n")
        .arg(dayText(weekend.thursday + 1))
        .arg(weekend.messages())
        .arg(usual)
        .arg(weekend.peopleBy.back().count())
        .arg(messagesIn(weekend.late))
        .arg(messagesIn(weekend.collisions));
}

QString calendarText(const MessageCalendar &calendar)
{
    if (calendar.flows.empty())
        return tr("No flow is saved here.\n");
    QString text = loadsText(calendar) + u'\n';
    if (std::ranges::all_of(calendar.messagesOfDay, &std::vector<DayMessage>::empty))
        return text + tr("Nothing is sent in this range.\n");
    text += fullestDayText(calendar) + u'\n' + fullestWeeksText(calendar);
    if (!calendar.collisions.empty())
        text += u'\n' + collisionsText(calendar);
    for (const SaleWeekend &weekend : calendar.saleWeekends)
        text += u'\n' + weekendText(weekend);
    return text;
}

Result<Answer> showCalendar(const CommonOptions &options, const CalendarWords &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    const auto asked = askedFlows(*store, words.flows);
    if (!asked)
        return failure(asked.error());
    const QTimeZone zone = store->homeZone();
    const auto range = rangeOf(words.range, options, zone);
    if (!range)
        return failure(range.error());
    const auto table = ProfileTable::open(store->path(), options.progress());
    if (!table)
        return failure(table.error());
    QElapsedTimer timer;
    timer.start();
    const auto calendar = calendarOf(asked->flows, *table, {range->from, range->to, zone}, options.progress());
    if (!calendar)
        return failure(calendar.error());
    const double seconds = static_cast<double>(timer.elapsed()) / 1000;
    return Answer{.json = {{"from", range->from.toIso()},
                           {"to", range->to.toIso()},
                           {"zone", QString::fromLatin1(zone.id())},
                           {"flows", flowsJson(*calendar)},
                           {"days", daysJson(*calendar)},
                           {"people_by_fullest_week", fullestWeeksJson(*calendar)},
                           {"collisions", collisionsJson(*calendar)},
                           {"sale_weekends", weekendsJson(*calendar)},
                           {"seconds", seconds}},
                  .text = calendarText(*calendar),
                  .notes = asked->notes + rangeNotes(*range, options)};
}

} // namespace

void addFlowCalendar(Commands &commands, CLI::App &flow)
{
    const auto words = std::make_shared<CalendarWords>();
    const auto run = [words](const CommonOptions &options) { return showCalendar(options, *words); };
    CLI::App &command = commands.command(
        flow, "calendar", tr("Several flows side by side: messages by day and person, and where they collide"), run);
    command.add_option(
        "NAME|FILE.json", words->flows,
        tr("Saved names, or files that end in .json; all saved flows where none is given").toStdString());
    addRangeWords(command, words->range);
}

} // namespace perennial
