// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/boundflow.h"
#include "core/segment/plan/chunkrun.h"

#include <QCoreApplication>

namespace perennial {

// Flows bound for one thread: what is bound keeps the person it was asked about last.
using BoundFlows = std::vector<std::unique_ptr<BoundFlow>>;

// The flows bound once for each thread that replays the people of a table. Errors as BoundFlow::bind; the document must
// outlive it.
[[nodiscard]] Result<std::vector<BoundFlows>> boundForThreads(const std::vector<const FlowDoc *> &flows,
                                                              const std::shared_ptr<const ProfileTable> &table,
                                                              const Progress &progress);

// A multiple of 64; small enough that progress moves and all cores end together.
inline constexpr quint32 PeopleAtOnce = 4096;

// Everybody, one after the other, on all cores. `make` makes a worker of a thread's flows; Worker::run(person) replays
// them. Yields the workers with what they found.
template <class Worker, class Make>
[[nodiscard]] Result<std::vector<Worker>> replayEverybody(std::vector<BoundFlows> bound, const ProfileTable &table,
                                                          const Progress &progress, Make make)
{
    const quint32 people = table.profileCount();
    std::atomic<quint32> done = 0;
    struct Thread
    {
        Worker worker;
        std::atomic<quint32> &done;
        const Progress &progress;
        quint32 people;

        void operator()(const PeopleChunk &chunk)
        {
            for (quint32 person = chunk.first; person < chunk.end() && !chunk.isStopped(); ++person)
                worker.run(person);
            const quint32 now = done.fetch_add(chunk.count) + chunk.count;
            progress.report({QCoreApplication::translate("perennial", "Replaying the flow"), now, people, now, 0});
        }
    };
    auto threads = runInChunks(people, PeopleAtOnce, progress, [&] {
        BoundFlows mine = std::move(bound.back());
        bound.pop_back();
        return Thread{make(std::move(mine)), done, progress, people};
    });
    if (!threads)
        return failure(threads.error());
    std::vector<Worker> workers;
    for (Thread &thread : *threads)
        workers.push_back(std::move(thread.worker));
    return workers;
}

} // namespace perennial
