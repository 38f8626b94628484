// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/segmenteditor.h"

#include "ui/segment/editing/replacevalue.h"

namespace perennial {

SegmentEditor::SegmentEditor(SegmentId id, SegmentDoc doc, QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_doc(std::move(doc))
{
}

void SegmentEditor::apply(const SegmentDoc &doc, const QString &what, const QString &mergeKey)
{
    if (doc == m_doc)
        return;
    const QString key = mergeKey.isEmpty() ? QString() : mergeKey + u'#' + QString::number(m_round);
    m_undo.push(new ReplaceValue<SegmentDoc>([this](const SegmentDoc &shown) { show(shown); }, m_doc, doc, what, key));
}

void SegmentEditor::show(const SegmentDoc &doc)
{
    const SegmentDoc before = std::exchange(m_doc, doc);
    if (before != m_doc)
        Q_EMIT changed(before, m_doc);
}

} // namespace perennial
