// SPDX-License-Identifier: GPL-3.0-or-later
// Writes everybody of a store into files and prints how fast: bench_export STORE FOLDER [LAYOUT.FORMAT…]
#include "core/audience/audienceexport.h"
#include "core/store/rows.h"
#include "core/store/store.h"

#include <QDir>
#include <QElapsedTimer>

#include <cstdio>

using namespace perennial;

namespace {

int fail(const Error &error)
{
    std::fprintf(stderr, "%s\n", qPrintable(error.message));
    return 1;
}

Result<void> timeOne(const Store &store, const std::vector<ProfileId> &people, const QDir &folder, const QString &name)
{
    const QStringList words = name.split(u'.');
    const auto layout = exportLayout(words.front());
    if (!layout)
        return failure(layout.error());
    const ExportRequest request{.members = people,
                                .layout = *layout,
                                .channel = ExportChannel::EmailOrSms,
                                .format = enumFromId<FileFormat>(words.value(1)).value_or(FileFormat::Csv),
                                .asOf = Instant::now(),
                                .segmentName = {},
                                .document = {}};
    QElapsedTimer timer;
    timer.start();
    const auto report = exportAudience(store, request, folder.filePath("bench-" + name), {});
    if (!report)
        return failure(report.error());
    const double seconds = double(timer.nsecsElapsed()) / 1e9;
    std::printf("%-16s %8lld rows of %zu people, %6.1f MB, %6.2f s, %9.0f rows/s\n", qPrintable(name), report->rows,
                people.size(), double(report->bytes) / 1e6, seconds, double(report->rows) / seconds);
    return {};
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("Usage: bench_export STORE FOLDER [LAYOUT.FORMAT…]\n", stderr);
        return 2;
    }
    const auto store = Store::openReader(QString::fromLocal8Bit(argv[1]));
    if (!store)
        return fail(store.error());
    const auto people = queryRows(store->database(), "SELECT id FROM profiles WHERE merged_into IS NULL ORDER BY id",
                                  [](const Statement &row) { return ProfileId{row.integer(0)}; });
    if (!people)
        return fail(people.error());
    QStringList names{"plain.csv", "plain.csv", "klaviyo.csv", "meta.csv", "plain.ndjson", "plain.xlsx"};
    if (argc > 3)
        names.clear();
    for (int i = 3; i < argc; ++i)
        names.append(QString::fromLocal8Bit(argv[i]));
    for (const QString &name : names) {
        if (const auto timed = timeOne(*store, *people, QDir(QString::fromLocal8Bit(argv[2])), name); !timed)
            return fail(timed.error());
    }
    return 0;
}
