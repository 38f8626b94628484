// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/figures/tablequestions.h"

#include "core/segment/columns/profiletable.h"
#include "core/segment/explain/nearmisses.h"
#include "core/store/profileview.h"
#include "core/store/store.h"
#include "ui/widgets/format.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace perennial {

namespace {

constexpr size_t SetsShown = 5;
constexpr size_t NearestShown = 8;

// Amounts as the window writes them: the core's "296.60 USD" is "$296.60".
QString withMoney(const QString &words, const QString &currency)
{
    static const QRegularExpression amounts(QStringLiteral(R"((?<![\w.,])(\d+(?:\.\d+)?) ([A-Z]{3})\b)"));
    QString made;
    qsizetype done = 0;
    for (auto found = amounts.globalMatch(words); found.hasNext();) {
        const auto amount = found.next();
        if (amount.captured(2) != currency)
            continue;
        const double minor = amount.captured(1).toDouble() * std::pow(10, minorDigits(currency));
        made += words.mid(done, amount.capturedStart() - done) + format::money({qRound64(minor), currency});
        done = amount.capturedEnd();
    }
    return made + words.mid(done);
}

void wordMoney(ExplainedNode &node, const QString &currency)
{
    node.compared = withMoney(node.compared, currency);
    for (ExplainedNode &child : node.children)
        wordMoney(child, currency);
}

// Names are a courtesy: without them the answer stands.
void addNames(std::vector<SamplePerson> &people, const QString &path)
{
    std::vector<ProfileId> ids;
    for (const SamplePerson &person : people)
        ids.push_back(person.id);
    const auto store = Store::openReader(path);
    const auto rows = store ? profileRows(*store, ids) : failure(store.error());
    for (size_t i = 0; rows && i < rows->size(); ++i) {
        people[i].name = (*rows)[i].name;
        people[i].email = (*rows)[i].email;
    }
}

void addReasons(LeftOut &out, const GroupReasons &root)
{
    out.failing = root.failing;
    for (const OnlyReason &reason : root.only) {
        if (reason.count > 0)
            out.only.push_back({.paths = {reason.path}, .people = reason.count});
    }
    std::ranges::stable_sort(out.only, std::ranges::greater(), &LeftOut::Reason::people);
    for (const ReasonSet &set : root.sets) {
        if (set.paths.size() > 1 && out.together.size() < SetsShown)
            out.together.push_back({.paths = set.paths, .people = set.count});
    }
}

void addNearest(LeftOut &out, const NearMisses &near, const QString &path)
{
    std::vector<SamplePerson> people;
    for (const NearMiss &miss : near.people)
        people.push_back({.id = miss.profile, .name = {}, .email = {}, .values = {}});
    addNames(people, path);
    for (size_t i = 0; i < people.size(); ++i)
        out.nearest.push_back(
            {.person = std::move(people[i]), .path = near.people[i].path, .missing = near.people[i].missing});
}

std::vector<ProfileId> idsOf(const ProfileTable &table, const ProfileSet &people)
{
    std::vector<ProfileId> ids;
    ids.reserve(people.count());
    people.forEach([&](quint32 index) { ids.push_back(table.idAt(index)); });
    return ids;
}

struct PeopleFinder
{
    const PeopleQuestion &question;
    const Table &table;
    const Progress &progress;

    [[nodiscard]] Result<ProfileSet> setOf(const SegmentDoc &doc) const
    {
        return evaluatedAt(doc, question.asOf, table, question.memory.get(), progress).map([](SegmentAnswer answer) {
            return std::move(answer.members);
        });
    }

    Result<ProfileSet> operator()(const Members &) const { return setOf(question.doc); }

    Result<ProfileSet> operator()(const ReachedBy &reached) const
    {
        auto members = setOf(question.doc);
        auto able = members ? setOf(reachDoc(question.doc, reached.channel)) : members;
        if (able)
            *able &= *members;
        return able;
    }

    // Those who fail on these children of the root, and on no other.
    Result<ProfileSet> operator()(const KeptOutBy &kept) const
    {
        const SegmentGroup *root = question.doc.root.group();
        ProfileSet people = table->knownAt(question.asOf);
        for (int i = 0; root && i < static_cast<int>(root->children.size()); ++i) {
            if (!isFinished(root->children[static_cast<size_t>(i)]))
                continue;
            auto fails = failing(*root, i);
            if (!fails)
                return fails;
            if (std::ranges::find(kept.paths, NodePath().child(i)) != kept.paths.end())
                people &= *fails;
            else
                people.subtract(*fails);
        }
        return people;
    }

    [[nodiscard]] Result<ProfileSet> failing(const SegmentGroup &root, int child) const
    {
        SegmentDoc alone = question.doc;
        alone.root.group()->match = GroupMatch::All;
        alone.root.group()->children = {root.children[static_cast<size_t>(child)]};
        auto people = setOf(alone);
        if (people && root.match == GroupMatch::All)
            people->complement();
        return people;
    }

