// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/reach.h"

#include "core/segment/evaluate/consentleaf.h"

namespace perennial {

ProfileSet peopleWho(const ProfileTable &table, Channel channel, Reach state, Instant asOf)
{
    ConsentCondition condition;
    condition.channel = channel;
    condition.state = state;
    const auto leaf = makeConsentLeaf(condition, {table, {asOf, QTimeZone::utc()}});
    ProfileSet people = table.knownAt(asOf);
    std::vector<quint64> unknown(PeopleChunk::Most / 64), yes(PeopleChunk::Most / 64);
    for (quint32 first = 0; first < table.profileCount(); first += PeopleChunk::Most) {
        const PeopleChunk chunk{first, std::min(PeopleChunk::Most, table.profileCount() - first)};
        leaf->evaluate(chunk, {{yes.data(), chunk.wordCount()}, {unknown.data(), chunk.wordCount()}});
        for (size_t i = 0; i < chunk.wordCount(); ++i)
            people.words()[first / 64 + i] &= yes[i];
    }
    return people;
}

} // namespace perennial
