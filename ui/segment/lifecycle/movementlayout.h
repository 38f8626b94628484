// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/lifecycle/stagecensus.h"

#include <QPainterPath>
#include <QRectF>

namespace perennial {

// The people of a stage at one end of a step.
struct MovementBlock
{
    size_t step = 0;
    bool atEnd = false;
    quint8 stage = 0; // a place, or StageCensus::NotKnown
    quint32 people = 0;
    QRectF box;
};

// Those who went from one stage to another, or stayed, in a step.
struct MovementBand
{
    size_t step = 0;
    StageMove move;
    QPainterPath path;
};

// A Sankey diagram of steps side by side, from left to right, stages from top to bottom.
struct MovementPicture
{
    std::vector<MovementBlock> blocks;
    std::vector<MovementBand> bands;
};

struct MovementSetting
{
    QRectF area;           // of all steps
    bool withStays = true; // false: only who moved, drawn larger
};

// `steps` as movesBetween() yields them. All steps are drawn to one scale.
[[nodiscard]] MovementPicture layOutMovement(const std::vector<std::vector<StageMove>> &steps,
                                             const MovementSetting &setting);
// Whether a band is drawn.
[[nodiscard]] bool isShown(const StageMove &move, bool withStays);

} // namespace perennial
