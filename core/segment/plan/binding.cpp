// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/plan/binding.h"

#include "core/base/money.h"
#include "core/segment/document/segmentdoc.h"

namespace perennial {

namespace {

qint64 moneyScale(const QString &currency)
{
    qint64 scale = 1;
    for (int i = 0; i < minorDigits(currency); ++i)
        scale *= 10;
    return scale;
}

} // namespace

Binding bindingOf(const SegmentDoc &doc, const ProfileTable &table, Instant asOf)
{
    const TimeFrame frame{asOf, zoneOf(doc, table.columns().homeZone), static_cast<int>(doc.weekStart) + 1};
    return {table, frame, moneyScale(table.currency())};
}

} // namespace perennial
