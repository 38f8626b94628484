// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/draft/draftmaker.h"

#include "core/connect/draft/definitiondifferences.h"
#include "core/connect/draft/remotefinder.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/connect/push/storegate.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {

namespace {

// A call whose answer is lost is made again after it was looked for in vain.
constexpr int MostCalls = 3;
constexpr std::chrono::seconds BeforeLooking{2};

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

tl::unexpected<Error> unreadable()
{
    return failure(ErrorKind::Refused, tr("Klaviyo's answer cannot be read."));
}

// One draft on its way; see makeDraft().
class DraftMaker
{
public:
    DraftMaker(const DraftOrder &order, const Progress &progress)
        : m_order(order)
        , m_draft(order.draft)
        , m_progress(progress)
        , m_gate(order.storePath, progress.stopToken())
        , m_calls(order.sending, progress)
        , m_finder(m_calls, order.chosen)
    {
    }

    [[nodiscard]] Result<MadeDraft> make();

private:
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Result<void> makeParts();
    [[nodiscard]] Result<void> makePart(const RemoteName &name, const KlaviyoAsking &asking);
    [[nodiscard]] Result<void> addFillers();
    [[nodiscard]] bool standsForCondition(const RemoteName &name) const;
    [[nodiscard]] bool isMadeOnTheWay(const RemoteName &name) const;
    [[nodiscard]] Result<void> requireAll() const;
    [[nodiscard]] Result<std::optional<KlaviyoThing>> knownFromHere();
    [[nodiscard]] Result<KlaviyoThing> ask();
    [[nodiscard]] Result<KlaviyoThing> askOrFind();
    [[nodiscard]] Result<void> keep(DraftReceipt::State state, const QString &id);
    [[nodiscard]] Result<void> forget();
    void readBack(const QString &id);
    void say(const QString &phase) const { m_progress.report({phase, 0, 0, 0, 0}); }

