// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/listfile.h"

#include "core/identity/personlookup.h"
#include "core/import/csvfile.h"
#include "core/store/store.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_set>

namespace perennial {

namespace {

constexpr int SampleRows = 200;
constexpr qint64 RowsPerReport = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString textOf(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size())).trimmed();
}

bool isPerson(const Store &store, const QString &text)
{
    return !text.isEmpty() && findPerson(store, text).has_value();
}

// A short number is an id only where its column is called one: amounts would find people, too.
bool tells(const Store &store, const QString &text, const QString &header)
{
    constexpr qsizetype ShortNumber = 6;
    const bool isShort = text.size() <= ShortNumber && std::ranges::all_of(text, [](QChar c) { return c.isDigit(); });
    return (!isShort || foldHeader(header).endsWith(QLatin1String("id"))) && isPerson(store, text);
}

// Which column of the sample finds most people; nothing where none finds any.
std::optional<size_t> bestColumn(const std::vector<CsvSampleRecord> &sample, const QStringList &header,
                                 const Store &store)
{
    std::vector<int> found;
    for (const CsvSampleRecord &record : sample) {
        found.resize(std::max(found.size(), static_cast<size_t>(record.cells.size())));
        for (qsizetype i = 0; i < record.cells.size(); ++i)
            found[static_cast<size_t>(i)] += tells(store, record.cells[i].trimmed(), header.value(i));
    }
    const auto best = std::ranges::max_element(found);
    if (best == found.end() || *best == 0)
        return std::nullopt;
    return static_cast<size_t>(best - found.begin());
}

// The first column by its name or by whom it finds.
Result<size_t> columnOf(const QString &path, const Store &store, const QString &wanted)
{
    auto file = openCsvFile(path);
    if (!file)
        return failure(file.error());
    if (!wanted.isEmpty()) {
        for (qsizetype i = 0; i < file->header.names.size(); ++i) {
            if (foldHeader(file->header.names[i]) == foldHeader(wanted))
                return static_cast<size_t>(i);
        }
        return failure(ErrorKind::Invalid, tr("The file has no column “%1”.").arg(wanted), path);
    }
    std::vector<CsvSampleRecord> sample = readSample(file->reader, SampleRows);
    // In a file without a header its first line may have been taken for one.
    sample.push_back({.cells = file->header.names});
    if (const auto best = bestColumn(sample, file->header.names, store))
        return *best;
    return failure(ErrorKind::Invalid,
                   tr("No column of this file names anybody in the store. A list needs a column with e-mail addresses, "
                      "phone numbers or ids of people who were imported before."),
                   path);
}

class ListReading
{
public:
    ListReading(const Store &store, size_t column)
        : m_store(store)
        , m_column(column)
    {
    }

    void take(const QString &text, qint64 line)
    {
        ++list.read;
        const auto person =
            text.isEmpty() ? Result<ProfileId>(failure(ErrorKind::NotFound, {})) : findPerson(m_store, text);
        if (!person)
            return setAside(text, line);
        if (m_seen.insert(person->value).second)
            list.people.push_back(*person);
        else
            ++list.repeated;
    }

    void take(const CsvRecord &record) { take(textOf(record.cell(m_column)), record.line()); }

    ListFile list;

private:
    void setAside(const QString &text, qint64 line)
    {
        ++list.unknown;
        if (list.rows.size() < ListFile::MostUnknown)
            list.rows.push_back({line, text});
    }

    const Store &m_store;
    size_t m_column;
    std::unordered_set<qint64> m_seen;
};

} // namespace

Result<ListFile> readListFile(const QString &path, const Store &store, const Progress &progress, const QString &column)
{
    const auto place = columnOf(path, store, column);
    if (!place)
        return failure(place.error());
    auto file = openCsvFile(path);
    if (!file)
        return failure(file.error());
    ListReading reading(store, *place);
    const QString name = file->header.names.value(static_cast<qsizetype>(*place));
    if (file->header.isPresent() && isPerson(store, name.trimmed()))
        reading.take(name.trimmed(), file->header.line);
    reading.list.column = name;
    CsvRecord record;
    while (file->reader.next(record)) {
        reading.take(record);
        if (reading.list.read % RowsPerReport == 0)
            progress.report(
                {.phase = tr("Reading a list"), .done = file->reader.bytesDone(), .total = file->reader.bytesTotal()});
        if (progress.stopRequested())
            return stopped();
    }
    if (file->reader.error())
        return failure(*file->reader.error());
    return std::move(reading.list);
}

} // namespace perennial
