// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/scoreplaces.h"

#include "core/base/stoppablesort.h"
#include "core/segment/document/scores.h"
#include "core/segment/evaluate/heldvalues.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

struct Ranked
{
    PropertyColumn::Raw group;
    qint64 value; // orders as the score does
    quint32 person;
};

// A whole number that orders as `number` does.
qint64 orderOf(double number)
{
    constexpr qint64 allButSign = std::numeric_limits<qint64>::max();
    const auto bits = std::bit_cast<qint64>(number + 0.0); // there is one zero
    return bits < 0 ? bits ^ allButSign : bits;
}

void addCandidates(const PeopleChunk &chunk, const PropertyColumn &score, const PropertyColumn *within,
                   const Binding &binding, std::vector<Ranked> &list)
{
    const qint64 now = binding.frame.now.ms;
    const HeldValues scores(score, chunk, now);
    const std::optional<HeldValues> groups = within ? std::optional(HeldValues(*within, chunk, now)) : std::nullopt;
    const Column<qint64> &knownSince = binding.table.columns().knownSince;
    for (quint32 place = 0; place < chunk.count; ++place) {
        const quint32 person = chunk.first + place;
        if (knownSince[person] > now || !scores.isKnown(place) || (groups && !groups->isKnown(place)))
            continue;
        const qint64 value = score.type == ValueType::Number ? orderOf(scores.number(place)) : scores[place];
        const auto group = !groups                             ? 0
                           : within->type == ValueType::Number ? orderOf(groups->number(place))
                                                               : (*groups)[place];
        list.push_back({group, value, person});
    }
}

// Who is known at the moment and has a score and a group.
std::vector<Ranked> candidates(const PropertyColumn &score, const PropertyColumn *within, const Binding &binding)
{
    const quint32 people = binding.table.profileCount();
    std::vector<Ranked> list;
    list.reserve(people);
    for (quint32 first = 0; first < people && !binding.stop.stop_requested(); first += PeopleChunk::Most)
        addCandidates({first, std::min(PeopleChunk::Most, people - first)}, score, within, binding, list);
    return list;
}

using Place = std::vector<Ranked>::const_iterator;

// The places of one group, by value.
void placeGroup(Place begin, Place end, bool byRank, const std::stop_token &stop, const TakePlace &take)
{
    std::vector<quint32> people;
    for (Place same = begin; same != end && !stop.stop_requested();) {
        const Place next = std::find_if(same, end, [&](const Ranked &r) { return r.value != same->value; });
        people.clear();
        std::transform(same, next, std::back_inserter(people), [](const Ranked &r) { return r.person; });
        if (byRank)
            take(end - next + 1, 1, people);
        else
            take(100 * (same - begin), end - begin, people);
        same = next;
    }
}

} // namespace

Result<void> placeByScore(const ScoreCondition &condition, const Binding &binding, const QString &where,
                          const TakePlace &take)
{
    const QString property = scoreProperty(condition.score);
    const PropertyColumn *score = binding.table.property(property);
    const PropertyColumn *within = condition.within.isEmpty() ? nullptr : binding.table.property(condition.within);
    if (score && score->type != ValueType::Number && score->type != ValueType::Date)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("perennial", "“%1” is a %2, so nobody has a rank by it.")
                           .arg(property, valueTypeWords(score->type)),
                       where + QStringLiteral(".scale"));
    if (!score || (!within && !condition.within.isEmpty()))
        return {};
    std::vector<Ranked> list = candidates(*score, within, binding);
    const auto before = [](const Ranked &a, const Ranked &b) {
        return std::tie(a.group, a.value) < std::tie(b.group, b.value);
    };
    if (!sortUnlessStopped(list, binding.stop, before))
        return stopped();
    for (Place group = list.cbegin(); group != list.cend();) {
        const Place end = std::find_if(group, list.cend(), [&](const Ranked &r) { return r.group != group->group; });
        placeGroup(group, end, condition.scale == ScoreScale::Rank, binding.stop, take);
        group = end;
    }
    return {};
}

} // namespace perennial
