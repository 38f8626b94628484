// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"

namespace perennial {

// What a card says: what the step does in a word or two, and one line of what exactly. What is still to be written
// shows as "…". Numbers and times follow the locale of the application.
struct FlowWords
{
    QString verb;   // "Wait"
    QString detail; // "2 days, then until 10:00"
};

[[nodiscard]] FlowWords wordsOf(const FlowNode &node);
// Its title, or the verb with the detail: for lists, problems and whoever cannot see the canvas.
[[nodiscard]] QString nameOf(const FlowNode &node);
// "yes", "after 3 days", a branch's name.
[[nodiscard]] QString portWords(const FlowNode &node, const FlowPort &port);

// What starts a journey: "Started Checkout where $value is at least 50".
[[nodiscard]] QString wordsOf(const TriggerStart &start);
[[nodiscard]] QString wordsOf(MessageChannel channel); // "e-mail"
[[nodiscard]] QString wordsOf(const ProfileChange &change);
[[nodiscard]] QString wordsOf(const FlowDoc &flow, ReEntry rule);
[[nodiscard]] QString wordsOf(const FlowExit &exit);
[[nodiscard]] QString wordsOf(const QuietHours &quiet);
[[nodiscard]] QString wordsOf(const FrequencyCap &cap);
[[nodiscard]] QString wordsOf(ClockTime time);                     // "21:00"
[[nodiscard]] QString weekdaysWords(const std::vector<int> &days); // "Mo to Fr"
[[nodiscard]] QString filterWords(const FilterSet &filters);       // "$value is at least 50"

// The whole flow as sentences, a line each, for the clipboard.
[[nodiscard]] QString sentencesOf(const FlowDoc &flow);

} // namespace perennial
