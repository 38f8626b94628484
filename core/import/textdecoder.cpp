// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/textdecoder.h"

#include "core/import/bytescan.h"

#include <algorithm>
#include <array>

namespace perennial {
namespace {

// Windows-1252, 0x80 to 0x9F. The five bytes it leaves open stay control characters, as the WHATWG table has it.
constexpr std::array<char16_t, 32> Windows1252 = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

constexpr char32_t Replacement = 0xfffd;

[[nodiscard]] char32_t fromWindows1252(unsigned char byte)
{
    return byte >= 0x80 && byte <= 0x9f ? Windows1252[byte - 0x80] : char32_t(byte);
}

// Text without a mark: ASCII letters and delimiters have a zero byte on one side only.
[[nodiscard]] EncodingGuess guessByZeros(std::string_view head)
{
    const size_t pairs = std::min<size_t>(head.size(), 4096) / 2;
    size_t evenZeros = 0;
    size_t oddZeros = 0;
    for (size_t i = 0; i < pairs; ++i) {
        evenZeros += head[2 * i] == '\0';
        oddZeros += head[2 * i + 1] == '\0';
    }
    if (pairs >= 2 && oddZeros * 2 > pairs && evenZeros * 10 < pairs)
        return {TextEncoding::Utf16Le, 0};
    if (pairs >= 2 && evenZeros * 2 > pairs && oddZeros * 10 < pairs)
        return {TextEncoding::Utf16Be, 0};
    return {};
}

// find() looks at many bytes at a time, which counting them does not.
[[nodiscard]] qint64 countOf(char letter, std::string_view text)
{
    qint64 count = 0;
    for (size_t at = text.find(letter); at != std::string_view::npos; at = text.find(letter, at + 1))
        ++count;
    return count;
}

} // namespace

QString nameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return QStringLiteral("UTF-8");
    case TextEncoding::Windows1252:
        return QStringLiteral("Windows-1252");
    case TextEncoding::Utf16Le:
        return QStringLiteral("UTF-16LE");
    case TextEncoding::Utf16Be:
        return QStringLiteral("UTF-16BE");
    }
    return {};
}

EncodingGuess guessEncoding(std::string_view head)
{
    if (head.starts_with("\xef\xbb\xbf"))
        return {TextEncoding::Utf8, 3};
    if (head.starts_with("\xff\xfe"))
        return {TextEncoding::Utf16Le, 2};
    if (head.starts_with("\xfe\xff"))
        return {TextEncoding::Utf16Be, 2};
    return guessByZeros(head);
}

void TextDecoder::learn(std::string_view head)
{
    if (m_encoding != TextEncoding::Utf8)
        return;
    while (!head.empty()) {
        const Utf8Prefix prefix = cleanUtf8Prefix(head);
        m_valid += prefix.sequences;
        m_learned += prefix.length;
        head.remove_prefix(prefix.length);
        if (head.empty() || (head[0] != '\0' && utf8SequenceLength(head) < 0))
            return;
        m_broken += head[0] != '\0';
        ++m_learned;
        head.remove_prefix(1);
    }
}

TextEncoding TextDecoder::encoding() const
{
    return m_encoding == TextEncoding::Utf8 && isMostlyBroken() ? TextEncoding::Windows1252 : m_encoding;
}

std::string_view TextDecoder::decode(std::string_view bytes, bool isLast, size_t &used)
{
    m_out.clear();
    if (m_encoding != TextEncoding::Utf8)
        return decodeUnits(bytes, isLast, used);
    const std::string_view text = decodeBytes(bytes, isLast, used);
    m_learned -= std::min(m_learned, used);
    countLines(text);
    return text;
}

void TextDecoder::countLines(std::string_view text)
{
    if (m_firstBrokenLine > 0)
        return;
    m_lineFeeds += countOf('\n', text);
    m_carriageReturns += countOf('\r', text);
}

