// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/calendar/messagecalendar.h"
#include "core/segment/document/window.h"
#include "tests/core/flow/rows/flowinterpreter.h"
#include "tests/core/flow/rows/randomflow.h"
#include "tests/core/segment/rows/randomseeds.h"
#include "tests/core/segment/rows/randomstore.h"

#include <QTemporaryDir>
#include <QTest>

using namespace perennial;

namespace {

// A message as the step-by-step reading writes it.
struct ReadMessage
{
    qint64 at;
    size_t flow;
    const MessageNode *message;
};

struct ReadFlow
{
    const FlowDoc &doc;
    std::unique_ptr<FlowInterpreter> interpreter;
};

void addMessages(const QStringList &trace, size_t place, const FlowDoc &flow, std::vector<ReadMessage> &messages)
{
    for (const QString &line : trace) {
        if (line.section(u' ', 3) != QLatin1String("sent"))
            continue;
        const auto *message = flow.node(line.section(u' ', 2, 2))->as<MessageNode>();
        if (message->channel != MessageChannel::Webhook && message->channel != MessageChannel::Task)
            messages.push_back({Instant::fromIso(line.section(u' ', 0, 0))->ms, place, message});
    }
}

// What a calendar says, counted as one would by hand.
struct ReadCalendar
{
    std::map<size_t, quint64> messages; // by flow
    std::map<QDate, std::vector<DayMessage>> days;
    std::map<size_t, std::set<quint32>> weeks;    // people by the messages in their fullest week
    std::map<QString, std::vector<quint32>> kept; // people, once for each message, by collision
};

QString collisionWords(size_t flow, size_t behind, const QString &why)
{
    return QStringLiteral("%1 behind %2 why %3").arg(flow).arg(behind).arg(why);
}

// A random flow that writes to whoever comes in, at once.
FlowDoc talkative(RandomFlow &random, int number)
{
    FlowDoc flow = random.make();
    FlowNode hello;
    hello.id = QStringLiteral("hello");
    MessageNode message;
    message.channel = number % 3 == 0 ? MessageChannel::Email : MessageChannel::Push;
    message.messageClass = number % 4 == 0 ? MessageClass::Transactional : MessageClass::Marketing;
    hello.is = message;
    FlowNode &trigger = flow.nodes.front();
    if (const auto to = trigger.to.find(port::Next); to != trigger.to.end())
        hello.to.emplace(port::Next, to->second);
    trigger.to[port::Next] = hello.id;
    flow.nodes.push_back(hello);
    flow.entry = SegmentNode{SegmentGroup{}};
    flow.reEntry = number % 2 == 0 ? ReEntry::Always : ReEntry::AfterLeaving;
    return flow;
}

QDate dayOf(qint64 moment, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(moment, zone).date();
}

void readFullestWeek(const std::vector<ReadMessage> &messages, quint32 person, ReadCalendar &calendar)
{
    size_t most = 0;
    for (const ReadMessage &last : messages)
        most = std::max(most, static_cast<size_t>(std::ranges::count_if(messages, [&](const ReadMessage &other) {
                            return other.at <= last.at && other.at > last.at - 7 * Instant::DayMs;
                        })));
    if (most > 0)
        calendar.weeks[std::min<size_t>(most, 10)].insert(person);
}

// Of those that counted the last; of one moment that of the last channel.
std::optional<size_t> behindWhom(const std::vector<ReadMessage> &passed, const std::vector<FlowInterpreter::Sent> &sent,
                                 const FlowInterpreter::TooSoon &rule, const ReadMessage &message)
{
    std::optional<size_t> last;
    for (size_t i = 0; i < passed.size(); ++i) {
        if (passed[i].flow == message.flow || !rule.counts(sent[i], message.at))
            continue;
        if (!last || std::tie(sent[i].at, sent[i].channel) >= std::tie(sent[*last].at, sent[*last].channel))
            last = i;
    }
    return last ? std::optional(passed[*last].flow) : std::nullopt;
}

void readKeptBack(const std::vector<ReadMessage> &messages, const RowPerson &person, quint32 index,
                  const std::vector<ReadFlow> &flows, ReadCalendar &calendar)
{
    std::vector<ReadMessage> passed;
    std::vector<FlowInterpreter::Sent> sent;
    for (const ReadMessage &message : messages) {
        const auto rule = flows[message.flow].interpreter->tooSoon(person, *message.message, message.at, sent);
        if (!rule) {
            passed.push_back(message);
            sent.push_back(
                {message.at, message.message->channel, message.message->messageClass == MessageClass::Marketing});
            continue;
        }
        const auto behind = behindWhom(passed, sent, *rule, message);
        QVERIFY2(behind, "kept back behind nobody but its own flow");
        calendar.kept[collisionWords(message.flow, *behind, rule->why)].push_back(index);
    }
}

ReadCalendar read(const std::vector<ReadFlow> &flows, const RowEvaluator &rows, const ProfileTable &table,
                  const QTimeZone &zone)
{
    ReadCalendar calendar;
    for (const RowPerson &person : rows.rows().people) {
        const quint32 index = *table.indexOf({person.id});
        std::vector<ReadMessage> messages;
        for (size_t i = 0; i < flows.size(); ++i)
            addMessages(flows[i].interpreter->traceOf(person), i, flows[i].doc, messages);
        std::ranges::stable_sort(messages, {}, &ReadMessage::at);
        for (const ReadMessage &message : messages) {
            calendar.days[dayOf(message.at, zone)].push_back(
                {index, static_cast<quint16>(message.flow), message.message->channel});
            ++calendar.messages[message.flow];
        }
        readFullestWeek(messages, index, calendar);
        readKeptBack(messages, person, index, flows, calendar);
    }
    return calendar;
}

} // namespace

