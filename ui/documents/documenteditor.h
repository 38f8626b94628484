// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/documents/replacevalue.h"

#include <QObject>
#include <QUndoStack>

namespace perennial {

// One saved document that is being edited: the document, its undo stack, and the one signal that it has changed, which
// whoever knows its type declares.
template <class Id, class Doc>
class DocumentEditor : public QObject
{
public:
    DocumentEditor(Id id, Doc doc, QObject *parent = nullptr)
        : QObject(parent)
        , m_id(id)
        , m_doc{std::make_shared<const Doc>(std::move(doc))}
    {
    }

    // None until a new document was saved for the first time.
    [[nodiscard]] Id id() const { return m_id; }
    void setId(Id id) { m_id = id; }
    [[nodiscard]] const Doc &doc() const { return *m_doc.value; }
    [[nodiscard]] QUndoStack *undoStack() { return &m_undo; }

    // One step of undo: "Add condition". Edits with the same non-empty `mergeKey` that follow each other are one step:
    // typing a number, dragging a node. An edit that changes nothing is no step.
    void apply(const Doc &doc, const QString &what, const QString &mergeKey = {});
    // The next edit begins a new step whatever its key.
    void endMerging() { ++m_round; }

private:
    // What neighbouring steps of undo share: documents may be large.
    struct Shared
    {
        std::shared_ptr<const Doc> value;

        friend bool operator==(const Shared &a, const Shared &b) { return a.value == b.value || *a.value == *b.value; }
    };

    virtual void tellChanged(const Doc &before, const Doc &after) = 0;
    void show(const Shared &doc);

    Id m_id;
    Shared m_doc;
    QUndoStack m_undo;
    int m_round = 0;
};

template <class Id, class Doc>
void DocumentEditor<Id, Doc>::apply(const Doc &doc, const QString &what, const QString &mergeKey)
{
    if (doc == this->doc())
        return;
    const QString key = mergeKey.isEmpty() ? QString() : mergeKey + u'#' + QString::number(m_round);
    const Shared after{std::make_shared<const Doc>(doc)};
    m_undo.push(new ReplaceValue<Shared>([this](const Shared &shown) { show(shown); }, m_doc, after, what, key));
}

template <class Id, class Doc>
void DocumentEditor<Id, Doc>::show(const Shared &doc)
{
    const Shared before = std::exchange(m_doc, doc);
    if (before.value != m_doc.value)
        tellChanged(*before.value, *m_doc.value);
}

} // namespace perennial