std::string_view TextDecoder::decodeBytes(std::string_view bytes, bool isLast, size_t &used)
{
    if (!isMostlyBroken()) {
        const Utf8Prefix clean = cleanUtf8Prefix(bytes);
        m_valid += m_learned > 0 ? 0 : clean.sequences;
        used = clean.length;
        const bool isCut = used < bytes.size() && bytes[used] != '\0' && utf8SequenceLength(bytes.substr(used)) < 0;
        if (used == bytes.size() || (isCut && !isLast))
            return bytes.substr(0, used);
        append(bytes.substr(0, used));
    } else {
        used = 0;
    }
    while (used < bytes.size()) {
        const size_t plain = asciiPrefix(bytes.substr(used));
        append(bytes.substr(used, plain));
        used += plain;
        if (used == bytes.size())
            break;
        const size_t step = decodeByte(bytes.substr(used), isLast, used < m_learned);
        if (step == 0)
            break;
        used += step;
    }
    return {m_out.data(), m_out.size()};
}

// Decodes the NUL, sequence or broken byte at the front; 0 when more bytes are needed to tell.
size_t TextDecoder::decodeByte(std::string_view rest, bool isLast, bool isLearned)
{
    if (rest[0] == '\0') {
        ++m_nulBytes;
        return 1;
    }
    const int length = utf8SequenceLength(rest);
    if (length < 0 && !isLast)
        return 0;
    const bool wasMostlyBroken = isMostlyBroken();
    (length > 0 ? m_valid : m_broken) += isLearned ? 0 : 1;
    if (length > 0 && !wasMostlyBroken) {
        append(rest.substr(0, size_t(length)));
        return size_t(length);
    }
    m_repaired += !wasMostlyBroken;
    if (m_repaired == 1 && m_firstBrokenLine == 0) {
        countLines({m_out.data(), m_out.size()});
        m_firstBrokenLine = 1 + std::max(m_lineFeeds, m_carriageReturns);
    }
    const size_t bytes = length > 0 ? size_t(length) : 1;
    for (size_t i = 0; i < bytes; ++i)
        append(fromWindows1252(static_cast<unsigned char>(rest[i])));
    return bytes;
}

std::string_view TextDecoder::decodeUnits(std::string_view bytes, bool isLast, size_t &used)
{
    used = 0;
    while (used + 2 <= bytes.size()) {
        const size_t step = decodeUnit(bytes.substr(used), isLast);
        if (step == 0)
            break;
        used += step;
    }
    if (isLast && used < bytes.size()) {
        ++m_repaired;
        used = bytes.size();
    }
    return {m_out.data(), m_out.size()};
}

size_t TextDecoder::decodeUnit(std::string_view rest, bool isLast)
{
    const char16_t unit = unitAt(rest, 0);
    if (unit == 0) {
        ++m_nulBytes;
        return 2;
    }
    if (!QChar::isSurrogate(unit)) {
        append(char32_t(unit));
        return 2;
    }
    if (QChar::isHighSurrogate(unit) && rest.size() < 4 && !isLast)
        return 0;
    if (QChar::isHighSurrogate(unit) && rest.size() >= 4 && QChar::isLowSurrogate(unitAt(rest, 2))) {
        append(QChar::surrogateToUcs4(unit, unitAt(rest, 2)));
        return 4;
    }
    ++m_repaired;
    append(Replacement);
    return 2;
}

char16_t TextDecoder::unitAt(std::string_view bytes, size_t at) const
{
    const auto first = static_cast<unsigned char>(bytes[at]);
    const auto second = static_cast<unsigned char>(bytes[at + 1]);
    return m_encoding == TextEncoding::Utf16Le ? char16_t(second << 8 | first) : char16_t(first << 8 | second);
}

void TextDecoder::append(char32_t code)
{
    if (code < 0x80) {
        m_out.push_back(char(code));
        return;
    }
    const auto follow = [&](int shift) { m_out.push_back(char(0x80 | ((code >> shift) & 0x3f))); };
    if (code < 0x800) {
        m_out.push_back(char(0xc0 | (code >> 6)));
    } else if (code < 0x10000) {
        m_out.push_back(char(0xe0 | (code >> 12)));
        follow(6);
    } else {
        m_out.push_back(char(0xf0 | (code >> 18)));
        follow(12);
        follow(6);
    }
    follow(0);
}

} // namespace perennial
