// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audience/csvwriter.h"
#include "core/audience/layout.h"
#include "core/base/progress.h"
#include "core/connect/outbox/runlog.h"

#include <QTimeZone>

namespace perennial {

// "a…@e….com", "+12…07": enough to tell one from another, too little to write to.
[[nodiscard]] QString masked(const std::string &address);

struct RunLogFile
{
    PushRunId run;
    LogQuestion question; // which rows; all of them, whatever its limit
    FileFormat format = FileFormat::Csv;
    CsvSafety safety = CsvSafety::MarketingTool;
    bool reveals = false; // addresses whole, and what was written into the fields
    QTimeZone zone = QTimeZone::utc();
};

// Writes the rows of a run into a file, whole or not at all: profile_id, operation, state, status, reason, at (ISO 8601
// with the zone's offset), zone, email, phone, and with `reveals` a column for each field. Yields how many.
[[nodiscard]] Result<qint64> writeRunLog(Store &store, const RunLogFile &file, const QString &path,
                                         const Progress &progress);

} // namespace perennial
