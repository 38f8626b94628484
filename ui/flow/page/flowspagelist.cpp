// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowspage.h"

#include "core/store/shelfnames.h"
#include "core/workspace/workspace.h"
#include "ui/flow/calendar/flowcalendarview.h"
#include "ui/flow/page/flowdesigner.h"
#include "ui/flow/page/flowtable.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/pageheader.h"

#include <QAction>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

// What the page does with the shelf and with files: reads the list, deletes, imports.

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
    std::erase_if(lines, [this](const FlowLine &line) { return m_desk.isLeaving(line.saved.id); });
    const FlowId current = m_table->current();
    m_isRead = true;
    m_model->setLines(std::move(lines));
    m_table->select(current);
    std::vector<FlowDoc> flows;
    for (const FlowLine &line : m_model->lines()) {
        if (!line.doc)
            continue;
        flows.push_back(*line.doc);
        flows.back().name = line.saved.name;
    }
    m_calendar->setFlows(flows);
    if (!header()->isHidden())
        showContent();
    if (const FlowId wanted = std::exchange(m_wanted, {}); m_model->line(wanted))
        openFlow(wanted);
}

QString FlowsPage::freeName(const QString &wanted) const
{
    return firstFreeName(wanted, m_model->names() + m_desk.names());
}

void FlowsPage::remove(FlowId id)
{
    if (const FlowLine *line = m_model->line(id))
        m_desk.remove({{id, line->saved.name}});
}

void FlowsPage::takeOff(const FlowDesk::Names &flows)
{
    for (const auto &[id, name] : flows)
        m_model->remove(id);
    showContent();
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
