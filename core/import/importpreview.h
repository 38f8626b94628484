// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/import/importrun.h"

namespace perennial {

// One column of a previewed file, beside its mapping.
struct PreviewColumn
{
    ColumnMapping mapping;
    QString note;       // "Looks like a credential: left out", "Kept as a property"; empty when there is nothing to say
    bool known = false; // the format knows this column
};

// A file before it is imported: what it is, how it would be read, and a sample of it raw and mapped.
struct ImportPreview
{
    QString path;
    QString formatId;    // "mapping" when it is unknown
    QString formatTitle; // translated
    double score = 0;
    QString why;      // "20 of 21 columns are those of Shopify customers."
    QString encoding; // "UTF-8"
    QString dialect;  // "comma, quotes doubled"
    bool needsMapping = false;
    QString needsChoice; // "date order" when the file does not tell day-month from month-day
    FieldMapping mapping;
    std::vector<PreviewColumn> columns;
    std::vector<QStringList> rawRows;    // cells by column
    std::vector<QStringList> mappedRows; // the same cells as they would be kept; an unreadable one is empty
    QStringList warnings;
};

// Reads only the beginning of the file. Dates that do not tell are read by `dateOrder`, else as the store's region has
// it.
[[nodiscard]] Result<ImportPreview> previewFile(const ImportFile &file, const StoreSettings &settings,
                                                std::optional<DateOrder> dateOrder = {}, int sampleRows = 50);

} // namespace perennial
