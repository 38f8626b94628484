// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/window.h"

#include <QHash>
#include <QJsonValue>

namespace perennial {

// One person's way through a flow, as far as conditions on that way ask about it (docs/flow-semantics.md). Whoever
// evaluates a condition with a journey asks about that person alone.
struct Journey
{
    qint64 start = 0; // "since flow start" is later than this
    // The event that started it: a place in its metric's column; none where it was no event.
    QString metric;
    std::optional<quint32> event;
    std::vector<TimeRange> earlier; // when the person was in the same flow before, each [from, to], by time
    QHash<QString, QJsonValue> variables;
    // What flows did to the person, on top of what is known: undefined is a value that was cleared.
    QHash<QString, QJsonValue> properties;
    QHash<QString, bool> lists; // by nameKey: put into it, or taken out of it
};

} // namespace perennial
