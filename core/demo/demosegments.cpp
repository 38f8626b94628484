// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/demosegments.h"

#include <array>

namespace perennial {

namespace {

struct Written
{
    const char *name;
    const char *note;
    const char *conditions; // of one group, all of which must hold
};

constexpr std::array Segments{
    Written{"Loyal, but quiet for 90 days", "Worth a personal word before they are gone.", R"json(
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "window": {"kind": "ever"},
         "compare": {"op": "at_least", "value": 2}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "window": {"kind": "ever"},
         "compare": {"op": "more", "value": 200}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count",
         "window": {"kind": "last", "n": 90, "unit": "day"}, "compare": {"op": "zero_times"}},
        {"kind": "consent", "channel": "email", "state": "can_receive"})json"},
    Written{"New customers of the last 30 days", "For the second order.", R"json(
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "window": {"kind": "ever"},
         "compare": {"op": "equals", "value": 1}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count",
         "window": {"kind": "last", "n": 30, "unit": "day"}, "compare": {"op": "at_least_once"}})json"},
    Written{"VIP: more than 500 in a year", "", R"json(
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum",
         "window": {"kind": "last", "n": 365, "unit": "day"}, "compare": {"op": "more", "value": 500}})json"},
    Written{"Left at the checkout in the last 3 days", "", R"json(
        {"kind": "event", "metric": "Started Checkout", "aggregate": "count",
         "window": {"kind": "last", "n": 3, "unit": "day"}, "compare": {"op": "at_least_once"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count",
         "window": {"kind": "last", "n": 3, "unit": "day"}, "compare": {"op": "zero_times"}})json"},
    Written{"Engaged in the last 30 days", "Opened or clicked an e-mail.", R"json(
        {"kind": "group", "match": "any", "children": [
            {"kind": "event", "metric": "Opened Email", "aggregate": "count",
             "window": {"kind": "last", "n": 30, "unit": "day"}, "compare": {"op": "at_least_once"}},
            {"kind": "event", "metric": "Clicked Email", "aggregate": "count",
             "window": {"kind": "last", "n": 30, "unit": "day"}, "compare": {"op": "at_least_once"}}]})json"},
    Written{"Buys for their mother", "Said so in the survey after an order; for Mother's Day.", R"json(
        {"kind": "event", "metric": "Answered Survey", "aggregate": "count", "window": {"kind": "ever"},
         "filters": {"match": "all", "of": [{"property": "buys_for", "op": "is", "value": "Mother"}]},
         "compare": {"op": "at_least_once"}})json"},
};

QByteArray documentOf(const Written &segment)
{
    return QByteArray(R"({"format": "perennial-segment", "version": 1, "name": ")") + segment.name + R"(", "note": ")" +
           segment.note + R"(", "root": {"kind": "group", "match": "all", "children": [)" + segment.conditions + "]}}";
}

} // namespace

std::vector<DemoSegment> demoSegments()
{
    std::vector<DemoSegment> segments;
    for (const Written &segment : Segments)
        segments.push_back({QString::fromUtf8(segment.name), documentOf(segment)});
    return segments;
}

} // namespace perennial
