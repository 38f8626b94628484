// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/export/klaviyosegment.h"

#include "core/flow/export/klaviyofilter.h"

#include <QCoreApplication>

namespace perennial {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("perennial", text);
}

// One list stands for the whole.
bool isOneList(const KlaviyoClauses &clauses, const KlaviyoNotes &notes)
{
    return notes.lists.size() == 1 && clauses.size() == 1 && clauses.front().size() == 1 &&
           clauses.front()[0][QLatin1String("group_ids")][0].toString() == klaviyoId("list", notes.lists.front().list);
}

} // namespace

Result<KlaviyoSegment> klaviyoSegment(const SegmentDoc &segment, const QTimeZone &home)
{
    if (!unfinishedNodes(segment).empty())
        return failure(ErrorKind::Invalid,
                       tr("Finish the segment first: Klaviyo would pass over the conditions that say too little."),
                       segment.name);
    KlaviyoNotes notes;
    const KlaviyoGround ground{zoneOf(segment, home), {}, KlaviyoStand::Segment, notes};
    const KlaviyoClauses clauses = klaviyoClauses(segment.root, false, ground);
    if (clauses.empty())
        return failure(ErrorKind::Refused, tr("This segment has no conditions: it would hold everybody."),
                       segment.name);
    if (isOneList(clauses, notes))
        return failure(ErrorKind::Refused,
                       tr("Klaviyo can ask for nothing of this segment. Send it as a list: a destination keeps one."),
                       segment.name);
    const QJsonObject attributes{{"name", segment.name}, {"definition", klaviyoGroups(clauses)}};
    return KlaviyoSegment{
        {{"data", QJsonObject{{"type", "segment"}, {"attributes", attributes}}}}, notes.told, std::move(notes.lists)};
}

} // namespace perennial
