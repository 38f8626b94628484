// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/bytescan.h"

#include <cstring>

namespace perennial {
namespace {

[[nodiscard]] bool isPlainAscii(char c)
{
    return c > 0;
}

// True when 16 bytes hold neither NUL nor anything above ASCII.
[[nodiscard]] bool isPlainBlock(const char *bytes)
{
#ifdef __SSE2__
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
    return _mm_movemask_epi8(_mm_cmpgt_epi8(text, _mm_setzero_si128())) == 0xffff;
#else
    for (int i = 0; i < 16; ++i) {
        if (!isPlainAscii(bytes[i]))
            return false;
    }
    return true;
#endif
}

[[nodiscard]] int expectedLength(unsigned char lead)
{
    if (lead >= 0xc2 && lead <= 0xdf)
        return 2;
    if (lead >= 0xe0 && lead <= 0xef)
        return 3;
    return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

// The second byte carries the limits that keep out overlong forms, surrogates and what lies beyond U+10FFFF.
[[nodiscard]] bool isSecondByte(unsigned char lead, unsigned char second)
{
    const unsigned char low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high;
}

} // namespace

size_t asciiPrefix(std::string_view bytes)
{
    size_t at = 0;
    while (at + 16 <= bytes.size() && isPlainBlock(bytes.data() + at))
        at += 16;
    while (at < bytes.size() && isPlainAscii(bytes[at]))
        ++at;
    return at;
}

int utf8SequenceLength(std::string_view bytes)
{
    const auto byteAt = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const int length = expectedLength(byteAt(0));
    for (size_t i = 1; i < size_t(length); ++i) {
        if (i == bytes.size())
            return -1;
        const bool fits = i == 1 ? isSecondByte(byteAt(0), byteAt(1)) : (byteAt(i) & 0xc0) == 0x80;
        if (!fits)
            return 0;
    }
    return length;
}

Utf8Prefix cleanUtf8Prefix(std::string_view bytes)
{
    Utf8Prefix prefix;
    for (;;) {
        prefix.length += asciiPrefix(bytes.substr(prefix.length));
        if (prefix.length == bytes.size() || bytes[prefix.length] == '\0')
            return prefix;
        const int length = utf8SequenceLength(bytes.substr(prefix.length));
        if (length <= 0)
            return prefix;
        prefix.length += size_t(length);
        ++prefix.sequences;
    }
}

size_t findLineEnd(std::string_view text, size_t from)
{
    const auto find = [&](char c, size_t to) {
        const void *hit = from < to ? std::memchr(text.data() + from, c, to - from) : nullptr;
        return hit ? size_t(static_cast<const char *>(hit) - text.data()) : to;
    };
    return find('\r', find('\n', text.size()));
}

} // namespace perennial
