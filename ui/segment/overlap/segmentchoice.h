// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/overlap/overlapmap.h"
#include "ui/segment/pickers/pickerpill.h"

#include <set>

namespace perennial {

class PickList;

// Which segments are on the map, or which of them are combined: a searchable list with how many people each has, and
// ways to all and none of them.
class SegmentChoice : public Picker
{
    Q_OBJECT

public:
    // `most` 0: as many as there are.
    SegmentChoice(const QString &name, const std::vector<OverlapSegment> &segments, const std::set<SegmentId> &chosen,
                  size_t most, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(const std::set<perennial::SegmentId> &ids);

private:
    [[nodiscard]] QWidget *makeAllAndNone();
    void showItems();
    void setChosen(const QStringList &ids);

    const std::vector<OverlapSegment> &m_segments;
    QStringList m_chosen;
    size_t m_most;
    PickList *m_list;
};

} // namespace perennial
