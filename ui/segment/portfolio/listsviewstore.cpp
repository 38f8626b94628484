// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/sourceusers.h"
#include "core/store/shelfnames.h"
#include "core/workspace/workspace.h"
#include "ui/segment/portfolio/listimportcard.h"
#include "ui/segment/portfolio/listsview.h"
#include "ui/segment/portfolio/listtable.h"
#include "ui/segment/portfolio/unknownrows.h"
#include "ui/widgets/format.h"

#include <QFileInfo>
#include <QUndoCommand>

// What the view does with the store: reads the lists and files of them, makes, renames, deletes and brings back.

namespace perennial {

namespace {

struct Nothing
{
};

JobSpec writing(const QString &title)
{
    return {.title = title, .kind = JobKind::Writing, .quiet = true};
}

} // namespace

class ListsView::Deletion final : public QUndoCommand
{
public:
    Deletion(ListsView &view, const SavedList &list)
        : QUndoCommand(tr("delete the list “%1”").arg(list.name))
        , m_view(view)
        , m_kept(std::make_shared<Kept>(Kept{list, {}, {}}))
    {
    }

    [[nodiscard]] const std::shared_ptr<Kept> &kept() const { return m_kept; }
    void undo() override { m_view.restore(m_kept); }
    void redo() override { m_view.removeNow(m_kept); }

private:
    ListsView &m_view;
    std::shared_ptr<Kept> m_kept; // touched by writing jobs only, which run one after the other
};

void ListsView::read()
{
    if (!m_workspace.isOpen())
        return;
    m_reading.ask(tr("Reading lists"), [path = m_workspace.path()](const Progress &) -> Result<Lines> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        const auto lists = ListShelf(*store).list();
        if (!lists)
            return failure(lists.error());
        Lines lines;
        for (const SavedList &list : *lists)
            lines.push_back(lineOf(list));
        return lines;
    });
}

void ListsView::showPeople(ListId id)
{
    const ListLine *line = m_model->line(id);
    if (!line)
        return;
    m_peopleTitle = line->list.name;
    m_people.ask(tr("Reading a list"), [id, path = m_workspace.path()](const Progress &) {
        auto store = Store::openReader(path);
        return store ? ListShelf(*store).members(id) : Result<std::vector<ProfileId>>(failure(store.error()));
    });
}

void ListsView::change(const QString &title, std::function<Result<void>(ListShelf &)> change,
                       std::function<void()> then)
{
    m_workspace.write<Nothing>(
        writing(title),
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            ListShelf shelf(store);
            return change(shelf).map([] { return Nothing(); });
        },
        this,
        [this, then = std::move(then)](const Result<Nothing> &changed) {
            m_workspace.noteSegmentsChanged();
            if (!changed)
                Q_EMIT failed(changed.error());
            else if (then)
                then();
        });
}

void ListsView::rename(ListId id, const QString &name)
{
    change(tr("Renaming a list"), [id, name](ListShelf &shelf) -> Result<void> {
        const auto before = shelf.get(id);
        const auto renamed = before ? shelf.rename(id, name) : failure(before.error());
        const auto after = renamed ? shelf.get(id) : failure(renamed.error());
        return after ? carryName(shelf.store(), {AudienceKind::List, before->name}, after->name, Instant::now())
                     : failure(after.error());
    });
}

void ListsView::remove(ListId id)
{
    if (const ListLine *line = m_model->line(id))
        m_deletions.push(new Deletion(*this, line->list));
}

void ListsView::removeNow(const std::shared_ptr<Kept> &kept)
{
    m_model->remove(kept->list.id);
    showState();
    change(
        tr("Deleting a list"),
        [kept](ListShelf &shelf) -> Result<void> {
            auto list = shelf.get(kept->list.id);
            if (!list)
                return failure(list.error());
            auto members = shelf.members(kept->list.id);
            if (!members)
                return failure(members.error());
            auto besides = leftWithout(shelf.store(), {{AudienceKind::List, list->name}});
            if (!besides)
                return failure(besides.error());
            *kept = {std::move(*list), std::move(*members), std::move(*besides)};
            return shelf.remove(kept->list.id);
        },
        [this, kept] {
            const QString text = tr("Deleted “%1”").arg(kept->list.name);
            Q_EMIT done(kept->besides.isEmpty() ? text : tr("%1. %2", "done: besides").arg(text, kept->besides),
                        [this, kept] { takeBack(kept); });
        });
}

