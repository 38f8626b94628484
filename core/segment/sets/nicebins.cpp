// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/sets/nicebins.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace perennial {

namespace {

// How many times the typical number the largest must be for steps that grow.
constexpr double FarBeyond = 20;

// n × 10^exponent, rounded once.
double scaled(double n, int exponent)
{
    return exponent < 0 ? n / std::pow(10.0, -exponent) : n * std::pow(10.0, exponent);
}

std::vector<double> evenEdges(double min, double max, double mantissa, int exponent)
{
    std::vector<double> edges;
    for (double step = std::floor(min / scaled(mantissa, exponent));; ++step) {
        edges.push_back(scaled(step * mantissa, exponent));
        if (edges.back() > max)
            return edges;
    }
}

std::vector<double> evenEdges(const NumberSpread &spread, int most)
{
    const double span = std::max(spread.max - spread.min, std::abs(spread.max) * 1e-9);
    const double finest = span > 0 ? span / most : 1;
    int exponent = static_cast<int>(std::floor(std::log10(finest)));
    if (spread.whole)
        exponent = std::max(exponent, 0);
    for (;; ++exponent) {
        for (const double mantissa : {1.0, 2.0, 5.0}) {
            if (span / scaled(mantissa, exponent) > most)
                continue;
            auto edges = evenEdges(spread.min, spread.max, mantissa, exponent);
            if (static_cast<int>(edges.size()) <= most + 1)
                return edges;
        }
    }
}

// 0 or the smallest, then the steps of each power of ten.
std::vector<double> growingEdges(const NumberSpread &spread, std::span<const double> steps)
{
    std::vector<double> edges{std::min(spread.min, 0.0)};
    int exponent = static_cast<int>(std::floor(std::log10(spread.low)));
    if (spread.whole)
        exponent = std::max(exponent, 0);
    for (;; ++exponent) {
        for (const double step : steps) {
            const double edge = scaled(step, exponent);
            if (edge <= edges.back() || (spread.whole && edge != std::floor(edge)))
                continue;
            if (edges.size() > 1 && edge <= spread.low)
                edges.pop_back();
            edges.push_back(edge);
            if (edge > spread.max)
                return edges;
        }
    }
}

std::vector<double> growingEdges(const NumberSpread &spread, int most)
{
    static constexpr double fine[] = {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}, middle[] = {1, 1.5, 2, 3, 5, 7},
                            coarse[] = {1, 2, 5}, third[] = {1, 3}, tens[] = {1};
    for (const std::span<const double> steps :
         {std::span<const double>(fine), std::span<const double>(middle), std::span<const double>(coarse),
          std::span<const double>(third), std::span<const double>(tens)}) {
        auto edges = growingEdges(spread, steps);
        if (static_cast<int>(edges.size()) <= most + 1)
            return edges;
    }
    return evenEdges(spread, most);
}

} // namespace

std::vector<double> niceEdges(const NumberSpread &spread, int most)
{
    most = std::max(most, 2);
    if (!std::isfinite(spread.max - spread.min))
        return {spread.min, std::numeric_limits<double>::infinity()};
    const bool grows = spread.min >= 0 && spread.typical > 0 && spread.max >= FarBeyond * spread.typical;
    return grows ? growingEdges(spread, most) : evenEdges(spread, most);
}

} // namespace perennial
