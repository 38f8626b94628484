// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/condition.h"
#include "core/segment/document/nodepath.h"

#include <QJsonObject>

namespace perennial {

enum class WeekStart { Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday };

// A segment as the user wrote it, unfinished parts included: a value, kept as JSON (docs/segment-format.md,
// resources/segment.schema.json).
struct SegmentDoc
{
    static constexpr int Version = 1;
    // Groups within groups beyond this are refused.
    static constexpr int MaxDepth = 64;
    static constexpr int MaxNodes = 5000;

    QString name;
    QString note;
    QString reviewBy; // "2027-01-31"
    QString zone;     // IANA name; empty: the store's home zone
    WeekStart weekStart = WeekStart::Monday;
    SegmentNode root{SegmentGroup{}};

    friend bool operator==(const SegmentDoc &, const SegmentDoc &) = default;

    // Strict: unknown keys, wrong types and impossible values are errors whose `where` is the JSON path.
    [[nodiscard]] static Result<SegmentDoc> fromJson(const QByteArray &text);
    [[nodiscard]] static Result<SegmentDoc> fromJsonObject(const QJsonObject &object);
    [[nodiscard]] QJsonObject toJsonObject() const;
    [[nodiscard]] QByteArray toJson() const; // indented, keys sorted
};

// Some things can be asked on the way through a flow only.
enum class AskedIn { Segment, Flow };

// What fromJson asks of a document beyond its shape; for documents that were made in the program.
[[nodiscard]] Result<void> validate(const SegmentDoc &doc, AskedIn in = AskedIn::Segment);

// Whether a condition says enough to be evaluated. Unfinished ones, and groups in which nothing is finished, are passed
// over: they neither widen nor narrow.
[[nodiscard]] bool isFinished(const SegmentNode &node);
// The paths of unfinished conditions.
[[nodiscard]] std::vector<NodePath> unfinishedNodes(const SegmentDoc &doc);

// The segment's zone, or `home` where it names none.
[[nodiscard]] QTimeZone zoneOf(const SegmentDoc &doc, const QTimeZone &home);

} // namespace perennial
