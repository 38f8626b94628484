// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace perennial {

// A file that is there whole or not at all: written under a temporary name in the same folder with mode 0600, synced,
// then renamed over `path`, or over the file a link at `path` names; what is no ordinary file, or a database or a file
// beside one, is refused: it may be somebody's only copy. Dropped
// unless committed, so whatever stood at `path` stays. Every write is checked, since QSaveFile words a full disk as
// "Unknown error" and QFile::flush() succeeds on one.
class AtomicFile
{
public:
    [[nodiscard]] static Result<AtomicFile> open(const QString &path);
    AtomicFile(AtomicFile &&other) noexcept;
    AtomicFile &operator=(AtomicFile &&) = delete;
    ~AtomicFile();

    [[nodiscard]] Result<void> write(std::string_view bytes);
    // Unsynced only what can be made again: a power cut may leave it in pieces.
    enum class Sync { Yes, No };
    [[nodiscard]] Result<void> commit(Sync sync = Sync::Yes);

private:
    AtomicFile(QString path, QString unfinished, int descriptor);
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] tl::unexpected<Error> writeFailure(int code) const;

    QString m_path;
    QString m_unfinished;
    int m_descriptor;
    std::string m_buffer;
};

} // namespace perennial
