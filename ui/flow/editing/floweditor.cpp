// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/editing/floweditor.h"

#include "ui/segment/editing/replacevalue.h"

namespace perennial {

FlowEditor::FlowEditor(FlowId id, FlowDoc doc, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_doc{std::make_shared<const FlowDoc>(std::move(doc))}
{
}

void FlowEditor::apply(const FlowDoc &doc, const QString &what, const QString &mergeKey)
{
    if (doc == this->doc())
        return;
    const QString key = mergeKey.isEmpty() ? QString() : mergeKey + u'#' + QString::number(m_round);
    const Shared after{std::make_shared<const FlowDoc>(doc)};
    m_undo.push(new ReplaceValue<Shared>([this](const Shared &shown) { show(shown); }, m_doc, after, what, key));
}

void FlowEditor::show(const Shared &doc)
{
    const Shared before = std::exchange(m_doc, doc);
    if (before.flow != m_doc.flow)
        Q_EMIT changed(*before.flow, *m_doc.flow);
}

} // namespace perennial
