// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/replay/flowpath.h"

#include "core/flow/document/flowwords.h"
#include "core/flow/replay/personreplay.h"

#include <QCoreApplication>

#include <array>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// Writes down what a replay does with one person, and asks why wherever a condition decided.
class PathWriter final : public FlowObserver
{
public:
    PathWriter(const BoundFlow &flow, const Progress &progress)
        : m_flow(flow)
        , m_progress(progress)
    {
    }

    [[nodiscard]] std::vector<PathStep> take() { return std::move(m_steps); }

    void turnedAway(quint32 person, int trigger, qint64 now, TurnedAway why) override
    {
        const bool byFilter = why == TurnedAway::Filter;
        PathStep &step =
            add(0, trigger, now,
                byFilter ? tr("not let in by the entry filter") : tr("not let in by the rule for coming again"));
        Journey way;
        way.start = now;
        if (byFilter)
            step.why = reason(m_flow.written.entry, person, now, way);
    }

    void arrived(const JourneyState &journey, qint64 now) override
    {
        if (journey.node == journey.trigger)
            add(journey, now, tr("came in"));
    }

    void went(const JourneyState &journey, size_t port, qint64 now) override
    {
        const FlowNode &node = *nodeOf(journey).written;
        const FlowPort &name = nodeOf(journey).ports[port];
        const bool isEnd = nodeOf(journey).to[port] == BoundNode::End;
        const bool isPlain = nodeOf(journey).ports.size() == 1;
        QString text = isPlain ? QString() : tr("on by “%1”").arg(portWords(node, name));
        if (node.as<DelayNode>())
            text = tr("waited until then");
        if (isEnd)
            text = text.isEmpty() ? tr("the end") : tr("%1, the end").arg(text);
        if (text.isEmpty())
            return notePort(journey, name);
        PathStep &step = add(journey, now, text);
        step.port = name;
        if (const SegmentNode *asked = decidedBy(node, name))
            step.why = reason(*asked, journey.person, now, journey.way);
    }

    void left(const JourneyState &journey, std::optional<size_t> exit, qint64 now) override
    {
        const auto *node = nodeOf(journey).written->as<ExitNode>();
        if (!exit) {
            add(journey, now, node && !node->reason.isEmpty() ? tr("left: %1").arg(node->reason) : tr("left"));
            return;
        }
        const FlowExit &written = *m_flow.exits[*exit].written;
        PathStep &step = add(journey, now, tr("left: %1").arg(written.name.isEmpty() ? written.id : written.name));
        step.why = reason(written.when, journey.person, now, journey.way);
    }

    void reachedGoal(const JourneyState &journey, size_t goal, qint64 now) override
    {
        const bool isNode = goal < m_flow.nodes.size();
        const FlowExit *exit = isNode ? nullptr : m_flow.exits[goal - m_flow.nodes.size()].written;
        const QString name = isNode                 ? nameOf(*m_flow.nodes[goal].written)
                             : exit->name.isEmpty() ? exit->id
                                                    : exit->name;
        PathStep &step = add(journey, now, tr("reached the goal “%1”").arg(name));
        if (exit && !exit->leaves) // who leaves is told why there
            step.why = reason(exit->when, journey.person, now, journey.way);
    }

    void sent(const JourneyState &journey, qint64 now) override { add(journey, now, tr("sent")); }
    void skipped(const JourneyState &journey, Skipped why, qint64 now) override
    {
        add(journey, now, tr("not sent: %1").arg(wordsOf(why)));
    }
    void held(const JourneyState &journey, qint64 now) override
    {
        add(journey, now, tr("waits for the end of the quiet hours"));
    }
    void waits(const JourneyState &journey) override { add(journey, journey.arrived, tr("still waiting here")); }

private:
    [[nodiscard]] const BoundNode &nodeOf(const JourneyState &journey) const
    {
        return m_flow.nodes[static_cast<size_t>(journey.node)];
    }

