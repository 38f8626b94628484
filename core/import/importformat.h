// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/fieldmapping.h"

#include <QStringList>

#include <span>

namespace perennial {

// A layout known by its headers. The table of them is what recognition, preview, help and the command line read.
struct ImportFormat
{
    const char *id;     // "shopify-customers": in `--format`, reports and the store
    const char *title;  // untranslated, context "perennial": "Shopify customers"
    const char *source; // FieldMapping::source
    RecordKind kind;
    bool supported;                        // false: recognised, and refused with a plain sentence
    std::span<const char *const> required; // headers without which it is another file
    std::span<const char *const> known;    // further headers that speak for it
};

[[nodiscard]] std::span<const ImportFormat> importFormats();
[[nodiscard]] const ImportFormat *findFormat(const QString &id);

struct Recognition
{
    const ImportFormat *format = nullptr; // null: unknown, needs a mapping
    double score = 0;                     // known headers present / headers of the file that count, 0 … 1
    int known = 0;
    int columns = 0;
};

// Headers are compared without case, blanks, `_` and `-`.
[[nodiscard]] Recognition recogniseHeader(const QStringList &header);

// The recipe: what `format` makes of a file with this header.
[[nodiscard]] FieldMapping mappingFor(const ImportFormat &format, const QStringList &header);

// A guess for an unknown file, from the words of its header and the contents of a few rows. What looks like a
// credential (password, token, hash, cvv, card) is left out.
[[nodiscard]] FieldMapping proposeMapping(const QStringList &header, std::span<const QStringList> sampleRows,
                                          char delimiter);
[[nodiscard]] bool looksLikeCredential(const QString &column);

} // namespace perennial
