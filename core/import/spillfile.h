// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <span>
#include <string_view>

namespace perennial {

// Room on the disk for what memory does not hold. The file has no name and belongs to its owner alone: it is gone with
// the process, however that ends.
class SpillFile
{
public:
    [[nodiscard]] static Result<SpillFile> open(const QString &folder);
    SpillFile(SpillFile &&other) noexcept;
    SpillFile &operator=(SpillFile &&) = delete;
    ~SpillFile();

    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] Result<void> append(std::string_view bytes);
    // Fills `into` from `offset`, which must lie inside of what was appended.
    [[nodiscard]] Result<void> read(qint64 offset, std::span<char> into) const;

private:
    SpillFile(int descriptor, QString folder)
        : m_descriptor(descriptor)
        , m_folder(std::move(folder))
    {
    }

    int m_descriptor;
    QString m_folder;
    qint64 m_size = 0;
};

} // namespace perennial
