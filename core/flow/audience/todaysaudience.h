// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/flow/document/flowdoc.h"
#include "core/segment/columns/profiletable.h"

namespace perennial {

// Whom the messages of a flow reach on the day of a moment, by what is known then; docs/flow-semantics.md, "Today's
// audience".

struct MessageOfToday
{
    quint32 person = 0; // place in the table
    Instant at;
};

// One message node.
struct MessageAudience
{
    FlowNodeId node;
    std::vector<MessageOfToday> messages; // by time, then person
    size_t sent = 0;                      // of those: until now

    [[nodiscard]] size_t toCome() const { return messages.size() - sent; }
    // Each once, ascending.
    [[nodiscard]] std::vector<ProfileId> people(const ProfileTable &table) const;
};

struct TodaysAudience
{
    Instant now;
    Instant dayBegin; // by the flow's clocks
    Instant dayEnd;   // exclusive
    QTimeZone zone = QTimeZone::utc();
    std::vector<MessageAudience> nodes; // all that send messages, as in the document

    // Null where no message is sent by a node of this id.
    [[nodiscard]] const MessageAudience *node(const FlowNodeId &id) const;
};

struct AudienceSetting
{
    Instant from; // journeys that began before are not there
    Instant now;
};

// As far back as a replay looks where nobody says otherwise: two years.
[[nodiscard]] AudienceSetting todaysSetting(const FlowDoc &flow, const QTimeZone &home, Instant now);

// Errors as those of replay(). Stops soon after it is asked to.
[[nodiscard]] Result<TodaysAudience> todaysAudience(const FlowDoc &flow,
                                                    const std::shared_ptr<const ProfileTable> &table,
                                                    const AudienceSetting &setting, const Progress &progress);

} // namespace perennial
