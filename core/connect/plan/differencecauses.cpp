// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/plan/differencecauses.h"

#include "core/connect/outbox/neversent.h"
#include "core/connect/outbox/outbox.h"
#include "core/segment/document/sentence.h"
#include "core/segment/history/segmentmoves.h"
#include "core/store/segmentshelf.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <tuple>

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

Result<std::optional<PushRun>> lastRun(Store &store, DestinationId destination)
{
    const auto runs = Outbox(store).runs(destination, RunsLookedAt);
    if (!runs)
        return failure(runs.error());
    const auto done = std::ranges::find(*runs, RunState::Done, &PushRun::state);
    return done == runs->end() ? std::nullopt : std::optional(*done);
}

// What was changed since the last run, as far as it may be why somebody comes or leaves who did not change.
enum class Edit { None, Audience, Rules };

bool asksTheSame(const Destination &a, const Destination &b)
{
    const auto rules = [](const Destination &one) {
        return std::tie(one.way, one.mode, one.exclusions, one.guardsApply, one.channel, one.priority);
    };
    return rules(a) == rules(b);
}

Result<Edit> editedSince(Store &store, const PushRun &last, const Destination &today)
{
    const auto segments = SegmentShelf(store).list();
    const auto never = segments ? lastNeverSentChange(store) : failure(segments.error());
    if (!never)
        return failure(never.error());
    const AudienceSource &source = today.source;
    const auto isAudience = [&](const SavedSegment &one) {
        return source.kind == AudienceKind::Segment && one.name.compare(source.name, Qt::CaseInsensitive) == 0;
    };
    // Any of them may be asked for by another, or may be what holds people back.
    bool edited = *never && **never > last.asOf;
    for (const SavedSegment &one : *segments) {
        if (one.updated > last.asOf && isAudience(one))
            return Edit::Audience;
        edited = edited || one.updated > last.asOf;
    }
    if (last.destination.source != source)
        return Edit::Audience;
    return edited || !asksTheSame(last.destination, today) ? Edit::Rules : Edit::None;
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
    Edit edit = Edit::None;

    [[nodiscard]] QString whyJoins(ProfileId person) const;
    [[nodiscard]] QString whyLeaves(ProfileId person) const;

private:
    // Where nothing about the person explains it.
    [[nodiscard]] QString whyElse(const QString &whereNothingWasEdited) const;
    [[nodiscard]] static QString moved(const QString &words)
    {
        return words.isEmpty() ? tr("others; too many to be looked at one by one") : words;
    }
};

QString Comparison::whyElse(const QString &whereNothingWasEdited) const
{
    if (edit == Edit::Audience)
        return tr("the audience was edited since");
    return edit == Edit::Rules ? tr("what decides who goes was edited since") : whereNothingWasEdited;
}

QString Comparison::whyJoins(ProfileId person) const
{
    const auto index = table.indexOf(person);
    if (index && moves.entered.contains(*index))
        return moved(entered.of(*index));
    if (const QString reason = heldBackBy(heldBackThen, person); !reason.isEmpty())
        return tr("no longer held back: %1").arg(reason);
    return whyElse(tr("were in the audience before, but did not arrive then"));
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
    return whyElse(tr("had left before the last run already"));
}

} // namespace

Result<std::optional<DifferenceCauses>> differenceCauses(const PlanGround &ground, const SavedDestination &destination,
                                                         const AudiencePlan &plan, const Progress &progress)
{
    const auto last = lastRun(ground.store, destination.id);
    if (!last)
        return failure(last.error());
    if (!*last)
        return std::nullopt;
    const Instant since = (*last)->asOf;
    const AudienceSource &source = destination.destination.source;
    const auto doc = sourceDocument(ground.store, source);
    if (!doc)
        return failure(doc.error());
    const auto moves = movesOf(*doc, ground.table, since, plan.asOf, MostMoves, {}, progress);
    if (!moves)
        return failure(moves.error());
    const auto then = planAudience({ground.store, ground.table, since}, destination, progress);
    if (!then)
        return failure(then.error());
    const auto edit = editedSince(ground.store, **last, destination.destination);
    if (!edit)
        return failure(edit.error());
    const Comparison comparison{
        *ground.table, *moves, {*doc, moves->enteredMoves, Way::In}, {*doc, moves->leftMoves, Way::Out}, then->heldBack,
        plan.heldBack, *edit};
    Groups joins, leaves;
    for (const ProfileId person : plan.difference.joins)
        joins.add(comparison.whyJoins(person), person);
    for (const ProfileId person : plan.difference.leaves)
        leaves.add(comparison.whyLeaves(person), person);
    return DifferenceCauses{since, std::move(joins).largestFirst(), std::move(leaves).largestFirst()};
}

} // namespace perennial
