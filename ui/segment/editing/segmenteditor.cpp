// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/segmenteditor.h"

#include <QUndoCommand>

#include <memory>

namespace perennial {

// The only command there is: documents are values, so undo and redo are the same exchange.
class ReplaceDocument final : public QUndoCommand
{
public:
    ReplaceDocument(SegmentEditor &editor, const SegmentDoc &after, const QString &what, const QString &mergeKey)
        : QUndoCommand(what)
        , m_editor(editor)
        , m_before(std::make_shared<const SegmentDoc>(editor.doc()))
        , m_after(std::make_shared<const SegmentDoc>(after))
        , m_mergeKey(mergeKey)
    {
    }

    [[nodiscard]] int id() const override { return 1; }

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const ReplaceDocument *>(other);
        if (m_mergeKey.isEmpty() || next->m_mergeKey != m_mergeKey)
            return false;
        m_after = next->m_after;
        setObsolete(*m_before == *m_after);
        return true;
    }

    void undo() override { m_editor.show(*m_before); }
    void redo() override { m_editor.show(*m_after); }

private:
    SegmentEditor &m_editor;
    std::shared_ptr<const SegmentDoc> m_before;
    std::shared_ptr<const SegmentDoc> m_after;
    QString m_mergeKey;
};

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
    m_undo.push(new ReplaceDocument(*this, doc, what, key));
}

void SegmentEditor::show(const SegmentDoc &doc)
{
    const SegmentDoc before = std::exchange(m_doc, doc);
    if (before != m_doc)
        Q_EMIT changed(before, m_doc);
}

} // namespace perennial
