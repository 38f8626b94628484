// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/memberstream.h"

#include "core/base/parallel.h"
#include "core/store/store.h"

#include <algorithm>
#include <mutex>

namespace perennial {

namespace {

constexpr size_t PeopleAtOnce = 512;
constexpr size_t PartsPerThread = 8; // of a round, so that a thread that is done early finds more to do
// From so many on it pays to look through all identifiers for marks first.
constexpr size_t ManyPeople = 50'000;

// A connection of its own, or the caller's.
struct Lane
{
    std::optional<Store> own;
    std::optional<MemberReader> reader;
};

// People who are read together.
struct Part
{
    std::vector<ExportMember> read;
    std::vector<ExportMember> ready; // read in the round before
    size_t count = 0;                // of those who are ready
    Result<void> outcome;
};

class MemberStream
{
public:
    MemberStream(std::span<const ProfileId> ids, const UseMembers &use)
        : m_ids(ids)
        , m_use(use)
    {
    }

    [[nodiscard]] Result<void> open(const Store &store, const std::vector<ExportColumn> &columns,
                                    const ReadingMoments &moments)
    {
        const size_t parts = std::max<size_t>(1, (m_ids.size() + PeopleAtOnce - 1) / PeopleAtOnce);
        m_lanes.resize(std::min<size_t>(parts, workerCount()));
        m_parts.resize(std::min<size_t>(parts, PartsPerThread * workerCount()));
        std::vector<Result<void>> outcomes(m_lanes.size());
        std::vector<std::function<void()>> tasks;
        for (size_t i = 0; i < m_lanes.size(); ++i)
            tasks.emplace_back([&, i] { outcomes[i] = openLane(m_lanes[i], i == 0, store, columns, moments); });
        runInParallel(tasks);
        for (const Result<void> &outcome : outcomes)
            if (!outcome)
                return outcome;
        for (Lane &lane : m_lanes)
            m_free.push_back(&lane);
        return {};
    }

    [[nodiscard]] Result<void> run(const Progress &progress)
    {
        while (m_next < m_ids.size() || m_isReady) {
            if (progress.stopRequested())
                return stopped();
            if (const auto done = round(); !done)
                return done;
        }
        return {};
    }

private:
    [[nodiscard]] Result<void> openLane(Lane &lane, bool isFirst, const Store &store,
                                        const std::vector<ExportColumn> &columns, const ReadingMoments &moments) const
    {
        const bool areMany = m_ids.size() >= ManyPeople;
        if (areMany || !isFirst) {
            auto own = Store::openReader(store.path());
            if (!own)
                return failure(own.error());
            lane.own.emplace(std::move(*own));
        }
        const Store &from = lane.own ? *lane.own : store;
        auto reader = MemberReader::make(from, columns, moments);
        if (!reader)
            return failure(reader.error());
        lane.reader.emplace(std::move(*reader));
        return areMany ? lane.reader->prepareForMany(from) : Result<void>();
    }

    // Uses what the round before read, while the lanes read on.
    [[nodiscard]] Result<void> round()
    {
        Result<void> used;
        std::vector<std::function<void()>> tasks;
        if (m_isReady)
            tasks.emplace_back([&] { used = useReady(); });
        std::vector<size_t> counts;
        for (Part &part : m_parts) {
            const auto ids = m_ids.subspan(m_next, std::min(PeopleAtOnce, m_ids.size() - m_next));
            m_next += ids.size();
            counts.push_back(ids.size());
            if (!ids.empty())
                tasks.emplace_back([this, &part, ids] { read(part, ids); });
        }
        runInParallel(tasks);
        for (size_t i = 0; i < m_parts.size(); ++i) {
            Part &part = m_parts[i];
            if (!part.outcome)
                return part.outcome;
            std::swap(part.read, part.ready);
            part.count = counts[i];
        }
        m_isReady = counts.front() > 0;
        return used;
    }

    // As many as there are threads read at once, each on a lane that nobody else is on.
    void read(Part &part, std::span<const ProfileId> ids)
    {
        Lane *lane = nullptr;
        {
            const std::scoped_lock lock(m_mutex);
            lane = m_free.back();
            m_free.pop_back();
        }
        part.outcome = lane->reader->read(ids, part.read);
        const std::scoped_lock lock(m_mutex);
        m_free.push_back(lane);
    }

    [[nodiscard]] Result<void> useReady()
    {
        for (const Part &part : m_parts) {
            if (part.count == 0)
                continue;
            if (const auto used = m_use(std::span(part.ready).first(part.count)); !used)
                return used;
        }
        return {};
    }

    std::span<const ProfileId> m_ids;
    const UseMembers &m_use;
    std::vector<Lane> m_lanes;
    std::vector<Part> m_parts;
    std::mutex m_mutex; // of the free lanes
    std::vector<Lane *> m_free;
    size_t m_next = 0;
    bool m_isReady = false;
};

} // namespace

Result<void> readMembers(const Store &store, const std::vector<ExportColumn> &columns, const ReadingMoments &moments,
                         std::span<const ProfileId> ids, const Progress &progress, const UseMembers &use)
{
    MemberStream stream(ids, use);
    return stream.open(store, columns, moments).and_then([&] { return stream.run(progress); });
}

} // namespace perennial
