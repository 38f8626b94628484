// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/moments/personreach.h"

#include "core/segment/document/window.h"

namespace perennial {

// The newest word counts.
ConsentState PersonReach::consent(quint32 person, qint64 now)
{
    ConsentState state = ConsentState::Never;
    for (const ConsentRow &row : consents(person)) {
        if (row.at <= now)
            state = row.state;
    }
    return state;
}

qint64 PersonReach::nextChange(quint32 person, qint64 now)
{
    qint64 next = TimeRange::End;
    const auto note = [&](qint64 at) {
        if (at > now)
            next = std::min(next, at);
    };
    for (const ConsentRow &row : consents(person))
        note(row.at);
    for (const SuppressionRow &row : suppressions(person)) {
        note(row.at);
        note(row.endedAt);
    }
    return next;
}

} // namespace perennial
