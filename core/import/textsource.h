// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/rawinput.h"
#include "core/import/textdecoder.h"

#include <QStringList>

#include <string>

namespace perennial {

// A text file as a stream of UTF-8: unpacked, decoded, without byte order mark and without NUL bytes.
// What is valid UTF-8 already is handed on as it was read, without a copy.
class TextSource
{
public:
    static constexpr size_t HeadBytes = 1024 * 1024;
    static constexpr size_t BlockBytes = 1024 * 1024;

    // Refuses what is no text: missing, empty, a folder, HTML, a workbook, an archive, a picture…
    [[nodiscard]] static Result<TextSource> open(const QString &path, size_t blockBytes = BlockBytes);
    // The same from memory; `name` stands in for the path in messages.
    [[nodiscard]] static Result<TextSource> fromBytes(std::string_view bytes, const QString &name = {});

    // The next text, at most `max` bytes of it (it may cut a letter), valid until the next call; empty at the end.
    [[nodiscard]] Result<std::string_view> read(size_t max = BlockBytes);

    // The start of the text, up to HeadBytes of the file; only before the first read().
    [[nodiscard]] std::string_view head() const { return m_pending; }
    [[nodiscard]] bool headIsWhole() const { return m_isAtEnd; }

    [[nodiscard]] const QString &name() const { return m_name; }
    [[nodiscard]] TextEncoding encoding() const { return m_decoder.encoding(); }
    [[nodiscard]] qint64 nulBytes() const { return m_decoder.nulBytes(); }
    [[nodiscard]] qint64 brokenBytes() const { return m_decoder.brokenBytes(); }
    // What had to be mended so far, as whole sentences; complete when the text has been read to its end.
    [[nodiscard]] QStringList notes() const;

    [[nodiscard]] qint64 bytesDone() const { return m_input.bytesDone(); }
    [[nodiscard]] qint64 bytesTotal() const { return m_input.bytesTotal(); }

private:
    TextSource(RawInput input, const QString &name, size_t blockBytes);
    [[nodiscard]] static Result<TextSource> start(RawInput input, const QString &name, size_t blockBytes);
    [[nodiscard]] Result<std::string_view> readHead();
    [[nodiscard]] Result<size_t> readBlock();
    void decode(std::string_view bytes);

    RawInput m_input;
    QString m_name;
    TextDecoder m_decoder;
    size_t m_blockBytes;
    std::vector<char> m_block;
    std::string m_tail; // bytes at the last block's end whose letter is not complete yet
    std::string_view m_pending;
    bool m_isAtEnd = false;
};

} // namespace perennial
