// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/places.h"

namespace perennial {

QString placeProperty(PlaceField field)
{
    switch (field) {
    case PlaceField::Country:
        return QStringLiteral("Country");
    case PlaceField::Region:
        return QStringLiteral("Region");
    case PlaceField::City:
        return QStringLiteral("City");
    case PlaceField::Postcode:
        return QStringLiteral("Zip");
    case PlaceField::Point:
        break;
    }
    return QStringLiteral("Latitude");
}

} // namespace perennial
