// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import/rawinput.h"

#include "core/import/filekind.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <vector>

#include <zlib.h>

namespace perennial {

// zlib's state with its input; members of a gzip file that follow one another read as one text.
class Inflater
{
public:
    enum class Outcome { Produced, NeedsInput, Ended, Broken };

    Inflater() { m_isReady = inflateInit2(&m_stream, 15 + 16) == Z_OK; }
    ~Inflater() { inflateEnd(&m_stream); }
    Q_DISABLE_COPY_MOVE(Inflater)

    [[nodiscard]] std::vector<char> &input() { return m_input; }
    [[nodiscard]] bool isBetweenMembers() const { return m_isBetweenMembers; }

    void feed(size_t size)
    {
        m_stream.next_in = reinterpret_cast<Bytef *>(m_input.data());
        m_stream.avail_in = uInt(size);
    }

    [[nodiscard]] Outcome unpack(char *to, size_t max, size_t &produced);

private:
    [[nodiscard]] bool startMember();

    z_stream m_stream = {};
    std::vector<char> m_input = std::vector<char>(256 * 1024);
    bool m_isReady = false;
    bool m_isBetweenMembers = false;
    bool m_mayHoldOutput = false; // the last call filled its output, so zlib may have more without further input
};

// Bytes after the last member that are no further member (padding of tapes and downloads) end the text.
bool Inflater::startMember()
{
    m_isBetweenMembers = false;
    return m_stream.next_in[0] == 0x1f && inflateReset(&m_stream) == Z_OK;
}

Inflater::Outcome Inflater::unpack(char *to, size_t max, size_t &produced)
{
    while (m_isReady && (m_stream.avail_in > 0 || m_mayHoldOutput)) {
        if (m_isBetweenMembers && !startMember())
            return Outcome::Ended;
        m_stream.next_out = reinterpret_cast<Bytef *>(to);
        m_stream.avail_out = uInt(max);
        const int status = inflate(&m_stream, Z_NO_FLUSH);
        if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
            return Outcome::Broken;
        m_isBetweenMembers = status == Z_STREAM_END;
        m_mayHoldOutput = !m_isBetweenMembers && m_stream.avail_out == 0;
        produced = max - m_stream.avail_out;
        if (produced > 0)
            return Outcome::Produced;
    }
    return m_isReady ? Outcome::NeedsInput : Outcome::Broken;
}

namespace {

[[nodiscard]] tl::unexpected<Error> cannotOpen(const QFile &file)
{
    const QString text =
        QCoreApplication::translate("perennial", "The file cannot be opened. Check that you may read it.");
    return failure(ErrorKind::Unreadable, text, file.fileName(), file.errorString());
}

[[nodiscard]] std::optional<Error> refusalBeforeOpening(const QFileInfo &info, const QString &path)
{
    if (!info.exists())
        return Error{
            ErrorKind::NotFound, QCoreApplication::translate("perennial", "The file does not exist."), path, {}};
    if (info.isDir())
        return Error{
            ErrorKind::Unreadable, QCoreApplication::translate("perennial", "This is a folder, not a file."), path, {}};
    return std::nullopt;
}

} // namespace

RawInput::RawInput(std::unique_ptr<QIODevice> device, const QString &path)
    : m_path(path)
    , m_device(std::move(device))
    , m_bytesTotal(m_device->isSequential() ? 0 : m_device->size())
{
    if (isGzip(m_device->peek(3).toStdString()))
        m_inflater = std::make_unique<Inflater>();
}

RawInput::RawInput(RawInput &&) noexcept = default;
RawInput &RawInput::operator=(RawInput &&) noexcept = default;
RawInput::~RawInput() = default;

Result<RawInput> RawInput::open(const QString &path)
{
    if (auto refusal = refusalBeforeOpening(QFileInfo(path), path))
        return failure(std::move(*refusal));
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotOpen(*file);
    return RawInput(std::move(file), path);
}

RawInput RawInput::fromBytes(std::string_view bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes.data(), int(bytes.size()));
    buffer->open(QIODevice::ReadOnly);
    return RawInput(std::move(buffer), {});
}

Result<size_t> RawInput::read(char *to, size_t max)
{
    return m_inflater ? readInflated(to, max) : readDevice(to, max);
}

Result<size_t> RawInput::readDevice(char *to, size_t max)
{
    const qint64 count = m_device->read(to, qint64(max));
    if (count < 0) {
        const QString text = QCoreApplication::translate("perennial", "The file could not be read to its end.");
        return failure(ErrorKind::Unreadable, text, m_path, m_device->errorString());
    }
    m_bytesDone += count;
    return size_t(count);
}

Result<size_t> RawInput::readInflated(char *to, size_t max)
{
    const auto broken = [this](const char *why) {
        const QString text =
            QCoreApplication::translate("perennial", "The compressed file is damaged or cut off. Download it again.");
        return failure(ErrorKind::Unreadable, text, m_path, QString::fromLatin1(why));
    };
    for (;;) {
        size_t produced = 0;
        switch (m_inflater->unpack(to, max, produced)) {
        case Inflater::Outcome::Produced:
            return produced;
        case Inflater::Outcome::Ended:
            return size_t(0);
        case Inflater::Outcome::Broken:
            return broken("inflate failed");
        case Inflater::Outcome::NeedsInput:
            break;
        }
        const auto count = readDevice(m_inflater->input().data(), m_inflater->input().size());
        if (!count)
            return count;
        if (*count == 0)
            return m_inflater->isBetweenMembers() ? Result<size_t>(0) : broken("ends inside a member");
        m_inflater->feed(*count);
    }
}

} // namespace perennial
