// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/document/smslength.h"

#include <algorithm>
#include <vector>

namespace perennial {

namespace {

// 3GPP TS 23.038: the default alphabet, and what an escape sign before it makes available.
const QString Basic = QStringLiteral("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
                                     "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà");
const QString Extension = QStringLiteral("\f^{}\\[~]|€");

struct Limits
{
    int single;
    int each; // of several: their heads take room
};

constexpr Limits Gsm7Limits{160, 153};
constexpr Limits Ucs2Limits{70, 67};

// The signs of a text with what each takes; none is cut in two.
std::vector<int> gsmCosts(const QString &text)
{
    std::vector<int> costs;
    for (const QChar c : text)
        costs.push_back(Extension.contains(c) ? 2 : 1);
    return costs;
}

std::vector<int> ucsCosts(const QString &text)
{
    std::vector<int> costs;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool pair = text.at(i).isHighSurrogate() && i + 1 < text.size();
        costs.push_back(pair ? 2 : 1);
        i += pair ? 1 : 0;
    }
    return costs;
}

void pack(SmsLength &length, const std::vector<int> &costs, const Limits &limits)
{
    for (const int cost : costs)
        length.units += cost;
    length.segments = length.units > 0 ? 1 : 0;
    length.left = limits.single - length.units;
    if (length.units <= limits.single)
        return;
    int used = 0;
    for (const int cost : costs) {
        if (used + cost > limits.each) {
            ++length.segments;
            used = 0;
        }
        used += cost;
    }
    length.left = limits.each - used;
}

} // namespace

SmsLength smsLengthOf(const QString &text)
{
    SmsLength length;
    const auto strange =
        std::ranges::find_if(text, [](QChar c) { return !Basic.contains(c) && !Extension.contains(c); });
    if (strange == text.end()) {
        pack(length, gsmCosts(text), Gsm7Limits);
        return length;
    }
    length.encoding = SmsEncoding::Ucs2;
    const qsizetype at = strange - text.begin();
    length.culprit = text.mid(at, strange->isHighSurrogate() ? 2 : 1);
    pack(length, ucsCosts(text), Ucs2Limits);
    return length;
}

} // namespace perennial
