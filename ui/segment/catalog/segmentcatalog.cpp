// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/segmentcatalog.h"

namespace perennial {

void SegmentCatalog::findConsentMethods(Channel, QObject *, Done<ValueChoice> done)
{
    done({});
}

void SegmentCatalog::findLineValues(const QString &, QObject *, Done<ValueChoice> done)
{
    done({});
}

void SegmentCatalog::searchValues(const QString &, QObject *, Done<FoundValue> done)
{
    done({});
}

std::optional<SqlTemplate> SegmentCatalog::query(const QString &name) const
{
    for (const SqlTemplate &saved : queries()) {
        if (isSameSegmentName(saved.name, name))
            return saved;
    }
    return std::nullopt;
}

ValueType SegmentCatalog::typeOf(const QString &property) const
{
    for (const PropertyChoice &choice : properties()) {
        if (choice.name == property)
            return choice.type;
    }
    return ValueType::Text;
}

} // namespace perennial
