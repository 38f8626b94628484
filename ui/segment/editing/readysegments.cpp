// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/editing/readysegments.h"

#include <QCoreApplication>

#include <array>

namespace perennial {

namespace {

struct Recipe
{
    const char *name;
    const char *purpose;
    const char *root; // in the document's own JSON
};

constexpr std::array Recipes{
    Recipe{QT_TRANSLATE_NOOP("perennial::ready", "Lapsed good customers"),
           QT_TRANSLATE_NOOP("perennial::ready", "Bought at least twice, spent more than 200, nothing for 90 days"),
           R"({
        "kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least", "value": 2}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 90, "unit": "day"}},
        {"kind": "consent", "channel": "email", "state": "can_receive"}]})"},
    Recipe{QT_TRANSLATE_NOOP("perennial::ready", "First-time buyers"),
           QT_TRANSLATE_NOOP("perennial::ready", "Exactly one order so far, placed in the last 60 days"), R"({
        "kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "equals", "value": 1}, "window": {"kind": "ever"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 60, "unit": "day"}}]})"},
    Recipe{QT_TRANSLATE_NOOP("perennial::ready", "Abandoned cart, 24 hours"),
           QT_TRANSLATE_NOOP("perennial::ready", "Started a checkout yesterday or today and did not order"), R"({
        "kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Started Checkout", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 24, "unit": "hour"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 24, "unit": "hour"}}]})"},
    Recipe{QT_TRANSLATE_NOOP("perennial::ready", "Engaged, 30 days"),
           QT_TRANSLATE_NOOP("perennial::ready", "Opened or clicked an e-mail, or ordered, in the last 30 days"), R"({
        "kind": "group", "match": "any", "children": [
        {"kind": "event", "metric": "Opened Email", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 30, "unit": "day"}},
        {"kind": "event", "metric": "Clicked Email", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 30, "unit": "day"}},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 30, "unit": "day"}}]})"},
    Recipe{QT_TRANSLATE_NOOP("perennial::ready", "Subscribed, never bought"),
           QT_TRANSLATE_NOOP("perennial::ready", "Can receive e-mail and has not placed an order yet"), R"({
        "kind": "group", "match": "all", "children": [
        {"kind": "consent", "channel": "email", "state": "can_receive"},
        {"kind": "event", "metric": "Placed Order", "aggregate": "count", "compare": {"op": "zero_times"}, "window": {"kind": "ever"}}]})"},
};

QString words(const char *text)
{
    return QCoreApplication::translate("perennial::ready", text);
}

} // namespace

std::vector<ReadySegment> readySegments()
{
    std::vector<ReadySegment> ready;
    for (const Recipe &recipe : Recipes) {
        const QByteArray text =
            QByteArrayLiteral(R"({"format": "perennial-segment", "version": 1, "root": )") + recipe.root + '}';
        auto doc = SegmentDoc::fromJson(text);
        Q_ASSERT(doc);
        if (!doc)
            continue;
        doc->name = words(recipe.name);
        ready.push_back({.purpose = words(recipe.purpose), .doc = std::move(*doc)});
    }
    return ready;
}

} // namespace perennial
