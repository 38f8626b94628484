// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/audience/todaysaudience.h"

#include "core/flow/audience/quietrest.h"
#include "core/flow/replay/everybody.h"
#include "core/flow/replay/personreplay.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// Writes down what is sent from a moment on, by node.
class SendingsFrom final : public FlowObserver
{
public:
    SendingsFrom(qint64 from, size_t nodes)
        : m_from(from)
        , m_byNode(nodes)
    {
    }

    void sent(const JourneyState &journey, qint64 now) override
    {
        if (now >= m_from)
            m_byNode[static_cast<size_t>(journey.node)].push_back({journey.person, {now}});
    }
    [[nodiscard]] std::vector<std::vector<MessageOfToday>> &byNode() { return m_byNode; }

private:
    qint64 m_from;
    std::vector<std::vector<MessageOfToday>> m_byNode;
};

// What one thread needs for its people.
class AudienceWorker
{
public:
    AudienceWorker(std::unique_ptr<BoundFlow> flow, qint64 from, const TodaysAudience &today)
        : m_flow(std::move(flow))
        , m_sendings(std::make_unique<SendingsFrom>(today.dayBegin.ms, m_flow->nodes.size()))
        , m_replay(std::make_unique<PersonReplay>(*m_flow, from, today.dayEnd.ms, *m_sendings))
    {
    }

    void run(quint32 person) { m_replay->run(person); }
    [[nodiscard]] std::vector<std::vector<MessageOfToday>> &byNode() { return m_sendings->byNode(); }

private:
    std::unique_ptr<BoundFlow> m_flow;
    std::unique_ptr<SendingsFrom> m_sendings;
    std::unique_ptr<PersonReplay> m_replay;
};

QTimeZone zoneOf(const FlowDoc &flow, const QTimeZone &home)
{
    return perennial::zoneOf(documentOf(flow, flow.entry), home);
}

MessageAudience gathered(const FlowNodeId &id, size_t place, std::vector<AudienceWorker> &workers, Instant now)
{
    MessageAudience audience{.node = id, .messages = {}, .sent = 0};
    for (AudienceWorker &worker : workers) {
        const auto &messages = worker.byNode()[place];
        audience.messages.insert(audience.messages.end(), messages.begin(), messages.end());
    }
    std::ranges::sort(audience.messages, {},
                      [](const MessageOfToday &message) { return std::pair(message.at.ms, message.person); });
    const auto isSent = [now](const MessageOfToday &message) { return message.at <= now; };
    audience.sent = static_cast<size_t>(std::ranges::count_if(audience.messages, isSent));
    return audience;
}

} // namespace

std::vector<ProfileId> MessageAudience::people(const ProfileTable &table) const
{
    std::vector<quint32> places(messages.size());
    std::ranges::transform(messages, places.begin(), &MessageOfToday::person);
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<ProfileId> ids(places.size());
    std::ranges::transform(places, ids.begin(), [&](quint32 place) { return table.idAt(place); });
    return ids;
}

const MessageAudience *TodaysAudience::node(const FlowNodeId &id) const
{
    const auto place = std::ranges::find(nodes, id, &MessageAudience::node);
    return place == nodes.end() ? nullptr : &*place;
}

AudienceSetting todaysSetting(const FlowDoc &flow, const QTimeZone &home, Instant now)
{
    const QTimeZone zone = zoneOf(flow, home);
    return {{startOfDayMs(localDay(shiftedBack(now.ms, 2, TimeUnit::Year, zone), zone), zone)}, now};
}

Result<TodaysAudience> todaysAudience(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table,
                                      const AudienceSetting &setting, const Progress &progress)
{
    if (setting.from >= setting.now)
        return failure(ErrorKind::Usage, QCoreApplication::translate("perennial", "The replay ends before it begins."));
    TodaysAudience today;
    today.now = setting.now;
    today.zone = zoneOf(flow, table->columns().homeZone);
    const QDate day = localDay(setting.now.ms, today.zone);
    today.dayBegin = {startOfDayMs(day, today.zone)};
    today.dayEnd = {startOfDayMs(day.addDays(1), today.zone)};
    const auto known = quietBetween(table, today.now, today.dayEnd);
    auto bound = boundForThreads({&flow}, known, progress);
    if (!bound)
        return failure(bound.error());
    auto workers = replayEverybody<AudienceWorker>(std::move(*bound), *known, progress, [&](BoundFlows mine) {
        return AudienceWorker(std::move(mine.front()), setting.from.ms, today);
    });
    if (!workers)
        return failure(workers.error());
    for (size_t place = 0; place < flow.nodes.size(); ++place) {
        if (flow.nodes[place].as<MessageNode>())
            today.nodes.push_back(gathered(flow.nodes[place].id, place, *workers, today.now));
    }
    return today;
}

} // namespace perennial