    const DraftOrder &m_order;
    const PlatformDraft &m_draft;
    const Progress &m_progress;
    StoreGate m_gate;
    AccountCalls m_calls;
    RemoteFinder m_finder;
    std::unique_ptr<StoreLock> m_lock;
    SavedDestination m_destination;
    QJsonObject m_body;
    MadeDraft m_made;
};

Result<void> DraftMaker::open()
{
    auto lock = StoreLock::take(m_order.storePath + QStringLiteral("-drafts"));
    if (!lock)
        return failure(ErrorKind::Refused, tr("Something else is being made at a platform from this store."));
    m_lock = std::move(*lock);
    auto destination = draftDestination(m_order.storePath, m_order.destination, m_order.sending.base);
    if (!destination)
        return failure(destination.error());
    m_destination = std::move(*destination);
    m_made.receipt = {m_order.destination,
                      m_destination.destination.sandbox,
                      m_draft.object,
                      m_draft.name,
                      m_draft.document,
                      DraftReceipt::State::Asked,
                      {},
                      contentOf(m_draft),
                      Instant::now()};
    return {};
}

// Looked for where the answer is lost: it is made once.
Result<void> DraftMaker::makePart(const RemoteName &name, const KlaviyoAsking &asking)
{
    if (m_finder.ids.contains(name))
        return {};
    const auto answer = m_calls.ask(asking);
    if (!answer)
        return failure(answer.error());
    if (const auto thing = answer->isLost ? std::nullopt : thingOf(answer->body)) {
        m_finder.ids.emplace(name, thing->id);
    } else {
        if (const auto waited = m_calls.wait(BeforeLooking); !waited)
            return waited;
        if (const auto found = m_finder.find(name.kind, {name.name}); !found)
            return found;
    }
    if (!m_finder.ids.contains(name))
        return failure(ErrorKind::Refused,
                       tr("Whether Klaviyo made the %1 is not known. Try again.").arg(wordsOf(name)));
    m_made.parts.append(wordsOf(name));
    return {};
}

Result<void> DraftMaker::makeParts()
{
    for (const KlaviyoListPart &part : m_draft.lists)
        if (const auto made = makePart({RemoteKind::List, part.list}, makeList(part.list, m_calls.base())); !made)
            return made;
    for (const KlaviyoTemplate &text : m_draft.templates)
        if (const auto made = makePart({RemoteKind::Template, text.name}, makeTemplate(text, m_calls.base())); !made)
            return made;
    return {};
}

Result<void> DraftMaker::addFillers()
{
    if (!m_order.makesLists || m_draft.lists.empty())
        return {};
    const auto opened = m_gate.open();
    if (!opened)
        return failure(opened.error());
    auto fillers = addListFillers(m_gate.store(), m_destination, m_draft, Instant::now());
    m_gate.letGo();
    if (!fillers)
        return failure(fillers.error());
    m_made.fillers = std::move(*fillers);
    return {};
}

bool DraftMaker::standsForCondition(const RemoteName &name) const
{
    return name.kind == RemoteKind::List &&
           std::ranges::find(m_draft.lists, name.name, &KlaviyoListPart::list) != m_draft.lists.end();
}

// What is missing and made on the way is not amiss.
bool DraftMaker::isMadeOnTheWay(const RemoteName &name) const
{
    return name.kind == RemoteKind::Template || (m_order.makesLists && standsForCondition(name));
}

Result<void> DraftMaker::requireAll() const
{
    QStringList missing;
    bool isStandIn = false;
    for (const RemoteName &name : namesIn(m_draft.request)) {
        if (m_finder.ids.contains(name) || isMadeOnTheWay(name))
            continue;
        missing.append(wordsOf(name));
        isStandIn = isStandIn || standsForCondition(name);
    }
    if (missing.isEmpty())
        return m_order.makesLists ? requireFillable(m_draft) : Result<void>();
    const QString more = isStandIn ? tr(" A list that stands for a condition can be made on the way.") : QString();
    return failure(ErrorKind::NotFound, tr("Klaviyo does not have: %1. Nothing was made. Make what is missing there, "
                                           "or name in the document what it has.")
                                                .arg(missing.join(QStringLiteral(", "))) +
                                            more);
}

// Something of the name is there: ours where a call of ours was never answered. Nothing: it may be made.
Result<std::optional<KlaviyoThing>> DraftMaker::knownFromHere()
{
    say(tr("Looking whether it is there already"));
    const auto same = m_finder.called(m_draft.object, m_draft.name);
    if (!same)
        return failure(same.error());
    const auto opened = m_gate.open();
    if (!opened)
        return failure(opened.error());
    const auto before =
        draftReceipt(m_gate.store(), m_order.destination, m_made.receipt.sandbox, m_draft.object, m_draft.name);
    if (!before)
        return failure(before.error());
    if (same->empty())
        return std::nullopt;
    const bool wasAsked = *before && (*before)->state == DraftReceipt::State::Asked;
    if (wasAsked && same->size() == 1 && (*before)->content == m_made.receipt.content)
        return same->front();
    const QString words = m_draft.object == DraftObject::Segment
                              ? tr("A segment called “%1” is in Klaviyo already. Nothing was made.")
                              : tr("A flow called “%1” is in Klaviyo already. Nothing was made.");
    const bool isOurs = *before && std::ranges::find(*same, (*before)->id, &KlaviyoThing::id) != same->end();
    const QString since =
        isOurs ? tr(" It was made from here on %1%2.")
                     .arg((*before)->at.toIso().left(10), (*before)->content == m_made.receipt.content
                                                              ? QString()
                                                              : tr("; what it is made of was changed here since"))
               : QString();
    return failure(ErrorKind::Refused, words.arg(m_draft.name) + since);
}

Result<void> DraftMaker::keep(DraftReceipt::State state, const QString &id)
{
    const auto opened = m_gate.open();
    if (!opened)
        return failure(opened.error());
    m_made.receipt.state = state;
    m_made.receipt.id = id;
    m_made.receipt.at = Instant::now();
    const auto kept = keepReceipt(m_gate.store(), m_made.receipt);
    m_gate.letGo();
    return kept;
}

Result<void> DraftMaker::forget()
{
    const auto opened = m_gate.open();
    if (!opened)
        return failure(opened.error());
    const auto dropped = dropReceipt(m_gate.store(), m_made.receipt);
    m_gate.letGo();
    return dropped;
}

// Made again only after it was looked for in vain.
Result<KlaviyoThing> DraftMaker::askOrFind()
{
    for (int calls = 1; calls <= MostCalls; ++calls) {
        const auto answer = m_calls.ask(makeOfDraft(m_draft.object, m_body, m_calls.base()));
        if (!answer) {
            const bool isRefused = answer.error().kind == ErrorKind::Refused;
            if (const auto dropped = isRefused ? forget() : Result<void>(); !dropped)
                return failure(dropped.error());
            return failure(answer.error());
        }
        if (auto thing = answer->isLost ? std::nullopt : thingOf(answer->body))
            return std::move(*thing);
        say(tr("The answer was lost: looking whether it was made"));
        if (const auto waited = m_calls.wait(BeforeLooking); !waited)
            return failure(waited.error());
        const auto same = m_finder.called(m_draft.object, m_draft.name);
        if (!same)
            return failure(same.error());
        if (!same->empty()) {
            m_made.wasFound = true;
            return same->front();
        }
    }
    return failure(ErrorKind::Refused, tr("Klaviyo is in trouble: no call was answered, and nothing of that name is "
                                          "there yet. Try again later; it is looked up first."));
}

Result<KlaviyoThing> DraftMaker::ask()
{
    const auto known = knownFromHere();
    if (!known)
        return failure(known.error());
    m_gate.letGo();
    if (*known) {
        m_made.wasFound = true;
        return **known;
    }
    if (const auto made = makeParts(); !made)
        return failure(made.error());
    if (const auto added = addFillers(); !added)
        return failure(added.error());
    m_body = withIds(m_draft.request, m_finder.ids);
    if (const auto kept = keep(DraftReceipt::State::Asked, {}); !kept)
        return failure(kept.error());
    say(m_draft.object == DraftObject::Segment ? tr("Making the segment in Klaviyo")
                                               : tr("Making the flow in Klaviyo"));
    return askOrFind();
}

void DraftMaker::readBack(const QString &id)
{
    say(tr("Reading it back"));
    const auto answer = m_calls.ask(readDraft(m_draft.object, id, m_calls.base()));
    const auto thing = answer ? thingOf(answer->body) : std::nullopt;
    if (!thing || thing->definition.isEmpty()) {
        m_made.read = answer ? unreadable().value() : answer.error();
        return;
    }
    const QJsonObject asked =
        withIds(m_draft.request,
                m_finder.ids)[QLatin1String("data")][QLatin1String("attributes")][QLatin1String("definition")]
            .toObject();
    m_made.differences = m_draft.object == DraftObject::Segment ? segmentDifferences(asked, thing->definition)
                                                                : flowDifferences(asked, thing->definition);
}

Result<MadeDraft> DraftMaker::make()
{
    if (const auto opened = open(); !opened)
        return failure(opened.error());
    say(tr("Looking up names in Klaviyo"));
    if (const auto found = m_finder.find(m_draft.request); !found)
        return failure(found.error());
    if (const auto there = requireAll(); !there)
        return failure(there.error());
    const auto thing = ask();
    if (!thing)
        return failure(thing.error());
    if (const auto kept = keep(DraftReceipt::State::Made, thing->id); !kept)
        return failure(kept.error());
    readBack(thing->id);
    return std::move(m_made);
}

} // namespace

Result<MadeDraft> makeDraft(const DraftOrder &order, const Progress &progress)
{
    return DraftMaker(order, progress).make();
}

Result<void> requireDrafts(const Destination &destination)
{
    if (destination.kind == DestinationKind::Klaviyo)
        return {};
    return failure(ErrorKind::Refused, tr("Segments and flows can be made at Klaviyo only."), destination.name);
}

Result<SavedDestination> draftDestination(const QString &storePath, DestinationId id, const QUrl &standIn)
{
    auto store = Store::openReader(storePath);
    if (!store)
        return failure(store.error());
    auto saved = DestinationShelf(*store).get(id);
    if (!saved)
        return failure(saved.error());
    if (const auto takes = requireDrafts(saved->destination); !takes)
        return failure(takes.error());
    if (saved->destination.sandbox && standIn.isEmpty())
        return failure(ErrorKind::Refused, tr("A sandbox destination is never sent to the platform itself."),
                       saved->destination.name);
    return saved;
}

} // namespace perennial
