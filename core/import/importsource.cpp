// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/importsource.h"

#include "core/base/celltext.h"
#include "core/import/recipes.h"
#include "core/import/values/columnguess.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace perennial {

namespace {

constexpr std::size_t SampleRows = 2'000;
constexpr std::size_t SampleBytes = 4 * 1024 * 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

QString textOf(std::string_view cell)
{
    return QString::fromUtf8(cell.data(), static_cast<qsizetype>(cell.size()));
}

double mappedShare(const FieldMapping &mapping, const QStringList &names)
{
    const auto isThere = [&](const ColumnMapping &column) { return names.contains(column.column); };
    const auto there = std::ranges::count_if(mapping.columns, isThere);
    return mapping.columns.empty() ? 0 : double(there) / double(mapping.columns.size());
}

FileSample readSampleRows(CsvFile &file)
{
    FileSample sample;
    sample.delimiter = file.reader.dialect().delimiter;
    CsvRecord record;
    std::size_t bytes = 0;
    while (sample.rows.size() < SampleRows && bytes < SampleBytes) {
        if (!file.reader.next(record)) {
            sample.isWhole = true;
            break;
        }
        if (record.isRejected())
            continue;
        QStringList cells;
        for (std::size_t i = 0; i < record.size(); ++i)
            cells.append(textOf(record[i]));
        bytes += record.raw().size();
        sample.rows.push_back(std::move(cells));
    }
    return sample;
}

// An abandoned checkout has no status and no payment anywhere, and its name is its id.
bool areCheckouts(const QStringList &header, const FileSample &sample)
{
    const auto index = [&](const char *name) { return header.indexOf(QLatin1String(name)); };
    const qsizetype status = index("Financial Status"), paid = index("Paid at"), name = index("Name"), id = index("Id");
    if (status < 0 || paid < 0 || name < 0 || id < 0 || sample.rows.empty())
        return false;
    bool sawId = false;
    for (const QStringList &row : sample.rows) {
        if (!row.value(status).isEmpty() || !row.value(paid).isEmpty())
            return false;
        if (row.value(id).isEmpty())
            continue;
        sawId = true;
        if (row.value(name) != u'#' + row.value(id))
            return false;
    }
    return sawId;
}

FieldType fieldType(ColumnType type)
{
    switch (type) {
    case ColumnType::Text:
        return FieldType::Text;
    case ColumnType::Number:
        return FieldType::Number;
    case ColumnType::YesNo:
        return FieldType::YesNo;
    case ColumnType::Time:
        return FieldType::Time;
    case ColumnType::List:
        return FieldType::List;
    }
    Q_UNREACHABLE();
}

// Columns that no recipe knows get the type their cells speak for.
void guessTypes(PreparedFile &file)
{
    const QString table = QLatin1String(file.format ? file.format->id : "");
    for (std::size_t i = 0; i < file.mapping.columns.size(); ++i) {
        ColumnMapping &column = file.mapping.columns[i];
        if (column.role != ColumnRole::Property || isInRecipe(table, column.column))
            continue;
        const std::vector<std::string> cells = file.sample.column(static_cast<qsizetype>(i));
        std::vector<std::string_view> views;
        for (const std::string &cell : cells)
            views.push_back(withoutGuard(cell));
        const ColumnGuess guess = guessColumn(views, file.sample.delimiter);
        column.type = guess.filled > 0 ? fieldType(guess.type) : FieldType::Text;
    }
}

// A file is read once to learn what it is and once to import it.
std::optional<Error> refusalOfKind(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() || info.isFile() || info.isDir())
        return std::nullopt;
    return Error{ErrorKind::Refused,
                 tr("This is a pipe or a device. An import reads its files twice: save the data to a file first."),
                 path,
                 {}};
}

Result<void> chooseMapping(PreparedFile &file)
{
    if (file.file.mapping) {
        file.mapping = *file.file.mapping;
        file.format = findFormat(file.mapping.format);
        return {};
    }
    file.recognition = recogniseHeader(file.header.names);
    file.format = file.recognition.format;
    if (!file.file.format.isEmpty()) {
        file.format = findFormat(file.file.format);
        if (!file.format)
            return failure(ErrorKind::Usage, tr("There is no import format \"%1\".").arg(file.file.format),
                           file.file.path);
    } else if (file.format && QLatin1String(file.format->id) == QLatin1String("shopify-orders") &&
               areCheckouts(file.header.names, file.sample)) {
        file.format = findFormat(QStringLiteral("shopify-checkouts"));
    }
    file.needsMapping = !file.format;
    file.mapping = file.format ? mappingFor(*file.format, file.header.names)
                               : proposeMapping(file.header.names, file.sample.rows, file.dialect.delimiter);
    if (file.format)
        guessTypes(file);
    return {};
}

