// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segmentsource.h"

#include "app/cli/openstore.h"

#include "core/segment/plan/plan.h"
#include "core/store/segmentshelf.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace perennial {

namespace {

constexpr qint64 LargestFile = 16 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

} // namespace

Result<QByteArray> readTextFile(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return failure(ErrorKind::NotFound, tr("There is no such file."), path);
    if (QFileInfo(path).isDir())
        return failure(ErrorKind::Unreadable, tr("This is a folder, not a file."), path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Unreadable, tr("This file cannot be read."), path, file.errorString());
    if (file.size() > LargestFile)
        return failure(ErrorKind::Unreadable, tr("This file is too large for a definition."), path);
    return file.readAll();
}

Result<GivenSegment> readSegmentFile(const QString &path)
{
    auto text = readTextFile(path);
    if (!text)
        return failure(text.error());
    auto doc = SegmentDoc::fromJson(*text);
    if (!doc)
        return failure(located(doc.error(), path));
    const QString name = doc->name.isEmpty() ? QFileInfo(path).completeBaseName() : doc->name;
    return GivenSegment{path, name, std::move(*text), std::move(*doc)};
}

Result<GivenSegment> givenSegment(Store &store, const QString &nameOrFile)
{
    if (nameOrFile.endsWith(QLatin1String(".json")))
        return readSegmentFile(nameOrFile);
    const auto saved = SegmentShelf(store).find(nameOrFile);
    if (!saved)
        return failure(saved.error());
    if (!*saved)
        return failure(ErrorKind::NotFound, tr("The store has no segment of this name."), nameOrFile);
    auto doc = SegmentDoc::fromJson((*saved)->document);
    if (!doc)
        return failure(located(doc.error(), nameOrFile));
    return GivenSegment{nameOrFile, (*saved)->name, (*saved)->document, std::move(*doc)};
}

Result<Instant> givenMoment(const std::string &text, const QTimeZone &zone, const char *option)
{
    const QString word = QString::fromStdString(text);
    if (const auto moment = Instant::fromIso(word))
        return *moment;
    if (!isDateText(word))
        return failure(
            ErrorKind::Usage,
            tr("%1 wants a day such as 2026-11-01, or a moment with offset or Z.").arg(QLatin1String(option)), word);
    return Instant{startOfDayMs(QDate::fromString(word, Qt::ISODate), zone)};
}

Error located(Error error, const QString &source)
{
    error.where = error.where.isEmpty() ? source : source + QLatin1String(": ") + error.where;
    return error;
}

Error located(Error error, const GivenSegment &segment)
{
    return located(std::move(error), segment.source);
}

Result<SegmentAsker> SegmentAsker::open(const Store &store, const CommonOptions &options)
{
    auto table = ProfileTable::open(store.path(), options.progress());
    if (!table)
        return failure(table.error());
    return SegmentAsker(std::move(*table), options);
}

Result<SegmentAnswer> SegmentAsker::ask(const SegmentDoc &doc) const
{
    const auto plan = SegmentEngine::compile(doc, m_table, m_asOf, {.stop = m_progress.stopToken()});
    if (!plan)
        return failure(plan.error());
    return SegmentEngine::evaluate(*plan, m_progress);
}

Result<SegmentAnswer> SegmentAsker::ask(const GivenSegment &segment) const
{
    auto answer = ask(segment.doc);
    return answer ? std::move(answer) : failure(located(answer.error(), segment));
}

Result<std::vector<GroupReasons>> SegmentAsker::reasons(const GivenSegment &segment) const
{
    const auto plan = SegmentEngine::compile(segment.doc, m_table, m_asOf, {.stop = m_progress.stopToken()});
    if (!plan)
        return failure(located(plan.error(), segment));
    return reasonsOf(*plan, m_progress);
}

std::vector<ProfileId> SegmentAsker::idsOf(const ProfileSet &members) const
{
    std::vector<ProfileId> ids;
    members.forEach([&](quint32 index) { ids.push_back(m_table->idAt(index)); });
    return ids;
}

Result<OpenedSegment> OpenedSegment::open(const CommonOptions &options, const QString &nameOrFile)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    auto segment = givenSegment(*store, nameOrFile);
    if (!segment)
        return failure(segment.error());
    return OpenedSegment{std::move(*store), std::move(*segment)};
}

Result<AskedSegment> AskedSegment::open(const CommonOptions &options, const QString &nameOrFile)
{
    auto opened = OpenedSegment::open(options, nameOrFile);
    if (!opened)
        return failure(opened.error());
    auto asker = SegmentAsker::open(opened->store, options);
    if (!asker)
        return failure(asker.error());
    return AskedSegment{std::move(opened->store), std::move(opened->segment), std::move(*asker)};
}

Result<AskedSegments> AskedSegments::ask(const CommonOptions &options, const std::vector<std::string> &words)
{
    auto store = openToRead(options);
    if (!store)
        return failure(store.error());
    auto asker = SegmentAsker::open(*store, options);
    if (!asker)
        return failure(asker.error());
    AskedSegments asked{std::move(*asker), {}};
    for (const std::string &word : words) {
        auto given = givenSegment(*store, QString::fromStdString(word));
        auto answer = given ? asked.asker.ask(*given) : Result<SegmentAnswer>(failure(given.error()));
        if (!answer)
            return failure(answer.error());
        asked.all.push_back({std::move(*given), std::move(*answer)});
    }
    return asked;
}

} // namespace perennial