    // What was told of a node last is what it was left after.
    void notePort(const JourneyState &journey, const FlowPort &port)
    {
        const int number = static_cast<int>(journey.number) + 1;
        for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) {
            if (step->journey == number && step->node == nodeOf(journey).written->id) {
                step->port = port;
                return;
            }
        }
        // Nothing was told of it: it does something that nobody sees.
        add(journey, journey.arrived, tr("done")).port = port;
    }

    PathStep &add(int journey, int node, qint64 now, const QString &text)
    {
        return m_steps.emplace_back(
            PathStep{{now}, journey, m_flow.nodes[static_cast<size_t>(node)].written->id, {}, text, std::nullopt});
    }
    PathStep &add(const JourneyState &journey, qint64 now, const QString &text)
    {
        return add(static_cast<int>(journey.number) + 1, journey.node, now, text);
    }

    // The condition that made somebody leave a node by a port.
    [[nodiscard]] static const SegmentNode *decidedBy(const FlowNode &node, const FlowPort &port)
    {
        if (const auto *split = node.as<SplitNode>())
            return &split->when;
        if (const auto *wait = node.as<WaitNode>())
            return &wait->until;
        if (const auto *split = node.as<MultiSplitNode>()) {
            for (const FlowBranch &branch : split->branches) {
                if (branch.id == port)
                    return &branch.when;
            }
        }
        return nullptr;
    }

    [[nodiscard]] std::optional<ExplainedNode> reason(const SegmentNode &root, quint32 person, qint64 now,
                                                      const Journey &way) const
    {
        const auto explanation = explainOnTheWay(documentOf(m_flow.written, root), m_flow.table,
                                                 m_flow.table->idAt(person), {now}, way, m_progress);
        return explanation ? std::optional(explanation->root) : std::nullopt;
    }

    const BoundFlow &m_flow;
    const Progress &m_progress;
    std::vector<PathStep> m_steps;
};

void addReasons(const ExplainedNode &node, const QTimeZone &zone, QStringList &parts)
{
    if (!node.finished)
        return;
    if (node.children.empty() || !node.evidence.empty()) {
        const QString verdict = node.verdict == Verdict::Yes  ? tr("yes")
                                : node.verdict == Verdict::No ? tr("no")
                                                              : tr("not known");
        QString found = node.compared;
        for (const Evidence &evidence : node.evidence)
            found += (found.isEmpty() ? QString() : QStringLiteral("; ")) + wordsOf(evidence, zone);
        parts.append(found.isEmpty() ? tr("%1: %2").arg(node.text, verdict)
                                     : tr("%1: %2 (%3)").arg(node.text, verdict, found));
    }
    for (const ExplainedNode &child : node.children)
        addReasons(child, zone, parts);
}

} // namespace

QString wordsOf(Skipped why)
{
    static constexpr std::array words{
        QT_TRANSLATE_NOOP("perennial", "quiet hours"),   QT_TRANSLATE_NOOP("perennial", "no address"),
        QT_TRANSLATE_NOOP("perennial", "suppressed"),    QT_TRANSLATE_NOOP("perennial", "no consent"),
        QT_TRANSLATE_NOOP("perennial", "smart sending"), QT_TRANSLATE_NOOP("perennial", "frequency cap")};
    return tr(words[static_cast<size_t>(why)]);
}

QString reasonWords(const ExplainedNode &why, const QTimeZone &zone)
{
    QStringList parts;
    addReasons(why, zone, parts);
    return parts.join(QStringLiteral(" · "));
}

Result<std::vector<PathStep>> pathOf(const FlowDoc &flow, const std::shared_ptr<const ProfileTable> &table,
                                     ProfileId person, const PathSetting &setting, const Progress &progress)
{
    const auto index = table->indexOf(person);
    if (!index)
        return failure(ErrorKind::NotFound, tr("The store has no such person."), QString::number(person.value));
    if (setting.from >= setting.to)
        return failure(ErrorKind::Usage, tr("The replay ends before it begins."));
    if (setting.startingAt && (*setting.startingAt < setting.from || *setting.startingAt >= setting.to))
        return failure(ErrorKind::Usage, tr("The start lies outside the time that is replayed."),
                       setting.startingAt->toIso());
    const auto bound = BoundFlow::bind(flow, table, {AskedIn::Flow, nullptr, progress.stopToken()});
    if (!bound)
        return failure(bound.error());
    PathWriter writer(**bound, progress);
    PersonReplay replay(**bound, setting.from.ms, setting.to.ms, writer);
    if (!setting.startingAt)
        replay.run(*index);
    else if (!(*bound)->triggers.empty())
        replay.run(*index, {{setting.startingAt->ms, (*bound)->triggers.front(), std::nullopt}});
    if (progress.stopRequested())
        return stopped();
    return writer.take();
}

} // namespace perennial
