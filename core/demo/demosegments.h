// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace perennial {

// A segment the demo store comes with; the document is JSON as docs/segment-format.md describes it.
struct DemoSegment
{
    QString name;
    QByteArray document;
};

[[nodiscard]] std::vector<DemoSegment> demoSegments();

} // namespace perennial
