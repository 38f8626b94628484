// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/document/flowdoc.h"
#include "core/segment/document/jsonreader.h"
#include "core/segment/document/jsonwriter.h"

namespace perennial {

// How the readers and writers of segments take what only flows have.

// "09:30"; nothing where the text is no time of a clock.
[[nodiscard]] QString clockText(ClockTime time);
[[nodiscard]] std::optional<ClockTime> clockFromText(const QString &text);

void clockTime(JsonReader &reader, const char *key, std::optional<ClockTime> &time);
void clockTime(JsonReader &reader, const char *key, ClockTime &time);
void clockTime(JsonWriter &writer, const char *key, const std::optional<ClockTime> &time);

void edges(JsonReader &reader, const char *key, std::map<FlowPort, FlowNodeId> &to);
void edges(JsonWriter &writer, const char *key, const std::map<FlowPort, FlowNodeId> &to);

// The place of the text at `key` among `ids`; reported where it has none.
[[nodiscard]] std::optional<size_t> placeAmong(JsonReader &reader, const char *key, std::span<const char *const> ids);

template <class... Kinds, size_t... I>
void emplaceAt(std::variant<Kinds...> &variant, size_t index, std::index_sequence<I...>)
{
    ((index == I ? static_cast<void>(variant.template emplace<I>()) : static_cast<void>(0)), ...);
}

// Which alternative of a variant stands at `key`.
template <class... Kinds, size_t N>
void alternative(JsonReader &reader, const char *key, std::variant<Kinds...> &variant,
                 const std::array<const char *, N> &ids)
{
    if (const auto place = placeAmong(reader, key, ids))
        emplaceAt(variant, *place, std::index_sequence_for<Kinds...>());
}

template <class... Kinds, size_t N>
void alternative(JsonWriter &writer, const char *key, const std::variant<Kinds...> &variant,
                 const std::array<const char *, N> &ids)
{
    QString id = QLatin1String(ids.at(variant.index()));
    writer(key, id);
}

// A value whose own is not "nothing": what is given takes its place, and is written though it be empty.
template <class T>
void whole(JsonReader &reader, const char *key, T &value)
{
    std::optional<T> given;
    reader(key, given);
    if (given)
        value = *given;
}

template <class T>
void whole(JsonWriter &writer, const char *key, T &value)
{
    writer.always(key, value);
}

} // namespace perennial
