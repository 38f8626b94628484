// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/definition/rowactions.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

constexpr std::array Faces{
    RowActionFace{RowAction::MoveUp, QT_TRANSLATE_NOOP("perennial::RowAction", "Move up"), "chevron-up", "Alt+Up"},
    RowActionFace{RowAction::MoveDown, QT_TRANSLATE_NOOP("perennial::RowAction", "Move down"), "chevron-down",
                  "Alt+Down"},
    RowActionFace{RowAction::MoveIn, QT_TRANSLATE_NOOP("perennial::RowAction", "Move into a group"), "chevron-right",
                  "Alt+Right"},
    RowActionFace{RowAction::MoveOut, QT_TRANSLATE_NOOP("perennial::RowAction", "Move out of the group"),
                  "chevron-left", "Alt+Left"},
    RowActionFace{RowAction::Group, QT_TRANSLATE_NOOP("perennial::RowAction", "Group"), "group", "Ctrl+G",
                  RowActionPlace::MenuAndBar},
    RowActionFace{RowAction::Ungroup, QT_TRANSLATE_NOOP("perennial::RowAction", "Ungroup"), "group", "Ctrl+Shift+G",
                  RowActionPlace::MenuOfGroups},
    RowActionFace{RowAction::Negate, QT_TRANSLATE_NOOP("perennial::RowAction", "Negate"), "minus", "Ctrl+E",
                  RowActionPlace::MenuAndBar},
    RowActionFace{RowAction::Duplicate, QT_TRANSLATE_NOOP("perennial::RowAction", "Duplicate"), "duplicate", "Ctrl+D",
                  RowActionPlace::MenuAndBar},
    RowActionFace{RowAction::Cut, QT_TRANSLATE_NOOP("perennial::RowAction", "Cut"), "cross", "Ctrl+X"},
    RowActionFace{RowAction::Copy, QT_TRANSLATE_NOOP("perennial::RowAction", "Copy"), "duplicate", "Ctrl+C",
                  RowActionPlace::MenuAndBar},
    RowActionFace{RowAction::Paste, QT_TRANSLATE_NOOP("perennial::RowAction", "Paste below"), "download", "Ctrl+V"},
    RowActionFace{RowAction::Delete, QT_TRANSLATE_NOOP("perennial::RowAction", "Delete"), "trash", "Del",
                  RowActionPlace::MenuAndBar},
};

} // namespace

std::span<const RowActionFace> rowActions()
{
    return Faces;
}

QString textOf(RowAction action)
{
    const auto face = std::ranges::find(Faces, action, &RowActionFace::action);
    return face == Faces.end() ? QString() : QCoreApplication::translate("perennial::RowAction", face->text);
}

} // namespace perennial
