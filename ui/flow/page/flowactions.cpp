// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/flow/page/flowactions.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace perennial {

namespace {

#define WORDS(text) QT_TRANSLATE_NOOP("perennial::FlowActions", text)

using enum FlowAction;
using enum ActionReach;

constexpr std::array Faces{
    FlowActionFace{AddStep, WORDS("Add step"), "plus", "Ctrl+Return", Anywhere},
    FlowActionFace{AddNote, WORDS("Add note"), "note", "Ctrl+Shift+M", Anywhere},
    FlowActionFace{Connect, WORDS("Lead to …"), "arrow-right", "Ctrl+L", Anywhere},
    FlowActionFace{Disconnect, WORDS("End here instead"), "close", "Ctrl+Shift+L", Anywhere},
    FlowActionFace{Properties, WORDS("Properties"), "settings", "Ctrl+I", Anywhere},
    FlowActionFace{Rename, WORDS("Rename"), "edit", "F2"},
    FlowActionFace{Duplicate, WORDS("Duplicate"), "duplicate", "Ctrl+D"},
    FlowActionFace{Cut, WORDS("Cut"), "", "Ctrl+X"},
    FlowActionFace{Copy, WORDS("Copy"), "", "Ctrl+C"},
    FlowActionFace{Paste, WORDS("Paste"), "", "Ctrl+V"},
    FlowActionFace{Delete, WORDS("Delete"), "trash", "Del"},
    FlowActionFace{DeleteLeavingGap, WORDS("Delete and leave the gap"), "", "Shift+Del"},
    FlowActionFace{SelectAll, WORDS("Select all"), "", "Ctrl+A"},
    FlowActionFace{LayOut, WORDS("Lay out"), "flow-layout", "Ctrl+Shift+O", Anywhere},
    FlowActionFace{AlignLeft, WORDS("Align left"), "align-left", ""},
    FlowActionFace{AlignCentre, WORDS("Align centres"), "align-centre", ""},
    FlowActionFace{AlignRight, WORDS("Align right"), "align-right", ""},
    FlowActionFace{AlignTop, WORDS("Align tops"), "align-top", ""},
    FlowActionFace{SpreadAcross, WORDS("Spread evenly across"), "spread-across", ""},
    FlowActionFace{SpreadDown, WORDS("Spread evenly down"), "spread-down", ""},
    FlowActionFace{ZoomIn, WORDS("Zoom in"), "plus", "Ctrl++", Anywhere},
    FlowActionFace{ZoomOut, WORDS("Zoom out"), "minus", "Ctrl+-", Anywhere},
    FlowActionFace{Fit, WORDS("Show all of it"), "fit", "Ctrl+0", Anywhere},
    FlowActionFace{Minimap, WORDS("Map"), "map", "Ctrl+Shift+P", Anywhere, true},
    FlowActionFace{Palette, WORDS("Steps to add"), "group", "Alt+1", Anywhere, true},
    FlowActionFace{Outline, WORDS("Outline"), "list", "Alt+2", Anywhere, true},
    FlowActionFace{Problems, WORDS("Problems"), "warning", "Alt+3", Anywhere, true},
    FlowActionFace{Versions, WORDS("Versions"), "clock", "Alt+4", Anywhere, true},
    FlowActionFace{Replay, WORDS("Replay over past data"), "play", "Alt+5", Anywhere, true},
    FlowActionFace{CopyWords, WORDS("Copy the flow in words"), "", "", Anywhere},
    FlowActionFace{ExportJson, WORDS("Export as JSON"), "export", "Ctrl+E", Anywhere},
    FlowActionFace{ExportPicture, WORDS("Export as a picture"), "", "", Anywhere},
    FlowActionFace{CreateDraft, WORDS("Create in Klaviyo …"), "", "", Anywhere},
    FlowActionFace{Print, WORDS("Print"), "", "Ctrl+P", Anywhere},
};

#undef WORDS

} // namespace

std::span<const FlowActionFace> flowActions()
{
    return Faces;
}

const FlowActionFace &faceOf(FlowAction action)
{
    return *std::ranges::find(Faces, action, &FlowActionFace::action);
}

QString textOf(FlowAction action)
{
    return QCoreApplication::translate("perennial::FlowActions", faceOf(action).text);
}

} // namespace perennial
