// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/document/places.h"
#include "core/segment/plan/binding.h"
#include "core/segment/plan/plan.h"

namespace perennial {

// Kilometres along the great circle between two points in degrees, on a sphere of the Earth's mean radius.
[[nodiscard]] double distanceKm(double latitude, double longitude, double otherLatitude, double otherLongitude);

// How far people live from the point of a condition; kilometres.
class PointDistance
{
public:
    // The condition must have a latitude and a longitude.
    PointDistance(const PlaceCondition &condition, const Binding &binding);

    // For all people of a chunk in their order; not a number where it is not known.
    [[nodiscard]] std::vector<double> of(const PeopleChunk &chunk) const;

private:
    const PropertyColumn *m_latitudes; // null: nobody's is known
    const PropertyColumn *m_longitudes;
    double m_latitude;
    double m_longitude;
    qint64 m_asOf;
};

// `where` is the node's JSON path.
[[nodiscard]] Result<std::shared_ptr<const Leaf>> makePlaceLeaf(const PlaceCondition &condition, const Binding &binding,
                                                                const QString &where);

} // namespace perennial