// The sample leaves the day-month order open: the rest of the file decides.
Result<void> decideFromWholeFile(PreparedFile &file, const std::vector<std::size_t> &undecided)
{
    auto opened = openForImport(file.file);
    if (!opened)
        return failure(opened.error());
    std::vector<TimeStyleProbe> probes(undecided.size());
    CsvRecord record;
    while (opened->reader.next(record)) {
        for (std::size_t i = 0; i < undecided.size() && !record.isRejected(); ++i)
            probes[i].add(record[undecided[i]]);
    }
    for (std::size_t i = 0; i < undecided.size(); ++i)
        file.columns[undecided[i]].dates = probes[i].style();
    return {};
}

Result<void> bind(PreparedFile &file, const PrepareOptions &options)
{
    const QString zoneName = !file.mapping.zone.isEmpty() ? file.mapping.zone
                             : !options.zone.isEmpty()    ? options.zone
                                                          : options.settings.homeZone;
    const auto zone = zoneNamed(zoneName);
    if (!zone)
        return failure(ErrorKind::Usage, tr("There is no time zone \"%1\".").arg(zoneName), file.file.path);
    file.currency = file.mapping.currency.isEmpty() ? options.settings.currency : file.mapping.currency;
    file.columns = bindColumns(file.mapping, file.header, file.sample);
    const auto undecided = undecidedColumns(file.columns);
    if (!undecided.empty() && !file.sample.isWhole) {
        if (auto decided = decideFromWholeFile(file, undecided); !decided)
            return decided;
    }
    file.hasOpenDates = !undecidedColumns(file.columns).empty();
    file.guessedDates = settleTimes(file.columns, {*zone, options.dateOrder, likelyDateOrder(options.settings)});
    return {};
}

} // namespace

Result<CsvFile> openForImport(const ImportFile &file)
{
    return openCsvFile(file.path, [&](const QStringList &names) {
        return file.mapping ? mappedShare(*file.mapping, names) : recogniseHeader(names).score;
    });
}

Result<PreparedFile> prepareFile(const ImportFile &file, const PrepareOptions &options)
{
    if (auto refusal = refusalOfKind(file.path))
        return failure(std::move(*refusal));
    auto opened = openForImport(file);
    if (!opened)
        return failure(opened.error());
    PreparedFile prepared;
    prepared.file = file;
    prepared.bytes = QFileInfo(file.path).size();
    prepared.header = opened->header;
    prepared.dialect = opened->reader.dialect();
    prepared.sample = readSampleRows(*opened);
    prepared.encoding = opened->reader.source().encoding();
    if (const auto &error = opened->reader.error())
        return failure(*error);
    if (auto chosen = chooseMapping(prepared); !chosen)
        return failure(chosen.error());
    if (auto bound = bind(prepared, options); !bound)
        return failure(bound.error());
    return prepared;
}

std::optional<Error> refusalOf(const PreparedFile &file)
{
    const auto refuse = [&](ErrorKind kind, const QString &message) {
        return Error{kind, message, file.file.path, {}};
    };
    if (file.needsMapping)
        return refuse(
            ErrorKind::Invalid,
            tr("The columns of this file are not those of a known format. Map them on the import page, or give a "
               "saved mapping."));
    if (file.format && !file.format->supported)
        return refuse(
            ErrorKind::Refused,
            tr("This is a file of %1, which is not supported yet. Nothing was imported.").arg(tr(file.format->title)));
    for (const ColumnMapping &column : file.mapping.columns) {
        if (!file.header.names.contains(column.column))
            return refuse(ErrorKind::Invalid,
                          tr("The mapping names the column \"%1\", which the file does not have.").arg(column.column));
    }
    if (const QString problem = problemOf(file.mapping); !problem.isEmpty())
        return refuse(ErrorKind::Invalid, problem);
    return std::nullopt;
}

DateOrder likelyDateOrder(const StoreSettings &settings)
{
    const QString region = settings.region();
    if (region.isEmpty())
        return settings.currency == QLatin1String("USD") ? DateOrder::MonthDay : DateOrder::DayMonth;
    return region == QLatin1String("US") ? DateOrder::MonthDay : DateOrder::DayMonth;
}

} // namespace perennial
