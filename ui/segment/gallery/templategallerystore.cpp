// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/gallery/templategallery.h"

#include "core/segment/saved/templateshelf.h"
#include "core/segment/templates/owntemplates.h"
#include "core/workspace/workspace.h"
#include "ui/segment/gallery/queryeditor.h"
#include "ui/segment/gallery/templatedialog.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QPointer>

#include <algorithm>
#include <ranges>

// What the gallery does with the store: reads one's own templates and the queries, keeps, changes and deletes them.

namespace perennial {

namespace {

struct Nothing
{
};

QString chooseToRead(QWidget *parent, const QString &)
{
    return QFileDialog::getOpenFileName(parent, TemplateGallery::tr("Import a template"), {},
                                        TemplateGallery::tr("Templates (*.json);;All files (*)"));
}

QString chooseToWrite(QWidget *parent, const QString &suggestion)
{
    return QFileDialog::getSaveFileName(parent, TemplateGallery::tr("Export the template"), suggestion,
                                        TemplateGallery::tr("Templates (*.json)"));
}

} // namespace

void TemplateGallery::setChooseFiles(ChooseFile toRead, ChooseFile toWrite)
{
    m_toRead = std::move(toRead);
    m_toWrite = std::move(toWrite);
}

void TemplateGallery::readShelves()
{
    if (!m_workspace.isOpen())
        return takeShelves({});
    m_reading.ask(tr("Reading templates"), [path = m_workspace.path()](const Progress &) -> Result<Shelves> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        auto own = OwnTemplates(*store).list();
        if (!own)
            return failure(own.error());
        auto queries = TemplateShelf(*store).list();
        if (!queries)
            return failure(queries.error());
        return Shelves{std::move(*own), std::move(*queries)};
    });
}

void TemplateGallery::takeShelves(const Shelves &shelves)
{
    const bool isSame = std::ranges::equal(shelves.own, m_templates | std::views::filter(&SegmentTemplate::isOwn)) &&
                        shelves.queries == m_queries;
    if (isSame && !m_cards.empty())
        return countAll();
    for (const SegmentTemplate &own : shelves.own) {
        if (const SegmentTemplate *before = templateOf(own.id); !before || *before != own)
            m_counted.erase(own.id);
    }
    std::erase_if(m_templates, [](const SegmentTemplate &one) { return one.isOwn(); });
    m_templates.insert(m_templates.end(), shelves.own.begin(), shelves.own.end());
    m_queries = shelves.queries;
    m_editor->setQueries(m_queries);
    if (m_cards.empty() && !isVisible())
        return; // they are made when somebody looks
    showCards();
    if (const SegmentTemplate *opened = templateOf(m_opened); opened && opened->isOwn())
        openTemplate(QString(m_opened));
}

void TemplateGallery::saveAsTemplate(const SegmentDoc &doc)
{
    SegmentTemplate fresh;
    fresh.name = doc.name;
    fresh.purpose = doc.note;
    fresh.document = doc;
    askForTemplate(fresh);
}

void TemplateGallery::askForTemplate(const SegmentTemplate &given)
{
    auto *dialog = new TemplateDialog(given, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TemplateDialog::saveWanted, this,
            [this, dialog](const SegmentTemplate &made) { save(made, dialog); });
    dialog->open();
}

void TemplateGallery::change(const QString &title, std::function<Result<void>(OwnTemplates &)> change,
                             std::function<void(const Result<void> &)> then)
{
    m_workspace.write<Nothing>(
        {.title = title, .kind = JobKind::Writing, .quiet = true},
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            OwnTemplates shelf(store);
            const auto changed = change(shelf);
            return changed ? Result<Nothing>(Nothing{}) : Result<Nothing>(failure(changed.error()));
        },
        this,
        [this, then = std::move(then)](const Result<Nothing> &changed) {
            then(changed ? Result<void>() : Result<void>(failure(changed.error())));
            if (changed)
                readShelves();
        });
}

void TemplateGallery::save(const SegmentTemplate &own, TemplateDialog *dialog)
{
    change(
        tr("Saving a template"),
        [own](OwnTemplates &shelf) -> Result<void> {
            const auto saved = shelf.save(own, Instant::now());
            return saved ? Result<void>() : Result<void>(failure(saved.error()));
        },
        [this, own, open = QPointer(dialog)](const Result<void> &saved) {
            if (!saved && open)
                return open->showProblem(saved.error().message);
            if (!saved)
                return Q_EMIT failed(saved.error());
            if (open)
                open->accept();
            Q_EMIT done(tr("Saved the template “%1”").arg(own.name), {});
        });
}

void TemplateGallery::remove(const SegmentTemplate &own)
{
    const auto takeBack = [this, own] { save(own, nullptr); };
    change(
        tr("Deleting a template"), [id = own.id](OwnTemplates &shelf) { return shelf.remove(id); },
        [this, own, takeBack](const Result<void> &removed) {
            if (!removed)
                return Q_EMIT failed(removed.error());
            closePane();
            Q_EMIT done(tr("Deleted the template “%1”").arg(own.name), takeBack);
        });
}

void TemplateGallery::exportTemplate(const SegmentTemplate &own)
{
    QString plain = own.name;
    plain.replace(u'/', u'-');
    const QString suggestion = QDir::home().filePath(plain + QLatin1String(".json"));
    const QString path = m_toWrite ? m_toWrite(this, suggestion) : chooseToWrite(this, suggestion);
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(own.toJson()) < 0)
        return Q_EMIT failed({ErrorKind::Disk, tr("The template could not be written to %1.").arg(path), path, {}});
    Q_EMIT done(tr("Exported “%1”").arg(own.name), {});
}

void TemplateGallery::importTemplate()
{
    const QString path = m_toRead ? m_toRead(this, {}) : chooseToRead(this, {});
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Q_EMIT failed({ErrorKind::Unreadable, tr("%1 cannot be read.").arg(path), path, {}});
    auto read = SegmentTemplate::fromJson(file.readAll());
    if (!read)
        return Q_EMIT failed(read.error());
    read->id.clear();
    change(
        tr("Importing a template"),
        [own = *read](OwnTemplates &shelf) -> Result<void> {
            SegmentTemplate named = own;
            const auto name = shelf.freeName(own.name);
            if (!name)
                return failure(name.error());
            named.name = *name;
            const auto saved = shelf.save(named, Instant::now());
            return saved ? Result<void>() : Result<void>(failure(saved.error()));
        },
        [this, name = read->name](const Result<void> &saved) {
            if (!saved)
                return Q_EMIT failed(saved.error());
            Q_EMIT done(tr("Imported “%1”").arg(name), {});
        });
}

} // namespace perennial
