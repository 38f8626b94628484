// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/csvfile.h"

#include <QDir>
#include <QFile>
#include <QtTest>

namespace perennial {

// A record that outlives its reader, for comparing.
struct Row
{
    QStringList cells;
    qint64 line = 0;
    CsvReject reject = CsvReject::None;
    bool hasStrayQuote = false;
    bool hasMissingCells = false;
    QByteArray raw;

    friend bool operator==(const Row &, const Row &) = default;
};

inline Row toRow(const CsvRecord &record)
{
    Row row{{}, record.line(), record.reject(), record.hasStrayQuote(), record.hasMissingCells(), {}};
    row.raw = QByteArray(record.raw().data(), qsizetype(record.raw().size()));
    for (size_t i = 0; i < record.size(); ++i)
        row.cells << QString::fromUtf8(record[i].data(), qsizetype(record[i].size()));
    return row;
}

inline std::vector<Row> readRows(CsvReader &reader)
{
    std::vector<Row> rows;
    for (CsvRecord record; reader.next(record);)
        rows.push_back(toRow(record));
    return rows;
}

inline std::string_view viewOf(const QByteArray &bytes)
{
    return {bytes.constData(), size_t(bytes.size())};
}

inline std::vector<Row> readText(const QByteArray &text, size_t expectedCells = 0)
{
    auto source = TextSource::fromBytes(viewOf(text));
    if (!source)
        return {};
    const CsvDialect dialect = detectDialect(source->head(), source->headIsWhole());
    CsvReader reader(std::move(*source), dialect);
    reader.setExpectedCells(expectedCells);
    return readRows(reader);
}

// The good rows with their cells joined by '·', the others as "!reject".
inline QStringList shown(const std::vector<Row> &rows)
{
    QStringList lines;
    for (const Row &row : rows)
        lines << (row.reject == CsvReject::None ? row.cells.join(QStringLiteral("·"))
                                                : QStringLiteral("!line %1").arg(row.line));
    return lines;
}

inline QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace perennial
