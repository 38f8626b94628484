// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/segment/document/condition.h"

#include <optional>
#include <utility>

namespace perennial {

// Names of segments, lists, flows and stages are the same, as in the store, without regard to the case of ASCII
// letters; the key is equal for equal names.
[[nodiscard]] QString nameKey(QString name);
[[nodiscard]] bool isSameSegmentName(const QString &a, const QString &b);

// What the store keeps a definition of under a name: a segment, or a stage of the lifecycle. The two do not share
// their names.
struct SavedName
{
    MemberOf of = MemberOf::Segment;
    QString name;

    // Equal for equal names.
    [[nodiscard]] std::pair<MemberOf, QString> key() const { return {of, nameKey(name)}; }
    friend bool operator==(const SavedName &a, const SavedName &b) { return a.key() == b.key(); }
};

// Lists and flows have members and no definition.
[[nodiscard]] constexpr bool hasDefinition(MemberOf of)
{
    return of == MemberOf::Segment || of == MemberOf::Stage;
}

// What a condition asks for membership of, by its definition; nothing where it asks something else or names nothing
// yet.
[[nodiscard]] std::optional<SavedName> definitionNamed(const Condition &condition);

// The error of a name that the store has no definition for.
[[nodiscard]] Error noDefinition(const SavedName &name, const QString &where);
// The error of definitions each of which contains the next, the last the first.
[[nodiscard]] Error containsItself(std::vector<SavedName> names, const QString &where);

} // namespace perennial
