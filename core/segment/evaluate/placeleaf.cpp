// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/evaluate/placeleaf.h"

#include "core/segment/evaluate/heldvalues.h"
#include "core/segment/evaluate/propertyleaf.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace perennial {

namespace {

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180;
}

const PropertyColumn *numbersOf(const QString &property, const ProfileTable &table)
{
    const PropertyColumn *column = table.property(property);
    return column && column->type == ValueType::Number ? column : nullptr;
}

class DistanceLeaf final : public Leaf
{
public:
    DistanceLeaf(const PlaceCondition &condition, const Binding &binding)
        : m_distance(condition, binding)
        , m_km(*condition.distance * kmIn(condition.unit))
        , m_beyond(condition.beyond)
    {
    }

    void evaluate(const PeopleChunk &chunk, const Verdicts &verdicts) const override
    {
        const std::vector<double> distances = m_distance.of(chunk);
        for (quint32 place = 0; place < chunk.count; ++place) {
            const quint64 bit = quint64(1) << (place & 63);
            if (std::isnan(distances[place]))
                verdicts.unknown[place >> 6] |= bit;
            else if ((distances[place] <= m_km) != m_beyond)
                verdicts.yes[place >> 6] |= bit;
        }
    }

private:
    PointDistance m_distance;
    double m_km;
    bool m_beyond;
};

} // namespace

double distanceKm(double latitude, double longitude, double otherLatitude, double otherLongitude)
{
    const double up = std::sin(radians(otherLatitude - latitude) / 2);
    const double aside = std::sin(radians(otherLongitude - longitude) / 2);
    const double h = up * up + std::cos(radians(latitude)) * std::cos(radians(otherLatitude)) * aside * aside;
    return 2 * EarthRadiusKm * std::asin(std::sqrt(std::min(h, 1.0)));
}

PointDistance::PointDistance(const PlaceCondition &condition, const Binding &binding)
    : m_latitudes(numbersOf(QStringLiteral("Latitude"), binding.table))
    , m_longitudes(numbersOf(QStringLiteral("Longitude"), binding.table))
    , m_latitude(*condition.latitude)
    , m_longitude(*condition.longitude)
    , m_asOf(binding.frame.now.ms)
{
}

std::vector<double> PointDistance::of(const PeopleChunk &chunk) const
{
    std::vector<double> distances(chunk.count, PropertyColumn::NoNumber);
    if (!m_latitudes || !m_longitudes)
        return distances;
    const HeldValues latitudes(*m_latitudes, chunk, m_asOf), longitudes(*m_longitudes, chunk, m_asOf);
    for (quint32 place = 0; place < chunk.count; ++place) {
        if (latitudes.isKnown(place) && longitudes.isKnown(place))
            distances[place] = distanceKm(m_latitude, m_longitude, latitudes.number(place), longitudes.number(place));
    }
    return distances;
}

Result<std::shared_ptr<const Leaf>> makePlaceLeaf(const PlaceCondition &condition, const Binding &binding,
                                                  const QString &where)
{
    if (condition.field == PlaceField::Point)
        return std::make_shared<DistanceLeaf>(condition, binding);
    return makePropertyLeaf({placeProperty(condition.field), condition.test, {}}, binding, where);
}

} // namespace perennial
