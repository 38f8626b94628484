// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/document/enumids.h"

namespace perennial {

// The stable ids of a flow's enumerations in JSON, in the order of their enumerators.

template <>
struct EnumIds<ClockOf>
{
    static constexpr std::array ids{"flow", "profile"};
};

template <>
struct EnumIds<DateRepeat>
{
    static constexpr std::array ids{"never", "yearly", "monthly"};
};

template <>
struct EnumIds<DateSide>
{
    static constexpr std::array ids{"before", "after"};
};

template <>
struct EnumIds<ProductChange>
{
    static constexpr std::array ids{"price_drop", "back_in_stock"};
};

template <>
struct EnumIds<MessageChannel>
{
    static constexpr std::array ids{"email", "sms", "push", "webhook", "task"};
};

template <>
struct EnumIds<MessageClass>
{
    static constexpr std::array ids{"marketing", "transactional"};
};

template <>
struct EnumIds<ValueChangeKind>
{
    static constexpr std::array ids{"set", "clear", "add", "remove", "increase"};
};

template <>
struct EnumIds<DiscountUnit>
{
    static constexpr std::array ids{"percent", "amount"};
};

template <>
struct EnumIds<ReEntry>
{
    static constexpr std::array ids{"never", "always", "after_leaving", "after_span"};
};

template <>
struct EnumIds<WhenQuiet>
{
    static constexpr std::array ids{"wait", "skip"};
};

template <>
struct EnumIds<FlowSeverity>
{
    static constexpr std::array ids{"error", "warning", "hint"};
};

// The ids of the alternatives of FlowNodeKind, in their order; an unread node has that of its file.
inline constexpr std::array FlowNodeIds{"trigger",     "delay",        "wait",    "split",  "trigger_split",
                                        "multi_split", "random_split", "message", "update", "list",
                                        "ladder",      "goal",         "exit"};
static_assert(FlowNodeIds.size() + 1 == std::variant_size_v<FlowNodeKind>);

// Of what starts a journey.
inline constexpr std::array TriggerStartIds{"event", "joins", "date", "product"};
static_assert(TriggerStartIds.size() == std::variant_size_v<TriggerStart>);

// "delay"; of an unread node what its file says.
[[nodiscard]] QString flowNodeKindId(const FlowNode &node);

} // namespace perennial
