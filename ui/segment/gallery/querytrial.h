// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/segment/saved/sqltemplate.h"
#include "ui/segment/figures/segmentfigures.h"

#include <QTimeZone>

namespace perennial {

// What a query found when it was tried with its defaults.
struct QueryTrial
{
    qint64 people = 0;
    std::vector<SamplePerson> first; // ten at most
    qint64 ms = 0;
};

// Asked for now, with the limits that hold in a segment.
[[nodiscard]] Result<QueryTrial> tryQuery(const SqlTemplate &query, const QString &storePath, const QTimeZone &zone,
                                          const Progress &progress);

} // namespace perennial
