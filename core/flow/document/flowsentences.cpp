// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowwords.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/sentence.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

namespace perennial {

namespace {

QString tr(const char *text, const char *comment = nullptr)
{
    return QCoreApplication::translate("perennial", text, comment);
}

QString said(const FlowDoc &flow, const SegmentNode &definition)
{
    return sentenceOf(documentOf(flow, definition));
}

// A flow as people tell it to each other: each step has a number, and says where it leads.
class Telling
{
public:
    explicit Telling(const FlowDoc &flow)
        : m_flow(flow)
    {
        for (size_t i = 0; i < flow.nodes.size(); ++i)
            m_numbers.insert(flow.nodes[i].id, i + 1);
    }

    QString tell()
    {
        tellRules();
        for (size_t i = 0; i < m_flow.nodes.size(); ++i)
            tellStep(m_flow.nodes[i], i + 1);
        return m_lines.join(u'\n');
    }

private:
    void tellRules()
    {
        m_lines.append(m_flow.name.isEmpty() ? tr("Flow") : m_flow.name);
        if (!m_flow.note.isEmpty())
            m_lines.append(m_flow.note);
        m_lines.append(tr("Who may come in: %1").arg(said(m_flow, m_flow.entry)));
        m_lines.append(wordsOf(m_flow, m_flow.reEntry));
        for (const FlowExit &exit : m_flow.exits)
            m_lines.append(wordsOf(exit));
        if (m_flow.sending.quiet.on)
            m_lines.append(wordsOf(m_flow.sending.quiet));
        for (const FrequencyCap &cap : m_flow.sending.caps)
            m_lines.append(wordsOf(cap));
        m_lines.append(QString());
    }

    void tellStep(const FlowNode &node, size_t number)
    {
        m_lines.append(tr("%1. %2").arg(number).arg(nameOf(node)));
        if (!node.title.isEmpty()) {
            const FlowWords words = wordsOf(node);
            m_lines.append(tr("   %1: %2").arg(words.verb, words.detail));
        }
        for (const FlowPort &port : portsOf(node))
            m_lines.append(tr("   %1 → %2", "port, where it leads").arg(portWords(node, port), target(node, port)));
    }

    [[nodiscard]] QString target(const FlowNode &node, const FlowPort &port) const
    {
        const auto edge = node.to.find(port);
        const size_t number = edge == node.to.end() ? 0 : m_numbers.value(edge->second);
        return number == 0 ? tr("the end") : QString::number(number);
    }

    const FlowDoc &m_flow;
    QHash<FlowNodeId, size_t> m_numbers;
    QStringList m_lines;
};

} // namespace

QString wordsOf(const FlowDoc &flow, ReEntry rule)
{
    switch (rule) {
    case ReEntry::Never:
        return tr("Everybody comes in once.");
    case ReEntry::Always:
        return tr("Everybody comes in again at each trigger.");
    case ReEntry::AfterLeaving:
        return tr("Who is not in it comes in again at each trigger.");
    case ReEntry::AfterSpan:
        return tr("Everybody comes in again, %1 after they last did at the earliest.")
            .arg(countedSpan(flow.reEntryAfter.n, flow.reEntryAfter.unit));
    }
    return {};
}

QString wordsOf(const FlowExit &exit)
{
    const SegmentGroup *group = exit.when.group();
    const QString when = group && group->children.empty() ? Ellipsis : wordsOf(exit.when);
    const QString named = exit.name.isEmpty() ? QString() : tr(" (%1)").arg(exit.name);
    if (!exit.leaves)
        return tr("Goal%1: people %2.").arg(named, when);
    return exit.isGoal ? tr("Goal%1, at which people leave: people %2.").arg(named, when)
                       : tr("Leave at any time%1: people %2.").arg(named, when);
}

QString wordsOf(const QuietHours &quiet)
{
    const QString hours = tr("%1 to %2", "21:00 to 08:00").arg(wordsOf(quiet.from), wordsOf(quiet.to));
    return quiet.then == WhenQuiet::Wait ? tr("Quiet hours from %1: messages wait.").arg(hours)
                                         : tr("Quiet hours from %1: messages are skipped.").arg(hours);
}

QString wordsOf(const FrequencyCap &cap)
{
    const QString span = countedSpan(cap.per.n, cap.per.unit), most = QLocale().toString(cap.most);
    return cap.channel ? tr("At most %1 marketing messages by %2 in %3.").arg(most, wordsOf(*cap.channel), span)
                       : tr("At most %1 marketing messages in %2.").arg(most, span);
}

QString sentencesOf(const FlowDoc &flow)
{
    return Telling(flow).tell();
}

} // namespace perennial
