// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/textsource.h"

#include "core/import/filekind.h"

#include <QCoreApplication>

#include <algorithm>

namespace perennial {
namespace {

constexpr size_t LongestLetter = 4;

} // namespace

TextSource::TextSource(RawInput input, const QString &name, size_t blockBytes)
    : m_input(std::move(input))
    , m_name(name)
    , m_blockBytes(blockBytes)
    , m_block(std::max(HeadBytes, blockBytes) + LongestLetter)
{
}

Result<TextSource> TextSource::open(const QString &path, size_t blockBytes)
{
    auto input = RawInput::open(path);
    if (!input)
        return failure(std::move(input.error()));
    return start(std::move(*input), path, blockBytes);
}

Result<TextSource> TextSource::fromBytes(std::string_view bytes, const QString &name)
{
    return start(RawInput::fromBytes(bytes), name, BlockBytes);
}

Result<TextSource> TextSource::start(RawInput input, const QString &name, size_t blockBytes)
{
    TextSource source(std::move(input), name, blockBytes);
    const auto head = source.readHead();
    if (!head)
        return failure(head.error());
    if (const QString refusal = refusalOf(*head); !refusal.isEmpty())
        return failure(ErrorKind::Unreadable, refusal, name);
    const EncodingGuess guess = guessEncoding(*head);
    if (head->size() == guess.bomBytes)
        return failure(ErrorKind::Unreadable, QCoreApplication::translate("perennial", "The file is empty."), name);
    if (guess.encoding == TextEncoding::Utf8 && isBinary(*head))
        return failure(ErrorKind::Unreadable,
                       QCoreApplication::translate("perennial", "This is not a text file. Export the data as CSV."),
                       name);
    source.m_decoder = TextDecoder(guess.encoding);
    source.m_decoder.learn(head->substr(guess.bomBytes));
    source.decode(head->substr(guess.bomBytes));
    return source;
}

Result<std::string_view> TextSource::readHead()
{
    size_t size = 0;
    while (size < HeadBytes && !m_isAtEnd) {
        const auto count = m_input.read(m_block.data() + size, HeadBytes - size);
        if (!count)
            return failure(count.error());
        size += *count;
        m_isAtEnd = *count == 0;
    }
    return std::string_view(m_block.data(), size);
}

Result<std::string_view> TextSource::read(size_t max)
{
    while (m_pending.empty() && !m_isAtEnd) {
        const auto size = readBlock();
        if (!size)
            return failure(size.error());
        decode({m_block.data(), *size});
    }
    const std::string_view text = m_pending.substr(0, max);
    m_pending.remove_prefix(text.size());
    return text;
}

Result<size_t> TextSource::readBlock()
{
    std::copy(m_tail.begin(), m_tail.end(), m_block.begin());
    const auto count = m_input.read(m_block.data() + m_tail.size(), m_blockBytes);
    if (!count)
        return count;
    m_isAtEnd = *count == 0;
    return m_tail.size() + *count;
}

void TextSource::decode(std::string_view bytes)
{
    size_t used = 0;
    m_pending = m_decoder.decode(bytes, m_isAtEnd, used);
    m_tail = bytes.substr(used);
}

QStringList TextSource::notes() const
{
    QStringList notes;
    if (nulBytes() > 0)
        notes << QCoreApplication::translate("perennial", "NUL bytes were removed: %1.").arg(nulBytes());
    if (brokenBytes() > 0 && (encoding() == TextEncoding::Utf8 || encoding() == TextEncoding::Windows1252))
        notes
            << QCoreApplication::translate(
                   "perennial",
                   "Bytes that are not valid UTF-8 were read as Windows-1252: %1, first in line %2. Check the letters.")
                   .arg(brokenBytes())
                   .arg(m_decoder.firstBrokenLine());
    else if (brokenBytes() > 0)
        notes << QCoreApplication::translate("perennial", "Characters that are not valid UTF-16 were replaced: %1.")
                     .arg(brokenBytes());
    return notes;
}

} // namespace perennial