void ListsView::restore(const std::shared_ptr<Kept> &kept)
{
    change(
        tr("Restoring a list"),
        [kept](ListShelf &shelf) -> Result<void> {
            const auto name = shelf.freeName(kept->list.name);
            if (!name)
                return failure(name.error());
            auto list = shelf.create(*name, kept->list.note, kept->members, kept->list.created, kept->list.origin);
            if (!list)
                return failure(list.error());
            kept->list = std::move(*list);
            return {};
        },
        [this, kept] {
            m_wanted = kept->list.id;
            Q_EMIT done(tr("Restored “%1”").arg(kept->list.name), {});
        });
}

// What the toast offers; meanwhile the menu may have done it.
void ListsView::takeBack(const std::shared_ptr<Kept> &kept)
{
    const QUndoCommand *last = m_deletions.index() > 0 ? m_deletions.command(m_deletions.index() - 1) : nullptr;
    if (last && static_cast<const Deletion *>(last)->kept() == kept)
        m_deletions.undo();
}

void ListsView::readFile(const QString &path)
{
    if (!m_workspace.isOpen())
        return;
    if (m_job)
        m_job->stop();
    const QString file = QFileInfo(path).fileName();
    Q_EMIT readingStarted();
    m_card->showReading(file);
    showState();
    const JobSpec spec{.title = tr("Reading %1").arg(file), .kind = JobKind::Reading};
    m_job = m_workspace.read<ListFile>(
        spec, [path](Store &store, const Progress &progress) { return readListFile(path, store, progress); }, this,
        [this, path, number = ++m_files](Result<ListFile> read) {
            if (number == m_files)
                takeFile(path, std::move(read));
        });
}

void ListsView::takeFile(const QString &path, Result<ListFile> file)
{
    const QFileInfo info(path);
    if (file) {
        m_card->showFile(info.fileName(), std::move(*file), firstFreeName(info.completeBaseName(), m_model->names()));
    } else {
        m_card->hide();
        if (file.error().kind != ErrorKind::Stopped)
            Q_EMIT failed(file.error());
    }
    showState();
}

void ListsView::create(const QString &name)
{
    m_workspace.write<SavedList>(
        writing(tr("Creating a list")),
        [name, note = m_card->note(), people = m_card->file().people](Store &store, const Progress &) {
            return ListShelf(store).create(name, note, people, Instant::now());
        },
        this,
        [this](const Result<SavedList> &list) {
            if (!list)
                return m_card->showProblem(list.error().message);
            m_card->close();
            m_wanted = list->id;
            m_workspace.noteSegmentsChanged();
            m_table->setFocus();
            Q_EMIT done(list->members == 1
                            ? tr("Created the list “%1” with 1 person").arg(list->name)
                            : tr("Created the list “%1” with %2 people").arg(list->name, format::count(list->members)),
                        [this, id = list->id] { drop(id); });
        });
}

void ListsView::drop(ListId id)
{
    change(tr("Deleting a list"), [id](ListShelf &shelf) { return shelf.remove(id); });
}

void ListsView::saveUnknown(const QString &path)
{
    const ListFile &file = m_card->file();
    const JobSpec spec{.title = tr("Saving rows"), .kind = JobKind::Reading, .quiet = true};
    m_workspace.runner().start<Nothing>(
        spec,
        [path, column = file.column, rows = file.rows](const Progress &) {
            return writeUnknownRows(path, column, rows).map([] { return Nothing(); });
        },
        this,
        [this, path](const Result<Nothing> &saved) {
            if (saved)
                Q_EMIT done(tr("Saved “%1”").arg(QFileInfo(path).fileName()), {});
            else
                Q_EMIT failed(saved.error());
        });
}

} // namespace perennial