    Result<ProfileSet> operator()(const MovedBetween &moved) const
    {
        const size_t most = moved.cause ? table->profileCount() : 0;
        auto moves =
            movesOf(question.doc, table, moved.from, moved.to, most, {.memory = question.memory.get()}, progress);
        if (!moves)
            return failure(moves.error());
        if (!moved.cause)
            return moved.entered ? std::move(moves->entered) : std::move(moves->left);
        ProfileSet people(table->profileCount());
        for (const Move &move : moved.entered ? moves->enteredMoves : moves->leftMoves) {
            if (std::ranges::find(move.by, *moved.cause) != move.by.end())
                people.add(move.person);
        }
        return people;
    }
};

} // namespace

Result<SegmentAnswer> evaluatedAt(const SegmentDoc &doc, Instant asOf, const Table &table, LeafMemory *memory,
                                  const Progress &progress)
{
    return SegmentEngine::compile(doc, table, asOf, {.memory = memory, .stop = progress.stopToken()})
        .and_then([&](const Plan &plan) { return SegmentEngine::evaluate(plan, progress); });
}

std::vector<Channel> channelsOf(const ProfileTable &table)
{
    std::vector<Channel> channels{Channel::Email, Channel::Sms};
    for (const Channel channel : {Channel::Push, Channel::Whatsapp}) {
        if (!table.consent(channel).consents.empty())
            channels.push_back(channel);
    }
    return channels;
}

SegmentDoc reachDoc(const SegmentDoc &doc, Channel channel)
{
    ConsentCondition condition;
    condition.channel = channel;
    condition.state = Reach::CanReceive;
    SegmentDoc reach;
    reach.zone = doc.zone;
    reach.weekStart = doc.weekStart;
    reach.root.group()->children.push_back({.is = condition});
    return reach;
}

Result<WhyAnswer> questions::why(const WhyQuestion &question, const Table &table, const QString &path,
                                 const Progress &progress)
{
    auto explanation = explain(question.doc, table, question.person, question.asOf, progress);
    if (!explanation)
        return failure(explanation.error());
    std::vector<SamplePerson> people{{.id = question.person, .name = {}, .email = {}, .values = {}}};
    addNames(people, path);
    wordMoney(explanation->root, table->currency());
    explanation->flip.sentence = withMoney(explanation->flip.sentence, table->currency());
    return WhyAnswer{.explanation = std::move(*explanation), .person = std::move(people.front())};
}

Result<LeftOut> questions::leftOut(const LeftOutQuestion &question, const Table &table, const QString &path,
                                   const Progress &progress)
{
    const auto plan = SegmentEngine::compile(question.doc, table, question.asOf, {.stop = progress.stopToken()});
    if (!plan)
        return failure(plan.error());
    const auto reasons = reasonsOf(*plan, progress);
    if (!reasons)
        return failure(reasons.error());
    LeftOut out;
    if (reasons->empty() || !reasons->front().path.isRoot())
        return out;
    out.hasReasons = true;
    addReasons(out, reasons->front());
    const auto near = nearMissesOf(question.doc, table, question.asOf, NearestShown, progress);
    if (!near)
        return failure(near.error());
    addNearest(out, *near, path);
    for (LeftOut::Near &one : out.nearest)
        one.missing = withMoney(one.missing, table->currency());
    return out;
}

Result<Moves> questions::moves(const MovesQuestion &question, const Table &table, const Progress &progress)
{
    const auto found = movesOf(question.doc, table, question.from, question.to, 0, {}, progress);
    if (!found)
        return failure(found.error());
    return Moves{.from = question.from,
                 .to = question.to,
                 .entered = found->entered.count(),
                 .left = found->left.count(),
                 .causes = found->causes};
}

Result<std::vector<ProfileId>> questions::people(const PeopleQuestion &question, const Table &table,
                                                 const Progress &progress)
{
    return std::visit(PeopleFinder{question, table, progress}, question.who).map([&](const ProfileSet &people) {
        return idsOf(*table, people);
    });
}

Result<std::vector<SamplePerson>> questions::search(const QString &text, int limit, const QString &path,
                                                    const Progress &progress)
{
    auto store = Store::openReader(path);
    if (!store)
        return failure(store.error());
    store->database().interruptOn(progress.stopToken());
    const auto ids = searchProfiles(*store, text, limit);
    const auto rows = ids ? profileRows(*store, *ids) : failure(ids.error());
    if (!rows)
        return failure(rows.error());
    std::vector<SamplePerson> people;
    for (const PersonRow &row : *rows)
        people.push_back({.id = row.id, .name = row.name, .email = row.email, .values = {}});
    return people;
}

} // namespace perennial
