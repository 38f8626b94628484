// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <QSet>

namespace perennial {

// Gives ids that nothing of a flow has yet: "delay", "delay-2", …; each once. Nodes, remarks, exits, branches and arms
// share them.
class FlowIds
{
public:
    FlowIds() = default; // nothing has one yet
    explicit FlowIds(const FlowDoc &flow);

    // "split" or "split-2", by the kind of a node or any other word.
    [[nodiscard]] QString fresh(const QString &stem);
    [[nodiscard]] QString fresh(const FlowNode &node);
    // False where something had it already.
    bool take(const QString &id);

private:
    QSet<QString> m_taken;
    QHash<QString, int> m_next;
};

} // namespace perennial
