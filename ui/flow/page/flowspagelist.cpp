// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowspage.h"

#include "core/flow/saved/flowsaving.h"
#include "core/store/shelfnames.h"
#include "core/workspace/workspace.h"
#include "ui/flow/page/flowdesigner.h"
#include "ui/flow/page/flowtable.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pageheader.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QUndoCommand>

// What the page does with the shelf and with files: reads the list, renames, duplicates, deletes, imports.

namespace perennial {

namespace {

constexpr qint64 LargestFile = 64 * 1024 * 1024;

Result<QByteArray> contentOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Unreadable, FlowsPage::tr("The file can't be read: %1").arg(file.errorString()),
                       path);
    if (file.size() > LargestFile)
        return failure(ErrorKind::Unreadable, FlowsPage::tr("The file is too large to be a flow."), path);
    return file.readAll();
}

} // namespace

class FlowsPage::Deletion final : public QUndoCommand
{
public:
    Deletion(FlowsPage &page, FlowId id, const QString &name)
        : QUndoCommand(tr("delete “%1”").arg(name))
        , m_page(page)
        , m_id(id)
        , m_name(name)
    {
    }

    [[nodiscard]] FlowId flow() const { return m_id; }
    void undo() override { m_page.restore(m_id, m_name); }
    void redo() override { m_page.removeNow(m_id, m_name); }

private:
    FlowsPage &m_page;
    FlowId m_id;
    QString m_name;
};

void FlowsPage::readList()
{
    if (!m_workspace.isOpen())
        return;
    m_reading.ask(tr("Reading flows"), [path = m_workspace.path()](const Progress &) -> Result<Lines> {
        auto store = Store::openReader(path);
        if (!store)
            return failure(store.error());
        const auto saved = FlowShelf(*store).list();
        if (!saved)
            return failure(saved.error());
        Lines lines;
        for (const SavedFlow &flow : *saved)
            lines.push_back(lineOf(flow));
        return lines;
    });
}

void FlowsPage::takeList(Lines lines)
{
    std::erase_if(lines, [this](const FlowLine &line) { return m_leaving.contains(line.saved.id); });
    const FlowId current = m_table->current();
    m_isRead = true;
    m_model->setLines(std::move(lines));
    m_table->select(current);
    if (!header()->isHidden())
        showContent();
    if (const FlowId wanted = std::exchange(m_wanted, {}); m_model->line(wanted))
        openFlow(wanted);
}

QString FlowsPage::freeName(const QString &wanted) const
{
    QStringList taken = m_model->names();
    for (const auto &session : m_sessions)
        taken.append(session->editor.doc().name);
    return firstFreeName(wanted, taken);
}

void FlowsPage::change(const QString &title, std::function<Result<void>(Store &)> change, std::function<void()> done)
{
    struct Nothing
    {
    };
    const JobSpec spec{.title = title, .kind = JobKind::Writing, .quiet = true};
    m_workspace.write<Nothing>(
        spec,
        [change = std::move(change)](Store &store, const Progress &) -> Result<Nothing> {
            const auto changed = change(store);
            return changed ? Result<Nothing>(Nothing{}) : Result<Nothing>(failure(changed.error()));
        },
        this,
        [this, done = std::move(done)](const Result<Nothing> &changed) {
            m_workspace.noteSegmentsChanged();
            if (changed && done)
                done();
            if (changed)
                return;
            m_leaving.clear(); // what could not go is shown again
            report(changed.error());
        });
}

void FlowsPage::rename(FlowId id, const QString &name)
{
    if (Session *session = sessionOf(id)) {
        FlowDoc doc = session->editor.doc();
        doc.name = name;
        session->editor.apply(doc, tr("Rename"));
        return session->autosave.flush();
    }
    change(tr("Renaming a flow"), [id, name](Store &store) -> Result<void> {
        FlowShelf shelf(store);
        const auto saved = shelf.get(id);
        if (!saved)
            return failure(saved.error());
        auto reading = readFlow(saved->document);
        if (reading)
            reading->flow.name = name;
        const auto renamed = reading ? saveFlow(shelf, id, reading->flow, Instant::now())
                                     : shelf.save(id, name, saved->document, Instant::now());
        return renamed ? Result<void>() : Result<void>(failure(renamed.error()));
    });
}

