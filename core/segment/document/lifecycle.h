// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/segmentdoc.h"

#include <QStringList>

namespace perennial {

// One stage of the lifecycle: its name, and whom it is meant for.
struct LifecycleStage
{
    QString name;
    SegmentNode root{SegmentGroup{}};

    friend bool operator==(const LifecycleStage &, const LifecycleStage &) = default;
};

// The stages every person of a store passes through. At any moment each person is in exactly one of them: the first,
// from the top, that is meant for them, and `others` where none is. A stage of which nothing is finished yet holds
// nobody. A value, kept as JSON (docs/lifecycle.md).
struct Lifecycle
{
    static constexpr int Version = 1;
    static constexpr size_t MostStages = 20;

    QString zone; // IANA name; empty: the store's home zone
    WeekStart weekStart = WeekStart::Monday;
    std::vector<LifecycleStage> stages;
    QString others; // the name of the stage of everybody else

    friend bool operator==(const Lifecycle &, const Lifecycle &) = default;

    // Strict, as SegmentDoc::fromJson.
    [[nodiscard]] static Result<Lifecycle> fromJson(const QByteArray &text);
    [[nodiscard]] QByteArray toJson() const; // indented, keys sorted

    // Of all stages, that of the others last.
    [[nodiscard]] QStringList names() const;
    // The place in names(); nothing where no stage has this name.
    [[nodiscard]] std::optional<size_t> stageNamed(const QString &name) const;
    // Whom a stage is meant for, whichever may take them first; not of the others.
    [[nodiscard]] SegmentDoc meantFor(size_t stage) const;
    // Who is in a stage: a place in names().
    [[nodiscard]] SegmentDoc definition(size_t stage) const;
};

// What fromJson asks of a model beyond its shape: names that differ, and definitions that are valid.
[[nodiscard]] Result<void> validate(const Lifecycle &lifecycle);

// New, high-value, multi-buyer, active, churning, lapsed, lost and not yet a customer, by orders; the periods are those
// of the templates of the same names.
[[nodiscard]] Lifecycle defaultLifecycle();

} // namespace perennial
