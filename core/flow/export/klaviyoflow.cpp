// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyoflow.h"

#include "core/flow/document/flowgraph.h"
#include "core/flow/document/flowids.h"
#include "core/flow/document/flowwords.h"
#include "core/flow/export/klaviyoactions.h"
#include "core/flow/export/klaviyofilter.h"
#include "core/flow/export/klaviyotriggers.h"
#include "core/segment/document/phrases.h"

#include <QCoreApplication>

#include <deque>
#include <map>

namespace perennial {

namespace {

constexpr size_t MostActions = 500;
constexpr size_t MostSteps = 5000;
const QJsonValue Null(QJsonValue::Null);

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Where the id of an action is to be put: an action's n-th way out.
struct Way
{
    size_t action = 0;
    size_t slot = 0;
};

// A step on a way from the start, with what came before it. Ladders are told by how many discounts they gave.
struct Passage
{
    const Passage *before = nullptr;
    size_t node = 0;
    std::map<size_t, size_t> rungs;
    std::optional<Way> from; // nothing: it begins the flow
};

// Writes the graph as a tree: Klaviyo joins no ways and goes round none.
class TreeWriter
{
public:
    TreeWriter(const FlowDoc &flow, const KlaviyoGround &ground)
        : m_flow(flow)
        , m_graph(flow)
        , m_ground(ground)
        , m_visits(flow.nodes.size())
    {
    }

    void write(size_t trigger, const std::vector<QJsonObject> &first)
    {
        std::optional<Way> from;
        for (const QJsonObject &action : first) {
            const size_t made = add(action[QLatin1String("type")].toString(), action[QLatin1String("data")].toObject(),
                                    FlowIds().fresh(QStringLiteral("start")), {port::Next});
            link(from, made);
            from = Way{made, 0};
        }
        m_open.push_back(&m_passages.emplace_back(Passage{nullptr, trigger, {}, from}));
        while (!m_open.empty()) {
            const Passage *passage = m_open.back();
            m_open.pop_back();
            pass(*passage);
        }
    }

    [[nodiscard]] QJsonArray actions() const
    {
        QJsonArray made;
        for (const QJsonObject &action : m_actions)
            made.append(action);
        return made;
    }
    [[nodiscard]] QJsonValue entry() const { return m_entry; }

private:
    void pass(const Passage &passage);
    void goOn(const Passage &passage, const FlowPort &port, const std::optional<Way> &from);
    [[nodiscard]] bool goesRound(const Passage &passage) const;
    size_t add(const QString &type, const QJsonObject &data, const QString &id, const std::vector<FlowPort> &ports);
    void link(const std::optional<Way> &from, size_t action);
    [[nodiscard]] QJsonObject named(QJsonObject data);

