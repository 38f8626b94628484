// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/jobrunner.h"
#include "core/store/documentshelf.h"
#include "core/store/store.h"
#include "core/workspace/workspace.h"
#include "ui/documents/autosave.h"

namespace perennial {

// The autosave of one kind of document. `Kind` says what the kind is called, how one is saved, and who edits it.
template <class Kind>
class DocumentAutosave final : public Autosave
{
public:
    using Id = typename Kind::Id;
    using Doc = typename Kind::Doc;
    using Editor = typename Kind::Editor;

    DocumentAutosave(const Workspace &workspace, Editor &editor, const SavedDocument<Id> &saved,
                     QObject *parent = nullptr)
        : Autosave(saved.name, saved.version, parent)
        , m_runner(workspace.runner())
        , m_path(workspace.path())
        , m_editor(editor)
    {
        connect(&editor, &Editor::changed, this, &DocumentAutosave::noteEdit);
    }

    // An unsaved document is saved here and now where the store can be had: a queued job may come too late or not at
    // all.
    ~DocumentAutosave() override
    {
        if (isOwed() && save(m_path, m_editor.id(), m_editor.doc(), errand()))
            stopWaiting();
    }
    Q_DISABLE_COPY_MOVE(DocumentAutosave)

private:
    struct Kept
    {
        Id id;
        Outcome outcome;
    };

    void start() override;
    [[nodiscard]] static Result<Kept> save(const QString &path, Id id, const Doc &doc, const Errand &errand);

    JobRunner &m_runner;
    QString m_path; // stays the store's it was opened from
    Editor &m_editor;
};

template <class Kind>
void DocumentAutosave<Kind>::start()
{
    const JobSpec spec{.title = Kind::saving(), .kind = JobKind::Writing, .quiet = true};
    const auto work = [path = m_path, id = m_editor.id(), doc = m_editor.doc(), errand = errand()](const Progress &) {
        return save(path, id, doc, errand);
    };
    const auto comeHome = [this, doc = m_editor.doc(), errand = errand()](const Result<Kept> &kept) {
        if (!kept)
            return takeFailure(kept.error());
        m_editor.setId(kept->id);
        takeSaved(errand, kept->outcome, doc == m_editor.doc());
    };
    watch(m_runner.start<Kept>(spec, work, this, comeHome));
}

template <class Kind>
auto DocumentAutosave<Kind>::save(const QString &path, Id id, const Doc &doc, const Errand &errand) -> Result<Kept>
{
    auto store = Store::openWriter(path);
    if (!store)
        return failure(store.error());
    DocumentShelf<Id> shelf(*store);
    const Instant now = Instant::now();
    const auto taken = shelf.find(doc.name);
    if (!taken)
        return failure(taken.error());
    Doc kept = doc;
    QString problem;
    if (*taken && (*taken)->id != id) {
        // The work is kept all the same.
        problem = Kind::nameTaken(doc.name);
        const auto free = shelf.freeName(errand.keptName);
        kept.name = id.isValid() ? errand.keptName : free.value_or(errand.keptName);
    }
    const auto saved = id.isValid() ? Kind::amend(shelf, id, errand.amends, kept, now) : Kind::save(shelf, kept, now);
    if (!saved)
        return failure(saved.error());
    if (errand.note && !errand.note->isEmpty()) {
        if (const auto noted = shelf.noteVersion(saved->id, saved->version, *errand.note); !noted)
            return failure(noted.error());
    }
    return Kept{.id = saved->id, .outcome = {.name = saved->name, .nameProblem = problem, .version = saved->version}};
}

} // namespace perennial
