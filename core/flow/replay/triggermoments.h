// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/replay/boundflow.h"
#include "core/segment/moments/personrun.h"

namespace perennial {

// A moment at which something would start a journey.
struct TriggerMoment
{
    qint64 at = 0;
    int node = 0;                 // in BoundFlow::nodes
    std::optional<quint32> event; // of the trigger's metric

    friend auto operator<=>(const TriggerMoment &, const TriggerMoment &) = default;
};

// Finds them for one person after the other. For one thread.
class TriggerMoments
{
public:
    // In [from, to).
    TriggerMoments(const BoundFlow &flow, qint64 from, qint64 to);

    // By time; of one moment in the order of the trigger nodes, then of the store. Valid until the next call.
    [[nodiscard]] const std::vector<TriggerMoment> &of(quint32 person);

private:
    void addEvents(int node, quint32 person);
    void addJoins(int node, quint32 person);
    void addDates(int node, quint32 person);
    void addDate(int node, const DateTrigger &trigger, quint32 person, PropertyColumn::Raw raw);
    void addMoment(int node, const DateTrigger &trigger, quint32 person, PropertyColumn::Raw raw, const QDate &day);
    [[nodiscard]] PropertyColumn::Raw valueAt(const PropertyColumn &column, quint32 person, qint64 now) const;

    const BoundFlow &m_flow;
    qint64 m_from;
    qint64 m_to;
    std::vector<PersonRun> m_runs; // by node
    std::vector<TriggerMoment> m_moments;
};

} // namespace perennial
