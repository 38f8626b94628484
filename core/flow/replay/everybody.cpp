// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/everybody.h"

namespace perennial {

Result<std::vector<BoundFlows>> boundForThreads(const std::vector<const FlowDoc *> &flows,
                                                const std::shared_ptr<const ProfileTable> &table,
                                                const Progress &progress)
{
    const MomentSetting setting{AskedIn::Flow, nullptr, progress.stopToken()};
    std::vector<BoundFlows> threads(table->profileCount() > PeopleAtOnce ? workerCount() : 1);
    for (BoundFlows &bound : threads) {
        for (const FlowDoc *flow : flows) {
            auto made = BoundFlow::bind(*flow, table, setting);
            if (!made)
                return failure(made.error());
            bound.push_back(std::move(*made));
        }
    }
    return threads;
}

} // namespace perennial
