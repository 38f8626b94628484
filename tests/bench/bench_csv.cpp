// SPDX-License-Identifier: GPL-3.0-or-later
// Reads a CSV file to its end and prints how fast: bench_csv FILE
#include "core/import/csvfile.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <cstdio>

using namespace perennial;

namespace {

struct Tally
{
    qint64 records = 0;
    qint64 rejected = 0;
    qint64 cells = 0;
    qint64 cellBytes = 0;
};

[[nodiscard]] Tally readAll(CsvReader &reader)
{
    Tally tally;
    for (CsvRecord record; reader.next(record);) {
        ++tally.records;
        tally.rejected += record.isRejected();
        tally.cells += qint64(record.size());
        for (size_t i = 0; i < record.size(); ++i)
            tally.cellBytes += qint64(record[i].size());
    }
    return tally;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fputs("Usage: bench_csv FILE\n", stderr);
        return 2;
    }
    const QString path = QString::fromLocal8Bit(argv[1]);
    QElapsedTimer timer;
    timer.start();
    auto file = openCsvFile(path);
    if (!file) {
        std::fprintf(stderr, "%s\n", qPrintable(file.error().message));
        return 1;
    }
    const qint64 openedNs = timer.nsecsElapsed();
    const Tally tally = readAll(file->reader);
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    const double megabytes = double(QFileInfo(path).size()) / 1e6;
    std::printf("opened in %.1f ms, %lld records (%lld rejected), %lld cells of %lld bytes\n", double(openedNs) / 1e6,
                tally.records, tally.rejected, tally.cells, tally.cellBytes);
    std::printf("%.2f s, %.0f MB/s, %.2f million records/s\n", seconds, megabytes / seconds,
                double(tally.records) / 1e6 / seconds);
    return 0;
}
