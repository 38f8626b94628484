// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connect/vendors/pushbatch.h"

#include <QBitArray>
#include <QStringList>

#include <optional>

namespace perennial {

// What a conversation with Klaviyo about a batch remembers from one request to the next: places of rows as bits, so
// that ten thousand of them stay small. Sets are empty until somebody is in them.
struct KlaviyoMemo
{
    QBitArray found;   // Klaviyo has a profile of theirs
    QBitArray refused; // Klaviyo did not take them into the import
    QBitArray failed;  // taken, but failed in it
    QStringList ids;   // of profiles that were found
    bool byPhone = false;
    size_t searched = 0;   // rows before it were looked up, by phone or by address
    size_t mostAtOnce = 0; // looked up with one request; 0: as many as Klaviyo takes
    QString job;
    QString cursor;
    int polls = 0; // of the job
    int posts = 0; // of this import, before the one at hand

    // JSON. What cannot be read is a memo of nothing.
    [[nodiscard]] static KlaviyoMemo fromBytes(const QByteArray &bytes);
    [[nodiscard]] QByteArray toBytes() const;

    friend bool operator==(const KlaviyoMemo &, const KlaviyoMemo &) = default;
};

[[nodiscard]] bool hasBit(const QBitArray &bits, size_t place);
// Sizes a set for `rows` at its first bit.
void addBit(QBitArray &bits, size_t place, size_t rows);

// Rows that one request asks after.
struct KlaviyoSearch
{
    bool byPhone = false;
    std::vector<size_t> places;
    QStringList values; // addresses or phones, in the order of `places`
    size_t end = 0;     // rows before it are looked up when the answer is there
};
// By address first; then by phone whoever has none, or was not found by it. Nothing when all were asked after.
[[nodiscard]] std::optional<KlaviyoSearch> nextKlaviyoSearch(const PushBatch &batch, const KlaviyoMemo &memo);

} // namespace perennial
