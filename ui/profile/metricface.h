// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/tokens.h"

#include <QString>

namespace perennial {

// How an event of a metric is marked in a timeline.
struct MetricFace
{
    QString iconName;
    Ink ink = Ink::Muted;
};

[[nodiscard]] MetricFace faceOf(const QString &metric);

} // namespace perennial
