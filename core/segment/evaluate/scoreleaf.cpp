// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/scoreleaf.h"

#include "core/base/stoppablesort.h"
#include "core/segment/document/scores.h"
#include "core/segment/evaluate/heldvalues.h"
#include "core/segment/evaluate/propertyleaf.h"
#include "core/segment/plan/numbertest.h"
#include "core/segment/plan/setleaf.h"

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

// Who is known at the moment and has a score and a group.
std::vector<Ranked> candidates(const PropertyColumn &score, const PropertyColumn *within, const Binding &binding)
{
    const PeopleChunk all = everybody(binding.table);
    const qint64 now = binding.frame.now.ms;
    const HeldValues scores(score, all, now);
    const std::optional<HeldValues> groups = within ? std::optional(HeldValues(*within, all, now)) : std::nullopt;
    const Column<qint64> &knownSince = binding.table.columns().knownSince;
    std::vector<Ranked> list;
    for (quint32 person = 0; person < all.count; ++person) {
        if (knownSince[person] > now || !scores.isKnown(person) || (groups && !groups->isKnown(person)))
            continue;
        const qint64 value = score.type == ValueType::Number ? orderOf(scores.number(person)) : scores[person];
        const auto group = !groups                             ? 0
                           : within->type == ValueType::Number ? orderOf(groups->number(person))
                                                               : (*groups)[person];
        list.push_back({group, value, person});
    }
    return list;
}

class PlaceAmongLeaf final : public Leaf
{
public:
    // `list`: by group and value.
    PlaceAmongLeaf(const ScoreCondition &condition, const std::vector<Ranked> &list, const Binding &binding)
        : m_test(NumberTest::of(condition.test, 1))
        , m_byRank(condition.scale == ScoreScale::Rank)
        , m_yes(binding.table.profileCount())
        , m_known(binding.table.profileCount())
    {
        for (auto group = list.cbegin(); group != list.cend();) {
            const auto end = std::find_if(group, list.cend(), [&](const Ranked &r) { return r.group != group->group; });
            judge(group, end);
            group = end;
        }
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const size_t first = chunk.first / 64;
        std::copy_n(m_yes.words().begin() + static_cast<qsizetype>(first), chunk.wordCount(), verdicts.yes.begin());
        for (size_t i = 0; i < chunk.wordCount(); ++i)
            verdicts.unknown[i] = ~m_known.words()[first + i];
    }

private:
    using Place = std::vector<Ranked>::const_iterator;

    // One group, by value.
    void judge(Place begin, Place end)
    {
        for (Place same = begin; same != end;) {
            const Place next = std::find_if(same, end, [&](const Ranked &r) { return r.value != same->value; });
            const bool passes = passesWith(same - begin, end - next, end - begin);
            for (; same != next; ++same) {
                m_known.add(same->person);
                if (passes)
                    m_yes.add(same->person);
            }
        }
    }

    [[nodiscard]] bool passesWith(qint64 lower, qint64 higher, qint64 all) const
    {
        return m_byRank ? m_test.passes(higher + 1) : m_test.passesFraction(100 * lower, all);
    }

    NumberTest m_test;
    bool m_byRank;
    ProfileSet m_yes;
    ProfileSet m_known;
};

} // namespace

Result<std::shared_ptr<const Leaf>> makeScoreLeaf(const ScoreCondition &condition, const Binding &binding,
                                                  const QString &where)
{
    const QString property = scoreProperty(condition.score);
    if (condition.scale == ScoreScale::Value)
        return makePropertyLeaf({property, condition.test, {}}, binding, where);
    const PropertyColumn *score = binding.table.property(property);
    const PropertyColumn *within = condition.within.isEmpty() ? nullptr : binding.table.property(condition.within);
    if (score && score->type != ValueType::Number && score->type != ValueType::Date)
        return failure(ErrorKind::Invalid,
                       QCoreApplication::translate("perennial", "“%1” is a %2, so nobody has a rank by it.")
                           .arg(property, valueTypeWords(score->type)),
                       where + QStringLiteral(".scale"));
    std::vector<Ranked> list;
    if (score && (within || condition.within.isEmpty()))
        list = candidates(*score, within, binding);
    const auto before = [](const Ranked &a, const Ranked &b) {
        return std::tie(a.group, a.value) < std::tie(b.group, b.value);
    };
    if (!sortUnlessStopped(list, binding.stop, before))
        return stopped();
    return std::make_shared<PlaceAmongLeaf>(condition, list, binding);
}

} // namespace perennial
