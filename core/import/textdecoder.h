// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>
#include <vector>

namespace perennial {

enum class TextEncoding { Utf8, Windows1252, Utf16Le, Utf16Be };

// "UTF-8", "Windows-1252", …: names people meet in other programs.
[[nodiscard]] QString nameOf(TextEncoding encoding);

struct EncodingGuess
{
    TextEncoding encoding = TextEncoding::Utf8;
    size_t bomBytes = 0;
};
// By byte order mark, else by zero bytes at every second place; the choice between UTF-8 and Windows-1252 is the
// decoder's.
[[nodiscard]] EncodingGuess guessEncoding(std::string_view head);

// Turns the bytes of a file into UTF-8, block by block.
//
// UTF-8 against Windows-1252 is decided as the text goes by, without a first pass over the file: valid sequences and
// broken bytes are counted, and while there are far more broken bytes every byte above ASCII is read as Windows-1252.
// While they are not, a valid sequence is UTF-8 and only the broken byte itself is read as Windows-1252 and counted.
// So one broken byte in a UTF-8 file costs that one letter and is reported, and a Windows-1252 file whose first
// accent comes late is still read right. The result does not depend on how the file is cut into blocks.
class TextDecoder
{
public:
    TextDecoder() = default;
    explicit TextDecoder(TextEncoding encoding)
        : m_encoding(encoding)
    {
    }

    // Looks at the head of the text before any of it is decoded, so that its first letters have evidence too.
    void learn(std::string_view head);

    // Decodes as much of `bytes` as is complete, puts its length into `used` and returns the text, which lives until
    // the next call and may be part of `bytes` itself. With `isLast` everything is used.
    [[nodiscard]] std::string_view decode(std::string_view bytes, bool isLast, size_t &used);

    [[nodiscard]] TextEncoding encoding() const;
    [[nodiscard]] qint64 nulBytes() const { return m_nulBytes; }
    // Bytes (or UTF-16 units) that were no valid text in an otherwise valid file.
    [[nodiscard]] qint64 brokenBytes() const { return m_repaired; }
    // The line of the first of them, from 1; 0 where there is none or the file is UTF-16.
    [[nodiscard]] qint64 firstBrokenLine() const { return m_firstBrokenLine; }

private:
    void countLines(std::string_view text);
    [[nodiscard]] std::string_view decodeBytes(std::string_view bytes, bool isLast, size_t &used);
    size_t decodeByte(std::string_view rest, bool isLast, bool isLearned);
    [[nodiscard]] std::string_view decodeUnits(std::string_view bytes, bool isLast, size_t &used);
    size_t decodeUnit(std::string_view rest, bool isLast);
    [[nodiscard]] char16_t unitAt(std::string_view bytes, size_t at) const;
    // Text in Windows-1252 holds hardly any two letters that look like one of UTF-8: few of those are evidence enough.
    [[nodiscard]] bool isMostlyBroken() const { return m_broken > 2 * m_valid; }
    void append(std::string_view text) { m_out.insert(m_out.end(), text.begin(), text.end()); }
    void append(char32_t code);

    TextEncoding m_encoding = TextEncoding::Utf8;
    std::vector<char> m_out;
    size_t m_learned = 0; // bytes not decoded yet that learn() has counted
    qint64 m_valid = 0;
    qint64 m_broken = 0;
    qint64 m_repaired = 0;
    qint64 m_nulBytes = 0;
    qint64 m_lineFeeds = 0; // counted up to the first broken byte
    qint64 m_carriageReturns = 0;
    qint64 m_firstBrokenLine = 0;
};

} // namespace perennial
