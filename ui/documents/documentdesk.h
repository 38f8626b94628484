// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/documents/desk.h"
#include "ui/documents/documentautosave.h"

#include <QStringList>
#include <QUndoCommand>

#include <algorithm>
#include <map>
#include <set>

namespace perennial {

// The documents of one kind that a page has: those that are open, each with its editor and its autosave, and those on
// the shelf, which it renames, duplicates, deletes and brings back.
template <class Kind>
class DocumentDesk final : public Desk
{
public:
    using Id = typename Kind::Id;
    using Doc = typename Kind::Doc;
    using Names = std::map<Id, QString>;

    struct Session
    {
        typename Kind::Editor editor;
        DocumentAutosave<Kind> autosave;

        Session(const Workspace &workspace, const SavedDocument<Id> &saved, const Doc &doc)
            : editor(saved.id, doc)
            , autosave(workspace, editor, saved)
        {
        }
    };

    // `takeOff` takes what is deleted off the page's list, at once.
    DocumentDesk(Workspace &workspace, std::function<void(const Names &)> takeOff, QObject *parent = nullptr)
        : Desk(workspace, parent)
        , m_takeOff(std::move(takeOff))
    {
    }

    Session &open(const SavedDocument<Id> &saved, const Doc &doc);
    [[nodiscard]] Session *find(Id id) const; // nothing where it is not open
    // Another store: nothing is open, nothing is to be undone.
    void clear();
    // Saves now what is not saved yet; isSaved() turns true once it is.
    void flush();
    [[nodiscard]] bool isSaved() const;
    [[nodiscard]] QStringList names() const; // of the open ones

    void rename(Id id, const QString &name);
    void duplicate(Id id);
    // As one step that can be undone.
    void remove(const Names &documents);
    // Deleted here, and in the store as soon as it is their turn.
    [[nodiscard]] bool isLeaving(Id id) const { return m_leaving.contains(id); }

private:
    class Deletion;

    void removeNow(const Names &documents);
    void restore(const Names &documents);
    void takeBack(const Names &documents);
    [[nodiscard]] static QString named(const Names &documents);
    [[nodiscard]] std::vector<QUndoStack *> openStacks() const override;
    void forgetChanges() override { m_leaving.clear(); } // what could not go is shown again

    std::vector<std::unique_ptr<Session>> m_sessions;
    std::function<void(const Names &)> m_takeOff;
    std::multiset<Id> m_leaving;
};

template <class Kind>
class DocumentDesk<Kind>::Deletion final : public QUndoCommand
{
public:
    Deletion(DocumentDesk &desk, const Names &documents)
        : QUndoCommand(tr("delete %1").arg(named(documents)))
        , m_desk(desk)
        , m_documents(documents)
    {
    }

