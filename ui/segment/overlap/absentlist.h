// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapmap.h"
#include "ui/segment/pickers/pickerpill.h"

namespace perennial {

// The segments that are not on the map, and why; each can be opened.
class AbsentList : public Picker
{
    Q_OBJECT

public:
    explicit AbsentList(const std::vector<AbsentSegment> &absent, QWidget *parent = nullptr);

Q_SIGNALS:
    void opened(perennial::SegmentId id);
};

} // namespace perennial
