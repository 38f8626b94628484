// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace perennial {

enum class SmsEncoding { Gsm7, Ucs2 };

// How long a text is as an SMS, and as how many it is sent and paid.
struct SmsLength
{
    SmsEncoding encoding = SmsEncoding::Gsm7;
    int units = 0;    // septets, some signs count two; of UCS-2 its code units
    int segments = 0; // 0: nothing is written
    int left = 160;   // units that still fit into the last one
    QString culprit;  // the first sign that GSM-7 does not have

    friend bool operator==(const SmsLength &, const SmsLength &) = default;
};

[[nodiscard]] SmsLength smsLengthOf(const QString &text);

} // namespace perennial