void FlowsPage::duplicate(FlowId id)
{
    flush();
    change(tr("Duplicating a flow"), [id](Store &store) -> Result<void> {
        FlowShelf shelf(store);
        const auto saved = shelf.get(id);
        if (!saved)
            return failure(saved.error());
        const auto name = shelf.freeName(saved->name);
        if (!name)
            return failure(name.error());
        auto reading = readFlow(saved->document);
        if (reading)
            reading->flow.name = *name;
        const auto copied = reading ? saveFlow(shelf, reading->flow, Instant::now())
                                    : shelf.save(*name, saved->document, Instant::now());
        return copied ? Result<void>() : Result<void>(failure(copied.error()));
    });
}

void FlowsPage::remove(FlowId id)
{
    if (const FlowLine *line = m_model->line(id))
        m_steps.push(new Deletion(*this, id, line->saved.name));
}

void FlowsPage::removeNow(FlowId id, const QString &name)
{
    std::erase_if(m_sessions, [id](const auto &session) { return session->editor.id() == id; });
    m_model->remove(id);
    m_leaving.insert(id);
    showContent();
    change(
        tr("Deleting a flow"), [id, now = Instant::now()](Store &store) { return FlowShelf(store).remove(id, now); },
        [this, id, name] {
            m_leaving.erase(id);
            Q_EMIT done(tr("Deleted “%1”").arg(name), [this, id] { takeBack(id); });
        });
}

void FlowsPage::restore(FlowId id, const QString &name)
{
    change(
        tr("Restoring a flow"), [id](Store &store) { return FlowShelf(store).restore(id); },
        [this, name] { Q_EMIT done(tr("Restored “%1”").arg(name), {}); });
}

// What the toast offers; meanwhile the menu may have done it.
void FlowsPage::takeBack(FlowId id)
{
    const QUndoCommand *last = m_steps.index() > 0 ? m_steps.command(m_steps.index() - 1) : nullptr;
    if (const auto *deletion = dynamic_cast<const Deletion *>(last); deletion && deletion->flow() == id)
        m_steps.undo();
}

void FlowsPage::chooseImport()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Import a flow"), {}, tr("Flows (*.json);;All files (*)"));
    if (!path.isEmpty())
        importFile(path);
}

void FlowsPage::importFile(const QString &path)
{
    const auto content = contentOf(path);
    if (!content)
        return report(content.error());
    auto reading = readFlow(*content);
    if (!reading)
        return report(reading.error().in(QFileInfo(path).fileName()));
    if (reading->flow.name.isEmpty())
        reading->flow.name = QFileInfo(path).completeBaseName();
    const size_t unread = reading->problems.size();
    startFlow(reading->flow);
    if (unread > 0)
        banner()->showMessage(BannerKind::Warn,
                              tr("%1 places of the file could not be read. They are marked in the flow, and kept as "
                                 "they are.")
                                  .arg(unread));
}

bool FlowsPage::takeFiles(const QStringList &paths)
{
    if (paths.size() != 1 || !paths.first().endsWith(QLatin1String(".json"), Qt::CaseInsensitive))
        return false;
    importFile(paths.first());
    return true;
}

void FlowsPage::exportFlow(FlowId id)
{
    openFlow(id);
    if (m_designer->editor() && m_designer->editor()->id() == id)
        m_designer->action(FlowAction::ExportJson)->trigger();
}

void FlowsPage::report(const Error &error)
{
    if (error.kind != ErrorKind::Stopped)
        banner()->showMessage(BannerKind::Danger, error.message);
}

} // namespace perennial
