// SPDX-License-Identifier: GPL-3.0-or-later
// How much processor time it takes to make a list of a million distinct values, and to search it while somebody types.
#include "core/segment/columns/valuelist.h"

#include <QTextStream>

#include <ctime>

using namespace perennial;

namespace {

constexpr int Values = 1'000'000;

std::vector<ValueList::Entry> entries(const QByteArray &beginning, quint32 mostFrequent)
{
    std::vector<ValueList::Entry> list;
    for (quint64 i = 0, dice = 1; i < Values; ++i) {
        dice = dice * 6364136223846793005 + 1442695040888963407;
        list.push_back(
            {beginning + QByteArray::number(dice >> 24, 16), 1 + static_cast<quint32>(dice >> 40) % mostFrequent});
    }
    return list;
}

double milliseconds(std::clock_t since)
{
    return 1000.0 * static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
}

void measure(const char *what, std::vector<ValueList::Entry> values)
{
    QTextStream out(stdout);
    std::clock_t begun = std::clock();
    const ValueList list(std::move(values));
    out << what << ": made in " << qRound(milliseconds(begun)) << " ms\n";
    for (const char *sought : {"", "cus", "tomer 1", "beef", "0dead0", "absent", "zq", "7"}) {
        double best = std::numeric_limits<double>::max();
        size_t found = 0;
        for (int round = 0; round < 5; ++round) {
            begun = std::clock();
            found = list.find(QLatin1String(sought), 100).size();
            best = std::min(best, milliseconds(begun));
        }
        out << QStringLiteral("    “%1”: %2 found in %3 ms\n")
                   .arg(QLatin1String(sought))
                   .arg(found)
                   .arg(best, 0, 'f', 2);
    }
}

} // namespace

int main()
{
    measure("texts that begin alike, each once", entries("Customer ", 1));
    measure("texts that begin differently", entries({}, 1000));
}
