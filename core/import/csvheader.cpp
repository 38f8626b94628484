// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/csvheader.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <map>

namespace perennial {
namespace {

[[nodiscard]] bool isNumeric(const QString &cell)
{
    static const QRegularExpression number(QStringLiteral("^[-+]?[0-9][0-9., ]*$"));
    return number.match(cell.trimmed()).hasMatch();
}

[[nodiscard]] bool isComment(const CsvSampleRecord &record)
{
    const QString first = record.cells.value(0).trimmed();
    return first.size() > 1 && first.startsWith(QLatin1Char('#')) && (first[1].isSpace() || first[1].isLetter());
}

// The number of cells most records have; the larger one of equals.
[[nodiscard]] qsizetype commonCells(const std::vector<CsvSampleRecord> &records)
{
    std::map<qsizetype, int> counts;
    for (const CsvSampleRecord &record : records)
        ++counts[record.cells.size()];
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto &a, const auto &b) { return a.second <= b.second; });
    return most == counts.end() ? 0 : most->first;
}

// Titles are narrower than the table; a header may lack the empty cells its rows end with.
[[nodiscard]] bool isWideEnough(const CsvSampleRecord &record, qsizetype common)
{
    return record.cells.size() == common || (record.cells.size() > 1 && record.cells.size() * 2 > common);
}

[[nodiscard]] bool hasOnlyNames(const CsvSampleRecord &record)
{
    return std::none_of(record.cells.begin(), record.cells.end(),
                        [](const QString &cell) { return cell.trimmed().isEmpty() || isNumeric(cell); });
}

using RecordIterator = std::vector<CsvSampleRecord>::const_iterator;

[[nodiscard]] RecordIterator findKnown(const std::vector<CsvSampleRecord> &records, const HeaderScore &score)
{
    auto best = records.end();
    double bestScore = 0;
    for (auto record = records.begin(); score && record != records.end(); ++record) {
        const double value = record->cells.isEmpty() ? 0 : score(record->cells);
        if (value > bestScore) {
            best = record;
            bestScore = value;
        }
    }
    return best;
}

[[nodiscard]] RecordIterator findPlausible(const std::vector<CsvSampleRecord> &records)
{
    const qsizetype common = commonCells(records);
    const auto isTable = [&](const CsvSampleRecord &record) {
        return isWideEnough(record, common) && !(isComment(record) && record.cells.size() != common);
    };
    const auto named = std::find_if(records.begin(), records.end(), [&](const CsvSampleRecord &record) {
        return isTable(record) && hasOnlyNames(record);
    });
    if (named != records.end())
        return named;
    // A header with a nameless column: the table's first record, if nothing in it is a number.
    const auto first = std::find_if(records.begin(), records.end(), isTable);
    const bool isHeader = first != records.end() && std::none_of(first->cells.begin(), first->cells.end(), isNumeric) &&
                          std::any_of(first->cells.begin(), first->cells.end(),
                                      [](const QString &cell) { return !cell.trimmed().isEmpty(); });
    return isHeader ? first : records.end();
}

[[nodiscard]] QString columnNumber(qsizetype number)
{
    return QCoreApplication::translate("perennial", "Column %1").arg(number);
}

[[nodiscard]] QString freeName(const QString &name, const QSet<QString> &taken)
{
    QString candidate = name;
    for (int i = 2; taken.contains(foldHeader(candidate)); ++i)
        candidate = QStringLiteral("%1 (%2)").arg(name).arg(i);
    return candidate;
}

void nameColumns(const QStringList &cells, CsvHeader &header)
{
    QSet<QString> written;
    for (const QString &cell : cells)
        written.insert(foldHeader(cell));
    QSet<QString> taken;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString name = cells[i].trimmed();
        const bool isDouble = taken.contains(foldHeader(name));
        const QString given = name.isEmpty() ? freeName(columnNumber(i + 1), written + taken)
                              : isDouble     ? freeName(name, written + taken)
                                             : name;
        if (name.isEmpty())
            header.notes << QCoreApplication::translate("perennial", "Column %1 has no name. It is called \"%2\".")
                                .arg(i + 1)
                                .arg(given);
        else if (isDouble)
            header.notes << QCoreApplication::translate(
                                "perennial", "The column name \"%1\" appears twice. The second is called \"%2\".")
                                .arg(name, given);
        taken.insert(foldHeader(given));
        header.names << given;
    }
}

} // namespace

std::vector<CsvSampleRecord> readSample(CsvReader &reader, int count)
{
    std::vector<CsvSampleRecord> records;
    CsvRecord record;
    while (int(records.size()) < count && reader.next(record)) {
        CsvSampleRecord sample{{}, record.line(), record.reject()};
        for (size_t i = 0; i < record.size(); ++i)
            sample.cells << QString::fromUtf8(record[i].data(), qsizetype(record[i].size()));
        records.push_back(std::move(sample));
    }
    return records;
}

CsvHeader findHeader(const std::vector<CsvSampleRecord> &records, const HeaderScore &score)
{
    CsvHeader header;
    auto found = findKnown(records, score);
    header.isKnown = found != records.end();
    if (!header.isKnown)
        found = findPlausible(records);
    if (found == records.end()) {
        for (qsizetype i = 1; i <= commonCells(records); ++i)
            header.names << columnNumber(i);
        return header;
    }
    header.line = found->line;
    nameColumns(found->cells, header);
    return header;
}

QString foldHeader(QStringView name)
{
    QString folded;
    folded.reserve(name.size());
    for (const QChar c : name) {
        const bool isGap = c.isSpace() || c == QLatin1Char('_') || c == QLatin1Char('-');
        if (!isGap)
            folded += c.toLower();
        else if (!folded.isEmpty() && !folded.endsWith(QLatin1Char(' ')))
            folded += QLatin1Char(' ');
    }
    return folded.endsWith(QLatin1Char(' ')) ? folded.chopped(1) : folded;
}

} // namespace perennial
