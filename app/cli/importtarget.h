// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/answer.h"
#include "core/import/importrun.h"
#include "core/store/store.h"

namespace perennial {

// The store an import goes to. One that was made for it disappears again unless it is kept: a file that cannot be
// imported leaves no empty store behind, nor does a dry run.
class ImportTarget
{
public:
    // `currency` is that of a new store; where it is empty, the files decide.
    [[nodiscard]] static Result<ImportTarget> open(const CommonOptions &common, const ImportOptions &options,
                                                   const QString &currency);
    ImportTarget(ImportTarget &&) noexcept = default;
    ImportTarget &operator=(ImportTarget &&) = delete;
    ~ImportTarget();

    [[nodiscard]] Store &store() { return *m_store; }
    void keep() { m_keep = true; }

private:
    ImportTarget(Store store, bool made, bool dryRun);

    std::unique_ptr<Store> m_store; // null once moved from
    bool m_made;
    bool m_dryRun;
    bool m_keep = false;
};

} // namespace perennial
