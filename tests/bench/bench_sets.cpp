// SPDX-License-Identifier: GPL-3.0-or-later
// Sets of people as plain bits and as CRoaring's compressed ones: the members of each segment of a folder, made from
// the evaluator's words, and every pair of them met, joined and subtracted. `bench_sets STORE FOLDER AS_OF`
#include "core/segment/evaluate/segmentengine.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>

#include <roaring/roaring.h>

#include <algorithm>
#include <cstdio>
#include <memory>

using namespace perennial;

namespace {

constexpr int Rounds = 21;

struct Free
{
    void operator()(roaring_bitmap_t *set) const { roaring_bitmap_free(set); }
};
using Roaring = std::unique_ptr<roaring_bitmap_t, Free>;

Roaring compressed(const ProfileSet &people)
{
    std::vector<quint32> members;
    members.reserve(people.count());
    people.forEach([&](quint32 person) { members.push_back(person); });
    Roaring set(roaring_bitmap_of_ptr(members.size(), members.data()));
    roaring_bitmap_run_optimize(set.get());
    return set;
}

// Microseconds: the median of the rounds.
template <class Work>
double timed(const Work &work)
{
    std::vector<double> times;
    for (int i = 0; i < Rounds; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e3);
    }
    std::ranges::nth_element(times, times.begin() + Rounds / 2);
    return times[Rounds / 2];
}

template <class Set, class Operation>
double timedPairs(const std::vector<Set> &sets, quint64 &sum, const Operation &operation)
{
    return timed([&] {
        for (size_t a = 0; a < sets.size(); ++a) {
            for (size_t b = a + 1; b < sets.size(); ++b)
                sum += operation(sets[a], sets[b]);
        }
    });
}

std::vector<ProfileSet> membersOf(const QDir &folder, const std::shared_ptr<const ProfileTable> &table, Instant asOf)
{
    std::vector<ProfileSet> sets;
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        const auto doc = file.open(QIODevice::ReadOnly) ? SegmentDoc::fromJson(file.readAll()) : SegmentDoc();
        const auto plan = doc ? SegmentEngine::compile(*doc, table, asOf) : failure(doc.error());
        const auto answer = plan ? SegmentEngine::evaluate(*plan, Progress()) : failure(plan.error());
        if (!answer)
            continue;
        sets.push_back(answer->members);
        std::printf("%-28s %9u people\n", qPrintable(doc->name), answer->count);
    }
    return sets;
}

void compare(const std::vector<ProfileSet> &plain)
{
    std::vector<Roaring> roaring;
    const double made = timed([&] {
        roaring.clear();
        std::ranges::transform(plain, std::back_inserter(roaring), compressed);
    });
    size_t plainBytes = 0, roaringBytes = 0;
    for (size_t i = 0; i < plain.size(); ++i) {
        plainBytes += plain[i].words().size() * sizeof(quint64);
        roaringBytes += roaring_bitmap_size_in_bytes(roaring[i].get());
    }
    quint64 sumPlain = 0, sumRoaring = 0;
    const double met = timedPairs(plain, sumPlain, [](ProfileSet a, const ProfileSet &b) { return (a &= b).count(); });
    const double joined =
        timedPairs(plain, sumPlain, [](ProfileSet a, const ProfileSet &b) { return (a |= b).count(); });
    const double without =
        timedPairs(plain, sumPlain, [](ProfileSet a, const ProfileSet &b) { return a.subtract(b).count(); });
    const auto counted = [](roaring_bitmap_t *set) { return roaring_bitmap_get_cardinality(Roaring(set).get()); };
    const auto rMet = timedPairs(roaring, sumRoaring, [&](const Roaring &a, const Roaring &b) {
        return counted(roaring_bitmap_and(a.get(), b.get()));
    });
    const auto rJoined = timedPairs(roaring, sumRoaring, [&](const Roaring &a, const Roaring &b) {
        return counted(roaring_bitmap_or(a.get(), b.get()));
    });
    const auto rWithout = timedPairs(roaring, sumRoaring, [&](const Roaring &a, const Roaring &b) {
        return counted(roaring_bitmap_andnot(a.get(), b.get()));
    });
    std::printf("\n%-34s %12s %12s\n", "", "plain", "roaring");
    std::printf("%-34s %12zu %12zu\n", "bytes, all sets", plainBytes, roaringBytes);
    std::printf("%-34s %12s %12.0f\n", "made from the evaluator's bits, us", "0", made);
    std::printf("%-34s %12.0f %12.0f\n", "every pair met and counted, us", met, rMet);
    std::printf("%-34s %12.0f %12.0f\n", "every pair joined and counted, us", joined, rJoined);
    std::printf("%-34s %12.0f %12.0f\n", "every pair subtracted, us", without, rWithout);
    std::printf("%s\n", sumPlain == sumRoaring ? "all counts are equal" : "COUNTS DIFFER");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const auto asOf = argc > 3 ? Instant::fromIso(QString::fromLocal8Bit(argv[3])) : std::nullopt;
    const auto table =
        asOf ? ProfileTable::open(QString::fromLocal8Bit(argv[1]), Progress()) : failure(stopped().value());
    if (!table)
        return std::fprintf(stderr, "bench_sets STORE FOLDER AS_OF\n"), 2;
    compare(membersOf(QDir(QString::fromLocal8Bit(argv[2])), *table, *asOf));
    return 0;
}
