// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audience/memberstream.h"

#include "core/base/parallel.h"
#include "core/store/store.h"

#include <algorithm>

namespace perennial {

namespace {

constexpr size_t PeopleAtOnce = 1024;
constexpr size_t LanesPerThread = 2; // so that a thread that is done early finds more to do

// A connection, and whom it read last.
struct Lane
{
    std::optional<Store> own;
    std::optional<MemberReader> reader;
    std::vector<ExportMember> read;
    std::vector<ExportMember> ready; // read in the round before
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
        const size_t parts = (m_ids.size() + PeopleAtOnce - 1) / PeopleAtOnce;
        m_lanes.resize(std::clamp<size_t>(parts, 1, LanesPerThread * workerCount()));
        for (Lane &lane : m_lanes) {
            const bool isFirst = &lane == &m_lanes.front();
            if (!isFirst) {
                auto own = Store::openReader(store.path());
                if (!own)
                    return failure(own.error());
                lane.own.emplace(std::move(*own));
            }
            auto reader = MemberReader::make(isFirst ? store : *lane.own, columns, moments);
            if (!reader)
                return failure(reader.error());
            lane.reader.emplace(std::move(*reader));
        }
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
    // Uses what the round before read, while the lanes read on.
    [[nodiscard]] Result<void> round()
    {
        Result<void> used;
        std::vector<std::function<void()>> tasks;
        if (m_isReady)
            tasks.emplace_back([&] { used = useReady(); });
        for (Lane &lane : m_lanes) {
            lane.read.clear();
            const auto ids = m_ids.subspan(m_next, std::min(PeopleAtOnce, m_ids.size() - m_next));
            m_next += ids.size();
            if (!ids.empty())
                tasks.emplace_back([&lane, ids] { lane.outcome = lane.reader->read(ids, lane.read); });
        }
        runInParallel(tasks);
        m_isReady = false;
        for (Lane &lane : m_lanes) {
            if (!lane.outcome)
                return lane.outcome;
            std::swap(lane.read, lane.ready);
            m_isReady = m_isReady || !lane.ready.empty();
        }
        return used;
    }

    [[nodiscard]] Result<void> useReady()
    {
        for (const Lane &lane : m_lanes) {
            if (lane.ready.empty())
                continue;
            if (const auto used = m_use(lane.ready); !used)
                return used;
        }
        return {};
    }

    std::span<const ProfileId> m_ids;
    const UseMembers &m_use;
    std::vector<Lane> m_lanes;
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
