// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/differencecauses.h"

#include "core/connect/outbox/outbox.h"
#include "core/segment/document/sentence.h"
#include "core/segment/history/segmentmoves.h"
#include "core/store/segmentshelf.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace perennial {

namespace {

// Beyond this many people moved, the others are not looked at one by one.
constexpr size_t MostMoves = 250'000;
constexpr int RunsLookedAt = 50;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// People by their reason, in the order in which reasons turn up.
class Groups
{
public:
    void add(const QString &text, ProfileId person)
    {
        const auto known = m_places.constFind(text);
        const size_t place = known == m_places.cend() ? m_groups.size() : *known;
        if (known == m_places.cend()) {
            m_places.insert(text, place);
            m_groups.push_back({text, {}});
        }
        m_groups[place].people.push_back(person);
    }

    [[nodiscard]] std::vector<ChangeGroup> largestFirst() &&
    {
        std::ranges::stable_sort(m_groups, std::ranges::greater(),
                                 [](const ChangeGroup &group) { return group.people.size(); });
        return std::move(m_groups);
    }

private:
    QHash<QString, size_t> m_places;
    std::vector<ChangeGroup> m_groups;
};

// Whether somebody for whom the node comes to hold comes into the segment, rather than leaves it.
bool letsIn(const SegmentDoc &doc, NodePath path)
{
    bool isStraight = true;
    while (!path.isRoot()) {
        path = path.parent();
        if (const SegmentGroup *group = nodeAt(doc, path)->group(); group && group->match == GroupMatch::None)
            isStraight = !isStraight;
    }
    return isStraight;
}

enum class Way { In, Out };

// "now among those who had Visited Page in the last 30 days".
QString movedBy(const SegmentDoc &doc, const NodePath &path, Way way)
{
    if (path.isRoot())
        return way == Way::In ? tr("became known") : tr("were not known yet");
    const QString words = wordsOf(*nodeAt(doc, path));
    const bool holdsNow = letsIn(doc, path) == (way == Way::In);
    return holdsNow ? tr("now among those %1").arg(words) : tr("no longer among those %1").arg(words);
}

// What moved each person, in words; empty for who did not move.
class MoveWords
{
public:
    MoveWords(const SegmentDoc &doc, const std::vector<Move> &moves, Way way)
    {
        m_words.reserve(static_cast<qsizetype>(moves.size()));
        for (const Move &move : moves) {
            QStringList words;
            for (const NodePath &path : move.by)
                words.append(movedBy(doc, path, way));
            m_words.insert(move.person, words.join(tr("; and ")));
        }
    }
    [[nodiscard]] QString of(quint32 person) const { return m_words.value(person); }

private:
    QHash<quint32, QString> m_words;
};

// The text of the reason that holds somebody back; empty where none does. The people of a reason ascend.
QString heldBackBy(const std::vector<HeldBack> &reasons, ProfileId person)
{
    for (const HeldBack &reason : reasons) {
        if (std::ranges::binary_search(reason.people, person))
            return reason.text();
    }
    return {};
}

Result<std::optional<Instant>> lastRunMoment(Store &store, DestinationId destination)
{
    const auto runs = Outbox(store).runs(destination, RunsLookedAt);
    if (!runs)
        return failure(runs.error());
    const auto done = std::ranges::find(*runs, RunState::Done, &PushRun::state);
    return done == runs->end() ? std::nullopt : std::optional(done->asOf);
}

Result<bool> wasEdited(Store &store, const AudienceSource &source, Instant since)
{
    if (source.kind == AudienceKind::List)
        return false;
    const auto saved = SegmentShelf(store).find(source.name);
    if (!saved)
        return failure(saved.error());
    return *saved && (*saved)->updated > since;
}

// Both moments side by side.
struct Comparison
{
    const ProfileTable &table;
    const SegmentMoves &moves;
    const MoveWords entered;
    const MoveWords left;
    const std::vector<HeldBack> &heldBackThen;
    const std::vector<HeldBack> &heldBackNow;
    bool isEdited = false;

    [[nodiscard]] QString whyJoins(ProfileId person) const;
    [[nodiscard]] QString whyLeaves(ProfileId person) const;

private:
    [[nodiscard]] static QString moved(const QString &words)
    {
        return words.isEmpty() ? tr("others; too many to be looked at one by one") : words;
    }
};

QString Comparison::whyJoins(ProfileId person) const
{
    const auto index = table.indexOf(person);
    if (index && moves.entered.contains(*index))
        return moved(entered.of(*index));
    if (const QString reason = heldBackBy(heldBackThen, person); !reason.isEmpty())
        return tr("no longer held back: %1").arg(reason);
    return isEdited ? tr("the segment was edited since") : tr("were in the audience before, but did not arrive then");
}

QString Comparison::whyLeaves(ProfileId person) const
{
    const auto index = table.indexOf(person);
    if (!index)
        return tr("are no longer in the store");
    if (const QString reason = heldBackBy(heldBackNow, person); !reason.isEmpty())
        return tr("held back now: %1").arg(reason);
    if (moves.left.contains(*index))
        return moved(left.of(*index));
    return isEdited ? tr("the segment was edited since") : tr("had left before the last run already");
}

} // namespace

Result<std::optional<DifferenceCauses>> differenceCauses(const PlanGround &ground, const SavedDestination &destination,
                                                         const AudiencePlan &plan, const Progress &progress)
{
    const auto since = lastRunMoment(ground.store, destination.id);
    if (!since)
        return failure(since.error());
    if (!*since)
        return std::nullopt;
    const AudienceSource &source = destination.destination.source;
    const auto doc = sourceDocument(ground.store, source);
    if (!doc)
        return failure(doc.error());
    const auto moves = movesOf(*doc, ground.table, **since, plan.asOf, MostMoves, {}, progress);
    if (!moves)
        return failure(moves.error());
    const auto then = planAudience({ground.store, ground.table, **since}, destination, progress);
    if (!then)
        return failure(then.error());
    const auto isEdited = wasEdited(ground.store, source, **since);
    if (!isEdited)
        return failure(isEdited.error());
    const Comparison comparison{*ground.table,
                                *moves,
                                {*doc, moves->enteredMoves, Way::In},
                                {*doc, moves->leftMoves, Way::Out},
                                then->heldBack,
                                plan.heldBack,
                                *isEdited};
    Groups joins, leaves;
    for (const ProfileId person : plan.difference.joins)
        joins.add(comparison.whyJoins(person), person);
    for (const ProfileId person : plan.difference.leaves)
        leaves.add(comparison.whyLeaves(person), person);
    return DifferenceCauses{**since, std::move(joins).largestFirst(), std::move(leaves).largestFirst()};
}

} // namespace perennial
