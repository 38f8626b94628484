// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace perennial {

// What can be done with rows of the definition, by menu, by keys and with several at once.
enum class RowAction { MoveUp, MoveDown, MoveIn, MoveOut, Duplicate, Group, Ungroup, Negate, Cut, Copy, Paste, Delete };

// Where it is offered; in the bar: beside "3 selected" too.
enum class RowActionPlace { Menu, MenuOfGroups, MenuAndBar };

struct RowActionFace
{
    RowAction action;
    const char *text;
    const char *iconName;
    const char *keys;
    RowActionPlace place = RowActionPlace::Menu;
};

[[nodiscard]] std::span<const RowActionFace> rowActions();
// "Move up"; also the name of the step of undo.
[[nodiscard]] QString textOf(RowAction action);

} // namespace perennial
