// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/scoreleaf.h"

#include "core/segment/document/scores.h"
#include "core/segment/evaluate/propertyleaf.h"
#include "core/segment/evaluate/scoreplaces.h"
#include "core/segment/plan/numbertest.h"
#include "core/segment/plan/setleaf.h"

#include <algorithm>

namespace perennial {

namespace {

class PlaceAmongLeaf final : public Leaf
{
public:
    explicit PlaceAmongLeaf(quint32 people)
        : m_yes(people)
        , m_known(people)
    {
    }

    void add(std::span<const quint32> people, bool passes)
    {
        for (const quint32 person : people) {
            m_known.add(person);
            if (passes)
                m_yes.add(person);
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
    ProfileSet m_yes;
    ProfileSet m_known;
};

} // namespace

Result<std::shared_ptr<const Leaf>> makeScoreLeaf(const ScoreCondition &condition, const Binding &binding,
                                                  const QString &where)
{
    if (condition.scale == ScoreScale::Value)
        return makePropertyLeaf({scoreProperty(condition.score), condition.test, {}}, binding, where);
    const NumberTest test = NumberTest::of(condition.test, 1);
    const auto leaf = std::make_shared<PlaceAmongLeaf>(binding.table.profileCount());
    const auto placed =
        placeByScore(condition, binding, where, [&](qint64 place, qint64 of, std::span<const quint32> people) {
            leaf->add(people, test.passesFraction(place, of));
        });
    if (!placed)
        return failure(placed.error());
    return leaf;
}

} // namespace perennial
