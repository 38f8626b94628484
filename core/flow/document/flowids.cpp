// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/flowids.h"

#include "core/flow/document/flowenumids.h"

namespace perennial {

FlowIds::FlowIds(const FlowDoc &flow)
{
    for (const FlowNode &node : flow.nodes) {
        take(node.id);
        for (const FlowPort &port : portsOf(node))
            take(port);
    }
    for (const FlowRemark &remark : flow.remarks)
        take(remark.id);
    for (const FlowExit &exit : flow.exits)
        take(exit.id);
}

QString FlowIds::fresh(const QString &stem)
{
    int &next = m_next[stem];
    while (true) {
        ++next;
        const QString id = next == 1 ? stem : QStringLiteral("%1-%2").arg(stem).arg(next);
        if (!id.isEmpty() && take(id))
            return id;
    }
}

QString FlowIds::fresh(const FlowNode &node)
{
    return fresh(flowNodeKindId(node));
}

bool FlowIds::take(const QString &id)
{
    const qsizetype before = m_taken.size();
    m_taken.insert(id);
    return m_taken.size() > before;
}

} // namespace perennial
