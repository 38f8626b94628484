// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <bit>
#include <cstddef>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace perennial {

// Bytes before the first NUL or non-ASCII byte.
[[nodiscard]] size_t asciiPrefix(std::string_view bytes);

// Length (2 to 4) of the valid UTF-8 sequence that starts with a non-ASCII byte; 0 when it is broken;
// -1 when the bytes end inside what may still become one.
[[nodiscard]] int utf8SequenceLength(std::string_view bytes);

// The longest prefix that is valid UTF-8 without NUL, and its number of sequences above ASCII.
struct Utf8Prefix
{
    size_t length = 0;
    qint64 sequences = 0;
};
[[nodiscard]] Utf8Prefix cleanUtf8Prefix(std::string_view bytes);

// Offset of the first LF or CR at or after `from`; the size when there is none.
[[nodiscard]] size_t findLineEnd(std::string_view text, size_t from);

// Finds the bytes that can end or change a CSV cell. Looks at 64 bytes at a time and remembers them as a bit mask,
// so that short cells cost a shift and a count.
class MarkFinder
{
public:
    static constexpr size_t BlockBytes = 64;

    MarkFinder(char delimiter, bool withBackslash)
        : m_delimiter(delimiter)
        , m_backslash(withBackslash ? '\\' : delimiter)
    {
    }

    // `base` must be readable for BlockBytes beyond `size`.
    void setText(const char *base, size_t size)
    {
        m_base = base;
        m_size = size;
        m_block = NoBlock;
    }

    // Offset of the first mark at or after `from`; the text's size when there is none.
    [[nodiscard]] size_t next(size_t from)
    {
        size_t block = from & ~(BlockBytes - 1);
        if (block != m_block)
            load(block);
        quint64 bits = m_bits & (~quint64(0) << (from & (BlockBytes - 1)));
        while (bits == 0) {
            block += BlockBytes;
            if (block >= m_size)
                return m_size;
            load(block);
            bits = m_bits;
        }
        const size_t at = block + size_t(std::countr_zero(bits));
        return at < m_size ? at : m_size;
    }

private:
    static constexpr size_t NoBlock = ~size_t(0);

    void load(size_t block)
    {
        m_block = block;
        m_bits = 0;
        for (size_t part = 0; part < BlockBytes; part += 16)
            m_bits |= quint64(marksOf(m_base + block + part)) << part;
    }

#ifdef __SSE2__
    [[nodiscard]] quint32 marksOf(const char *bytes) const
    {
        const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i *>(bytes));
        const auto equals = [&](char c) { return _mm_cmpeq_epi8(text, _mm_set1_epi8(c)); };
        const __m128i ends = _mm_or_si128(equals('\n'), equals('\r'));
        const __m128i cells = _mm_or_si128(equals(m_delimiter), equals('"'));
        return quint32(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(ends, cells), equals(m_backslash))));
    }
#else
    [[nodiscard]] quint32 marksOf(const char *bytes) const
    {
        quint32 bits = 0;
        for (quint32 i = 0; i < 16; ++i) {
            const char c = bytes[i];
            const bool isMark = c == m_delimiter || c == '"' || c == '\n' || c == '\r' || c == m_backslash;
            bits |= quint32(isMark) << i;
        }
        return bits;
    }
#endif

    char m_delimiter;
    char m_backslash;
    const char *m_base = nullptr;
    size_t m_size = 0;
    size_t m_block = NoBlock;
    quint64 m_bits = 0;
};

} // namespace perennial
