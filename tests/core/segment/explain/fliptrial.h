// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/explain/explanation.h"

#include <QTemporaryDir>

namespace perennial {

// Does to a copy of a store what is said to flip somebody, and asks the engine whether it did.
class FlipTrial
{
public:
    // The test fails where it did not.
    void tryFlip(const QString &storePath, const std::shared_ptr<const ProfileTable> &table, const SegmentDoc &doc,
                 ProfileId person, Instant asOf);

    [[nodiscard]] int flipped() const { return m_flipped; }
    [[nodiscard]] int impossible() const { return m_impossible; }

private:
    QTemporaryDir m_folder;
    int m_flipped = 0;
    int m_impossible = 0;
};

} // namespace perennial