    const FlowDoc &m_flow;
    FlowGraph m_graph;
    const KlaviyoGround &m_ground;
    std::vector<int> m_visits;
    std::deque<Passage> m_passages; // they point at each other
    std::vector<const Passage *> m_open;
    std::vector<QJsonObject> m_actions;
    QJsonValue m_entry = Null;
    FlowIds m_ids;
    FlowIds m_names;
};

bool TreeWriter::goesRound(const Passage &passage) const
{
    for (const Passage *before = passage.before; before; before = before->before) {
        if (before->node == passage.node && before->rungs == passage.rungs)
            return true;
    }
    return false;
}

void TreeWriter::pass(const Passage &passage)
{
    const FlowNode &node = m_flow.nodes[passage.node];
    if (goesRound(passage))
        return m_ground.notes.tell(
            tr("Klaviyo goes round no ways: where this one leads back to “%1” it ends.").arg(nameOf(node)));
    if (m_actions.size() >= MostActions || m_passages.size() >= MostSteps)
        return m_ground.notes.tell(
            tr("Written out for every way the flow has more than %1 actions: what follows “%2” is "
               "left out.")
                .arg(MostActions)
                .arg(nameOf(node)));
    const bool isRound = std::ranges::any_of(passage.rungs, [](const auto &rung) { return rung.second > 1; });
    if (++m_visits[passage.node] > 1 && !isRound)
        m_ground.notes.tell(
            tr("Klaviyo joins no ways: “%1” and what follows is written once for each way to it.").arg(nameOf(node)));
    const auto given = passage.rungs.find(passage.node);
    const KlaviyoSteps steps = klaviyoSteps(node, given == passage.rungs.end() ? 0 : given->second, m_flow, m_ground);
    std::optional<Way> from = passage.from;
    for (size_t i = 0; i < steps.actions.size(); ++i) {
        const KlaviyoAction &action = steps.actions[i];
        const size_t made = add(action.type, action.data, m_ids.fresh(node.id), action.ports);
        link(from, made);
        const bool isLast = i + 1 == steps.actions.size();
        const size_t open = isLast ? action.ports.size() : action.ports.size() - 1;
        for (size_t slot = open; slot-- > 0;) // the first way is taken first
            goOn(passage, action.ports[slot], Way{made, slot});
        from = Way{made, action.ports.size() - 1};
    }
    if (steps.actions.empty() && !steps.pass.isEmpty())
        goOn(passage, steps.pass, from);
}

void TreeWriter::goOn(const Passage &passage, const FlowPort &port, const std::optional<Way> &from)
{
    const FlowNode &node = m_flow.nodes[passage.node];
    const auto edge = node.to.find(port);
    const auto next = edge == node.to.end() ? std::nullopt : m_graph.at(edge->second);
    if (!next)
        return;
    Passage following{&passage, *next, passage.rungs, from};
    if (node.as<LadderNode>() && port == port::Next)
        ++following.rungs[passage.node];
    m_open.push_back(&m_passages.emplace_back(std::move(following)));
}

// Names are told apart, so that one finds again what became of an action.
QJsonObject TreeWriter::named(QJsonObject data)
{
    QJsonObject message = data.value(QLatin1String("message")).toObject();
    if (!message.isEmpty()) {
        const QString name = message.value(QLatin1String("name")).toString();
        message.insert(QStringLiteral("name"), m_names.fresh(name.isEmpty() ? tr("Message") : name));
        data.insert(QStringLiteral("message"), message);
    }
    return data;
}

size_t TreeWriter::add(const QString &type, const QJsonObject &data, const QString &id,
                       const std::vector<FlowPort> &ports)
{
    QJsonObject action{{"temporary_id", id}, {"type", type}};
    if (!data.isEmpty())
        action.insert(QStringLiteral("data"), named(data));
    if (type == QLatin1String("multi-branch-split"))
        Q_ASSERT(!ports.empty()); // links stand in its branches
    else if (ports.size() == 2)
        action.insert(QStringLiteral("links"), QJsonObject{{"next_if_true", Null}, {"next_if_false", Null}});
    else
        action.insert(QStringLiteral("links"), QJsonObject{{"next", Null}});
    m_actions.push_back(std::move(action));
    return m_actions.size() - 1;
}

QJsonObject withBranchLink(QJsonObject data, size_t branch, const QJsonValue &id)
{
    QJsonArray branches = data.value(QLatin1String("branches")).toArray();
    QJsonObject one = branches[static_cast<qsizetype>(branch)].toObject();
    one.insert(QStringLiteral("links"), QJsonObject{{"next", id}});
    branches[static_cast<qsizetype>(branch)] = one;
    data.insert(QStringLiteral("branches"), branches);
    return data;
}

void TreeWriter::link(const std::optional<Way> &from, size_t action)
{
    const QJsonValue id = m_actions[action].value(QLatin1String("temporary_id"));
    if (!from) {
        m_entry = id;
        return;
    }
    QJsonObject &before = m_actions[from->action];
    if (before.value(QLatin1String("type")) == QLatin1String("multi-branch-split")) {
        before.insert(QStringLiteral("data"),
                      withBranchLink(before.value(QLatin1String("data")).toObject(), from->slot, id));
        return;
    }
    QJsonObject links = before.value(QLatin1String("links")).toObject();
    const bool isSplit = links.contains(QLatin1String("next_if_true"));
    links.insert(!isSplit          ? QStringLiteral("next")
                 : from->slot == 0 ? QStringLiteral("next_if_true")
                                   : QStringLiteral("next_if_false"),
                 id);
    before.insert(QStringLiteral("links"), links);
}

// Who may come in, and who has not left: Klaviyo asks both before every action.
QJsonValue wholeFilter(const FlowDoc &flow, const KlaviyoGround &ground)
{
    KlaviyoClauses clauses = klaviyoClauses(flow.entry, false, ground);
    if (!clauses.empty())
        ground.notes.tell(tr("Klaviyo asks who may come in before every step, not only at the start."));
    for (const FlowExit &exit : flow.exits) {
        if (exit.isGoal)
            ground.notes.tell(
                tr("Klaviyo has no goals inside a flow: %1 is not counted. A conversion metric of the flow "
                   "is the nearest.")
                    .arg(quoted(exit.name)));
        if (!exit.leaves || !isFinished(exit.when))
            continue;
        for (QJsonArray &clause : klaviyoClauses(exit.when, true, ground))
            clauses.push_back(std::move(clause));
    }
    return klaviyoGroups(clauses);
}

void tellRules(const SendingRules &sending, KlaviyoNotes &notes)
{
    const SendingRules usual;
    if (sending.quiet != usual.quiet || !sending.caps.empty() || sending.smart != usual.smart)
        notes.tell(
            tr("Quiet hours, frequency caps and the hours of smart sending are settings of the account in Klaviyo, "
               "not of a flow: set them there."));
}

void tellOtherTriggers(const FlowDoc &flow, const std::vector<size_t> &triggers, KlaviyoNotes &notes)
{
    for (size_t i = 1; i < triggers.size(); ++i)
        notes.tell(tr("A flow of Klaviyo has one trigger: “%1” is left out. Make a second flow of it.")
                       .arg(nameOf(flow.nodes[triggers[i]])));
}

} // namespace

Result<KlaviyoFlow> klaviyoFlow(const FlowDoc &flow, const QTimeZone &home, KlaviyoEmails emails)
{
    const std::vector<size_t> triggers = FlowGraph(flow).triggers();
    if (triggers.empty())
        return failure(ErrorKind::Invalid, tr("Nothing starts this flow: it needs a trigger."),
                       QStringLiteral("nodes"));
    KlaviyoNotes notes;
    notes.emails = emails;
    const QTimeZone zone = zoneOf(documentOf(flow, {}), home);
    const KlaviyoStart start = klaviyoStart(flow.nodes[triggers.front()].as<TriggerNode>()->start, flow, zone, notes);
    const KlaviyoGround whole{zone, start.metric, KlaviyoStand::WholeFlow, notes};
    const KlaviyoGround steps{zone, start.metric, KlaviyoStand::Split, notes};
    tellOtherTriggers(flow, triggers, notes);
    const QJsonValue filter = wholeFilter(flow, whole);
    const QJsonValue reEntry = klaviyoReEntry(flow, notes);
    TreeWriter tree(flow, steps);
    tree.write(triggers.front(), start.firstActions);
    tellRules(flow.sending, notes);
    const QJsonObject definition{{"triggers", QJsonArray{start.trigger}},
                                 {"profile_filter", filter},
                                 {"reentry_criteria", reEntry},
                                 {"entry_action_id", tree.entry()},
                                 {"actions", tree.actions()}};
    const QJsonObject attributes{{"name", flow.name}, {"definition", definition}};
    return KlaviyoFlow{{{"data", QJsonObject{{"type", "flow"}, {"attributes", attributes}}}},
                       notes.told,
                       notes.lists,
                       notes.templates};
}

} // namespace perennial