// Two opinions about several flows: what the calendar counts, and what is counted as one would by hand from what the
// step-by-step interpreter says that each flow sends.
class TestCalendarAgreement : public QObject
{
    Q_OBJECT

private:
    void compareStore(quint32 seed);
    void compare(const MessageCalendar &calendar, ReadCalendar read);

    QTemporaryDir m_folder;
    quint64 m_messages = 0;
    quint64 m_keptBack = 0;

private Q_SLOTS:
    void agrees();
};

void TestCalendarAgreement::compare(const MessageCalendar &calendar, ReadCalendar read)
{
    for (size_t i = 0; i < calendar.flows.size(); ++i) {
        QCOMPARE(calendar.flows[i].messages(), read.messages[i]);
        m_messages += read.messages[i];
    }
    for (int day = 0; day < calendar.days; ++day) {
        auto &messages = read.days[QDate(1970, 1, 1).addDays(calendar.firstDay + day)];
        std::ranges::sort(messages);
        QVERIFY(calendar.messagesOfDay[static_cast<size_t>(day)] == messages);
    }
    for (size_t n = 0; n < calendar.peopleByWeek.size(); ++n) {
        std::set<quint32> people;
        calendar.peopleByWeek[n].forEach([&](quint32 person) { people.insert(person); });
        QCOMPARE(people, read.weeks[n + 1]);
    }
    QCOMPARE(calendar.collisions.size(), read.kept.size());
    for (const Collision &collision : calendar.collisions) {
        const auto &kept = read.kept[collisionWords(collision.flow, collision.behind,
                                                    QString::number(static_cast<int>(collision.why)))];
        QCOMPARE(collision.kept.count, kept.size());
        QCOMPARE(collision.kept.people.count(), std::set<quint32>(kept.begin(), kept.end()).size());
        m_keptBack += kept.size();
    }
}

void TestCalendarAgreement::compareStore(quint32 seed)
{
    const QString path = m_folder.filePath(QStringLiteral("%1.perennial").arg(seed));
    RandomStore store(seed);
    QVERIFY(store.write(path));
    const auto table = ProfileTable::build(path, Progress());
    QVERIFY(table);
    const RowEvaluator rows(path);
    RandomFlow random(seed);
    const QTimeZone zone("America/New_York");
    const qint64 to = RandomStore::Origin, from = to - 45 * Instant::DayMs;
    std::vector<FlowDoc> asked;
    for (int number = 0; asked.size() < 4; ++number) {
        FlowDoc flow = talkative(random, number);
        if (BoundFlow::bind(flow, *table, {}))
            asked.push_back(std::move(flow));
    }
    std::vector<ReadFlow> flows;
    for (const FlowDoc &flow : asked)
        flows.push_back({flow, std::make_unique<FlowInterpreter>(rows, flow, from, to)});
    const auto calendar = calendarOf(asked, *table, {{from}, {to}, zone}, Progress());
    QVERIFY(calendar);
    compare(*calendar, read(flows, rows, **table, zone));
}

void TestCalendarAgreement::agrees()
{
    const Seeds seeds = seedsAsked(9700, 12);
    for (quint32 i = 0; i < seeds.count && !QTest::currentTestFailed(); ++i) {
        compareStore(seeds.first + i);
        if (QTest::currentTestFailed())
            qWarning("store %u", seeds.first + i);
    }
    qInfo("%llu messages, %llu kept back", m_messages, m_keptBack);
    if (!QTest::currentTestFailed())
        QVERIFY(m_keptBack > 0);
}

QTEST_GUILESS_MAIN(TestCalendarAgreement)
#include "tst_calendaragreement.moc"
