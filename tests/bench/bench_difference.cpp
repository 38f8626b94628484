// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connect/outbox/peopleblob.h"

#include <chrono>
#include <cstdio>
#include <random>

using namespace perennial;

namespace {

double millisecondsOf(const auto &work)
{
    const auto began = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

} // namespace

// bench_difference: two audiences of a million out of 1.1 million people, as a store keeps the one and a segment finds
// the other: who came, stayed, left. Prints the best and the worst of nine.
int main()
{
    std::mt19937_64 random(1);
    std::vector<ProfileId> now;
    std::vector<SentPerson> before;
    for (qint64 id = 1; id <= 1'100'000; ++id) {
        if (random() % 11 != 0)
            now.push_back({id});
        if (random() % 11 != 0)
            before.push_back({id, random()});
    }
    const QByteArray kept = sentToBytes(before);
    double best = 1e9, worst = 0;
    size_t joins = 0, leaves = 0;
    for (int round = 0; round < 9; ++round) {
        const double took = millisecondsOf([&] {
            const AudienceDifference found = differenceOf(now, *sentFromBytes(kept));
            joins = found.joins.size();
            leaves = found.leaves.size();
        });
        best = std::min(best, took);
        worst = std::max(worst, took);
    }
    std::printf("%zu against %zu people: %zu came, %zu left; %.1f ms at best, %.1f ms at worst\n", now.size(),
                before.size(), joins, leaves, best, worst);
    return 0;
}
