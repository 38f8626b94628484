// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/segment/conditions/kindeditor.h"

namespace perennial {

// "City · is Berlin", "Distance · within 50 km · of 52.52, 13.405".
class PlaceConditionEditor : public KindEditor<PlaceCondition>
{
    Q_OBJECT

public:
    explicit PlaceConditionEditor(const BuilderContext &context, QWidget *parent = nullptr);

private:
    void show() override;
    [[nodiscard]] Picker *makeFieldPicker();
    [[nodiscard]] Picker *makeTestPicker();
    [[nodiscard]] Picker *makeDistancePicker();
    [[nodiscard]] Picker *makePointPicker();

    PickerPill *m_field;
    PickerPill *m_test;
    PickerPill *m_distance;
    PickerPill *m_point;
};

// "city", "distance"
[[nodiscard]] QString placeWords(PlaceField field);
// What people here measure ways in.
[[nodiscard]] DistanceUnit localDistanceUnit();

struct GeoPoint
{
    double latitude = 0;
    double longitude = 0;

    friend bool operator==(const GeoPoint &, const GeoPoint &) = default;
};

// Reads a point as maps give it away: "52.52, 13.405", "52,52; 13,405", "52.52° N 13.405° W", an address with
// "@52.52,13.405". Nothing where it is none.
[[nodiscard]] std::optional<GeoPoint> pointFrom(const QString &text);

} // namespace perennial
