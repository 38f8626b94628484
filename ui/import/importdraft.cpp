// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/import/importdraft.h"

#include "core/import/importformat.h"
#include "core/import/importsource.h"

#include <QDirIterator>
#include <QFileInfo>

#include <algorithm>

namespace perennial {

QString DraftFile::obstacle() const
{
    if (problem)
        return problem->message;
    if (!preview)
        return ImportDraft::tr("Still reading.");
    if (isProposal())
        return ImportDraft::tr("The columns are not those of a known format, so their meaning was guessed. Check it, "
                               "then use it.");
    if (preview->needsMapping && !mapping)
        return ImportDraft::tr("Say what its columns mean. %1").arg(problemOf(preview->mapping));
    const ImportFormat *format = findFormat(preview->formatId);
    if (!mapping && format && !format->supported)
        return ImportDraft::tr("%1 are not read by themselves yet. Say what the columns mean to import them anyway.")
            .arg(preview->formatTitle);
    return problemOf(mapping.value_or(preview->mapping));
}

bool DraftFile::isProposal() const
{
    return !problem && preview && preview->needsMapping && !mapping && problemOf(preview->mapping).isEmpty();
}

bool DraftFile::hasOpenDates() const
{
    return !problem && preview && !preview->needsChoice.isEmpty() && (obstacle().isEmpty() || isProposal());
}

QStringList importableFiles(const QStringList &paths)
{
    static const QStringList patterns{QStringLiteral("*.csv"), QStringLiteral("*.txt"), QStringLiteral("*.tsv"),
                                      QStringLiteral("*.gz")};
    QStringList files;
    for (const QString &path : paths) {
        if (!QFileInfo(path).isDir()) {
            files << QFileInfo(path).absoluteFilePath();
            continue;
        }
        QStringList inside;
        QDirIterator at(path, patterns, QDir::Files | QDir::Readable, QDirIterator::Subdirectories);
        while (at.hasNext())
            inside << QFileInfo(at.next()).absoluteFilePath();
        inside.sort();
        files << inside;
    }
    files.removeDuplicates();
    return files;
}

ImportDraft::ImportDraft(JobRunner &runner, QObject *parent)
    : QObject(parent)
    , m_runner(runner)
{
}

void ImportDraft::setSettings(const StoreSettings &settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    for (DraftFile &file : m_files)
        read(file);
}

void ImportDraft::add(const QStringList &paths)
{
    const QStringList files = importableFiles(paths);
    for (const QString &path : files) {
        if (find(path))
            continue;
        m_files.push_back({.path = path, .preview = {}, .problem = {}, .mapping = {}});
        Q_EMIT added(path);
        read(m_files.back());
    }
}

void ImportDraft::remove(const QString &path)
{
    if (std::erase_if(m_files, [&](const DraftFile &file) { return file.path == path; }) > 0)
        Q_EMIT removed(path);
}

void ImportDraft::clear()
{
    while (!m_files.empty())
        remove(QString(m_files.front().path));
    m_dateOrder.reset();
}

void ImportDraft::setMapping(const QString &path, const FieldMapping &mapping)
{
    DraftFile *file = find(path);
    if (!file || file->mapping == mapping)
        return;
    file->mapping = mapping;
    read(*file);
}

void ImportDraft::setDateOrder(DateOrder order)
{
    m_dateOrder = order;
    for (DraftFile &file : m_files)
        read(file);
}

DateOrder ImportDraft::dateOrder() const
{
    return m_dateOrder.value_or(likelyDateOrder(m_settings));
}

DraftFile *ImportDraft::find(const QString &path)
{
    const auto found =
        std::find_if(m_files.begin(), m_files.end(), [&](const DraftFile &file) { return file.path == path; });
    return found == m_files.end() ? nullptr : &*found;
}

const DraftFile *ImportDraft::file(const QString &path) const
{
    return const_cast<ImportDraft *>(this)->find(path);
}

int ImportDraft::readyFiles() const
{
    return static_cast<int>(
        std::count_if(m_files.begin(), m_files.end(), [](const DraftFile &file) { return file.obstacle().isEmpty(); }));
}

QString ImportDraft::obstacle() const
{
    return m_files.empty() || readyFiles() > 0 ? QString() : m_files.front().obstacle();
}

bool ImportDraft::asksDateOrder() const
{
    return std::any_of(m_files.begin(), m_files.end(), [](const DraftFile &file) { return file.hasOpenDates(); });
}

ImportOptions ImportDraft::options() const
{
    ImportOptions options;
    for (const DraftFile &file : m_files)
        if (file.obstacle().isEmpty())
            options.files.push_back({file.path, {}, file.mapping});
    if (asksDateOrder())
        options.dateOrder = dateOrder();
    return options;
}

void ImportDraft::read(DraftFile &file)
{
    file.asked = ++m_asked;
    const ImportFile wanted{file.path, {}, file.mapping};
    const auto work = [wanted, settings = m_settings, order = dateOrder()](const Progress &) {
        return previewFile(wanted, settings, order);
    };
    const JobSpec spec{
        .title = tr("Looking into %1").arg(QFileInfo(file.path).fileName()), .kind = JobKind::Reading, .quiet = true};
    m_runner.start<ImportPreview>(spec, work, this,
                                  [this, path = file.path, asked = file.asked](Result<ImportPreview> preview) {
                                      take(path, asked, std::move(preview));
                                  });
}

void ImportDraft::take(const QString &path, int asked, Result<ImportPreview> preview)
{
    DraftFile *file = find(path);
    if (!file || file->asked != asked)
        return;
    file->problem.reset();
    if (preview)
        file->preview = std::move(*preview);
    else
        file->problem = preview.error();
    Q_EMIT changed(path);
}

} // namespace perennial
