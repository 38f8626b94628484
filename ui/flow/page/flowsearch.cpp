// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowsearch.h"

#include "core/flow/document/flowwords.h"
#include "core/segment/document/sentence.h"

#include <algorithm>

namespace perennial {

namespace {

QString textOf(const FlowNode &node)
{
    const FlowWords words = wordsOf(node);
    QStringList texts{node.id, node.title, node.note, words.verb, words.detail};
    for (const auto &[where, definition] : definitionsIn(node))
        texts.append(wordsOf(*definition));
    for (const FlowPort &port : portsOf(node))
        texts.append(portWords(node, port));
    if (const auto *message = node.as<MessageNode>())
        texts << message->name << message->subject << message->preview << message->text;
    return texts.join(u'\n');
}

} // namespace

std::vector<FlowNodeId> stepsHolding(const FlowDoc &flow, const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    std::vector<FlowNodeId> found;
    if (words.isEmpty())
        return found;
    for (const FlowNode &node : flow.nodes) {
        const QString own = textOf(node);
        if (std::ranges::all_of(words, [&](const QString &word) { return own.contains(word, Qt::CaseInsensitive); }))
            found.push_back(node.id);
    }
    return found;
}

} // namespace perennial
