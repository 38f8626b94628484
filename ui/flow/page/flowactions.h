// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <span>

namespace perennial {

// What can be done in the designer, by toolbar, menus and keys.
enum class FlowAction {
    AddStep,
    AddNote,
    Connect,
    Disconnect,
    Properties,
    Rename,
    Duplicate,
    Cut,
    Copy,
    Paste,
    Delete,
    DeleteLeavingGap,
    SelectAll,
    LayOut,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    SpreadAcross,
    SpreadDown,
    ZoomIn,
    ZoomOut,
    Fit,
    Minimap,
    Palette,
    Outline,
    Problems,
    Versions,
    Replay,
    CopyWords,
    ExportJson,
    ExportPicture,
    CreateDraft,
    Print,
};

// Anywhere: its keys work wherever the focus is in the designer; else in the outline, and the canvas has its own.
enum class ActionReach { Anywhere, Views };

struct FlowActionFace
{
    FlowAction action;
    const char *text;
    const char *iconName;
    const char *keys;
    ActionReach reach = ActionReach::Views;
    bool checkable = false;
};

[[nodiscard]] std::span<const FlowActionFace> flowActions();
[[nodiscard]] const FlowActionFace &faceOf(FlowAction action);
[[nodiscard]] QString textOf(FlowAction action);

} // namespace perennial
