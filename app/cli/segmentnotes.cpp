// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/segmentnotes.h"

#include "core/segment/health/slips.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text, const char *hint = nullptr)
{
    return QCoreApplication::translate("perennial", text, hint);
}

} // namespace

QStringList unfinishedPaths(const SegmentDoc &doc)
{
    QStringList paths;
    for (const NodePath &path : unfinishedNodes(doc))
        paths.append(path.toString());
    return paths;
}

QStringList unfinishedNotes(const GivenSegment &segment)
{
    const QStringList paths = unfinishedPaths(segment.doc);
    if (paths.isEmpty())
        return {};
    return {tr("%1: What is unfinished was passed over, at %2.").arg(segment.source, paths.join(QLatin1String(", ")))};
}

QStringList segmentNotes(const GivenSegment &segment, const ProfileTable &table)
{
    QStringList notes = unfinishedNotes(segment);
    for (const Slip &slip : slipsOf(segment.doc, table))
        notes.append(tr("%1: %2", "which segment, a sentence").arg(segment.source, slip.text));
    return notes;
}

} // namespace perennial
