// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/enumids.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

#define PERENNIAL_ENUM_IDS(E, ...)                                                                                     \
    template <>                                                                                                        \
    struct EnumIds<E>                                                                                                  \
    {                                                                                                                  \
        static constexpr std::array ids{__VA_ARGS__};                                                                  \
    };

PERENNIAL_ENUM_IDS(GroupMatch, "all", "any", "none")
PERENNIAL_ENUM_IDS(FilterMatch, "all", "any")
PERENNIAL_ENUM_IDS(UnknownRule, "out", "in")
PERENNIAL_ENUM_IDS(Aggregate, "count", "sum", "average", "min", "max", "median", "distinct", "first", "last", "nth")
PERENNIAL_ENUM_IDS(Rhythm, "first_time", "regularly", "stopped", "started_again", "overdue")
PERENNIAL_ENUM_IDS(LineMeasure, "orders", "quantity", "amount")
PERENNIAL_ENUM_IDS(Channel, "email", "sms", "push", "whatsapp")
PERENNIAL_ENUM_IDS(Reach, "can_receive", "cannot_receive", "subscribed", "unsubscribed", "never", "suppressed",
                   "not_suppressed", "bounced")
PERENNIAL_ENUM_IDS(PlaceField, "country", "region", "city", "postcode", "point")
PERENNIAL_ENUM_IDS(DistanceUnit, "km", "mile")
PERENNIAL_ENUM_IDS(PropertyOf, "profile", "trigger", "variable")
PERENNIAL_ENUM_IDS(MemberOf, "segment", "list", "flow", "stage", "this_flow")
PERENNIAL_ENUM_IDS(ScoreScale, "value", "percentile", "rank")
PERENNIAL_ENUM_IDS(TimeUnit, "minute", "hour", "day", "week", "month", "year")
PERENNIAL_ENUM_IDS(WindowKind, "ever", "last", "between_ago", "more_than_ago", "next", "before", "after", "between",
                   "today", "yesterday", "this_week", "last_week", "this_month", "last_month", "this_quarter",
                   "last_quarter", "this_year", "last_year", "since_event", "since_flow_start")
PERENNIAL_ENUM_IDS(WeekStart, "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#undef PERENNIAL_ENUM_IDS

// The ids of the alternatives of Condition, in their order.
inline constexpr std::array ConditionIds{"group",      "event", "property",   "consent", "rhythm", "sequence",
                                         "order_line", "place", "membership", "score",   "sample", "sql"};
static_assert(ConditionIds.size() == std::variant_size_v<Condition>);

} // namespace perennial