    [[nodiscard]] const Names &documents() const { return m_documents; }
    void undo() override { m_desk.restore(m_documents); }
    void redo() override { m_desk.removeNow(m_documents); }

private:
    DocumentDesk &m_desk;
    Names m_documents;
};

template <class Kind>
auto DocumentDesk<Kind>::open(const SavedDocument<Id> &saved, const Doc &doc) -> Session &
{
    m_sessions.push_back(std::make_unique<Session>(workspace(), saved, doc));
    Session &session = *m_sessions.back();
    connect(&session.autosave, &Autosave::saved, this, [this] {
        workspace().noteSegmentsChanged();
        Q_EMIT documentSaved();
    });
    addToUndo(session.editor.undoStack());
    return session;
}

template <class Kind>
auto DocumentDesk<Kind>::find(Id id) const -> Session *
{
    for (const auto &session : m_sessions) {
        if (id.isValid() && session->editor.id() == id)
            return session.get();
    }
    return nullptr;
}

template <class Kind>
void DocumentDesk<Kind>::clear()
{
    m_sessions.clear();
    steps().clear();
    m_leaving.clear();
}

template <class Kind>
void DocumentDesk<Kind>::flush()
{
    for (const auto &session : m_sessions)
        session->autosave.flush();
}

template <class Kind>
bool DocumentDesk<Kind>::isSaved() const
{
    return std::ranges::all_of(m_sessions, [](const auto &session) { return session->autosave.isSaved(); });
}

template <class Kind>
QStringList DocumentDesk<Kind>::names() const
{
    QStringList names;
    for (const auto &session : m_sessions)
        names.append(session->editor.doc().name);
    return names;
}

template <class Kind>
std::vector<QUndoStack *> DocumentDesk<Kind>::openStacks() const
{
    std::vector<QUndoStack *> stacks;
    for (const auto &session : m_sessions)
        stacks.push_back(session->editor.undoStack());
    return stacks;
}

template <class Kind>
void DocumentDesk<Kind>::rename(Id id, const QString &name)
{
    if (Session *session = find(id)) {
        Doc doc = session->editor.doc();
        doc.name = name;
        session->editor.apply(doc, tr("Rename"));
        return session->autosave.flush();
    }
    change(Kind::renaming(), [id, name](Store &store) -> Result<void> {
        DocumentShelf<Id> shelf(store);
        const auto saved = shelf.get(id);
        if (!saved)
            return failure(saved.error());
        auto doc = Kind::read(saved->document);
        if (doc)
            doc->name = name;
        const auto renamed = doc ? Kind::amend(shelf, id, 0, *doc, Instant::now())
                                 : shelf.save(id, name, saved->document, Instant::now());
        return renamed.map([](const auto &) {});
    });
}

template <class Kind>
void DocumentDesk<Kind>::duplicate(Id id)
{
    flush();
    change(Kind::duplicating(), [id](Store &store) -> Result<void> {
        DocumentShelf<Id> shelf(store);
        const auto saved = shelf.get(id);
        if (!saved)
            return failure(saved.error());
        const auto name = shelf.freeName(saved->name);
        if (!name)
            return failure(name.error());
        auto doc = Kind::read(saved->document);
        if (doc)
            doc->name = *name;
        const auto copied =
            doc ? Kind::save(shelf, *doc, Instant::now()) : shelf.save(*name, saved->document, Instant::now());
        return copied ? Kind::copyBesides(store, id, copied->id) : failure(copied.error());
    });
}

template <class Kind>
void DocumentDesk<Kind>::remove(const Names &documents)
{
    if (!documents.empty())
        steps().push(new Deletion(*this, documents));
}

template <class Kind>
void DocumentDesk<Kind>::removeNow(const Names &documents)
{
    for (const auto &[id, name] : documents) {
        std::erase_if(m_sessions, [id = id](const auto &session) { return session->editor.id() == id; });
        m_leaving.insert(id);
    }
    m_takeOff(documents);
    const auto besides = std::make_shared<QString>();
    change(
        Kind::deleting(documents.size()),
        [documents, besides, now = Instant::now()](Store &store) -> Result<void> {
            QStringList gone;
            for (const auto &[id, name] : documents) {
                if (const auto removed = DocumentShelf<Id>(store).remove(id, now); !removed)
                    return removed;
                gone.append(name);
            }
            return Kind::afterDeleting(store, gone).map([&](const QString &text) { *besides = text; });
        },
        [this, documents, besides] {
            for (const auto &[id, name] : documents) {
                if (const auto left = m_leaving.find(id); left != m_leaving.end())
                    m_leaving.erase(left);
            }
            const QString text = tr("Deleted %1").arg(named(documents));
            Q_EMIT done(besides->isEmpty() ? text : tr("%1. %2", "done: besides").arg(text, *besides),
                        [this, documents] { takeBack(documents); });
        });
}

template <class Kind>
void DocumentDesk<Kind>::restore(const Names &documents)
{
    change(
        Kind::restoring(documents.size()),
        [documents](Store &store) -> Result<void> {
            for (const auto &[id, name] : documents) {
                if (const auto restored = DocumentShelf<Id>(store).restore(id); !restored)
                    return restored;
            }
            return {};
        },
        [this, documents] { Q_EMIT done(tr("Restored %1").arg(named(documents)), {}); });
}

// What the toast offers; meanwhile the menu may have done it.
template <class Kind>
void DocumentDesk<Kind>::takeBack(const Names &documents)
{
    const QUndoCommand *last = steps().index() > 0 ? steps().command(steps().index() - 1) : nullptr;
    if (const auto *deletion = dynamic_cast<const Deletion *>(last); deletion && deletion->documents() == documents)
        steps().undo();
}

// “Lapsed”, or "3 segments"
template <class Kind>
QString DocumentDesk<Kind>::named(const Names &documents)
{
    return documents.size() == 1 ? tr("“%1”").arg(documents.begin()->second)
                                 : Kind::counted(static_cast<qint64>(documents.size()));
}

} // namespace perennial
