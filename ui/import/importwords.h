// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importpreview.h"

// An import in words.
namespace perennial::importwords {

// "3,233 rows: 3,230 stored, 3 unchanged, 0 set aside".
[[nodiscard]] QString figures(qint64 read, qint64 stored, qint64 unchanged, qint64 rejected);
// "Shopify orders, sure": the format and how sure we are of it.
[[nodiscard]] QString formatLine(const ImportPreview &preview);
[[nodiscard]] QString formatTitle(const QString &formatId);
// "about 3,200 rows · UTF-8 · cells parted by commas · 1.2 MB".
[[nodiscard]] QString fileLine(const ImportPreview &preview);
[[nodiscard]] QString fileName(const QString &path);

} // namespace perennial::importwords
