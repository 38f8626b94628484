// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

#include <span>

namespace perennial {

enum class KindGroup { Start, Time, Ways, Messages, Writing, End };

// Something that can be put into a flow: the palette, the menus and the keys read one table.
struct NodeKindFace
{
    const char *id; // stable: what is dragged
    KindGroup group;
    const char *name;
    const char *hint;
    const char *iconName;
    const char *also; // other words by which it is looked for
    FlowNodeKind (*make)();
};

[[nodiscard]] std::span<const NodeKindFace> nodeKinds();
// Null where there is none.
[[nodiscard]] const NodeKindFace *nodeKind(const QString &id);
// The row a node is of.
[[nodiscard]] const NodeKindFace *kindFaceOf(const FlowNodeKind &kind);
[[nodiscard]] QString nameOf(const NodeKindFace &face);
[[nodiscard]] QString hintOf(const NodeKindFace &face);
// What it is found by beside its name.
[[nodiscard]] QString searchedWords(const NodeKindFace &face);
[[nodiscard]] QString titleOf(KindGroup group);

} // namespace perennial
