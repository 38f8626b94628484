// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/catalog/segmentcatalog.h"

namespace perennial {

void SegmentCatalog::findConsentMethods(Channel, QObject *, Done<ValueChoice> done)
{
    done({});
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
