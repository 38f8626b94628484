// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/placeconditioneditor.h"

#include "core/segment/document/phrases.h"
#include "core/segment/document/places.h"
#include "ui/segment/pickers/choicepicker.h"
#include "ui/segment/pickers/formpicker.h"
#include "ui/segment/pickers/numberfield.h"
#include "ui/segment/pickers/words.h"

#include <QComboBox>
#include <QTimer>

#include <array>

namespace perennial {

namespace {

constexpr std::array Fields{PlaceField::Country, PlaceField::Region, PlaceField::City, PlaceField::Postcode,
                            PlaceField::Point};
constexpr int FieldWidth = 120;

QString unitWords(DistanceUnit unit)
{
    return unit == DistanceUnit::Km ? PlaceConditionEditor::tr("km") : PlaceConditionEditor::tr("miles");
}

QString distanceWords(const PlaceCondition &c)
{
    if (!c.distance)
        return {};
    const QString distance =
        PlaceConditionEditor::tr("%1 %2", "50 km").arg(numberWords(*c.distance), unitWords(c.unit));
    return c.beyond ? PlaceConditionEditor::tr("farther than %1").arg(distance)
                    : PlaceConditionEditor::tr("within %1").arg(distance);
}

QString pointWords(const PlaceCondition &c)
{
    if (!c.latitude || !c.longitude)
        return {};
    const QString point =
        PlaceConditionEditor::tr("%1, %2", "52.52, 13.405").arg(numberWords(*c.latitude), numberWords(*c.longitude));
    return c.beyond ? PlaceConditionEditor::tr("from %1").arg(point) : PlaceConditionEditor::tr("of %1").arg(point);
}

// A whole point in one field goes into both; whoever types goes on in the second.
void spread(NumberField &latitude, NumberField &longitude)
{
    for (const NumberField *field : {&latitude, &longitude}) {
        const auto point = words::numberFrom(field->text()) ? std::nullopt : pointFrom(field->text());
        if (!point)
            continue;
        latitude.setNumber(point->latitude);
        longitude.setNumber(point->longitude);
        longitude.setFocus();
        return;
    }
}

} // namespace

QString placeWords(PlaceField field)
{
    switch (field) {
    case PlaceField::Country:
        return PlaceConditionEditor::tr("country");
    case PlaceField::Region:
        return PlaceConditionEditor::tr("region");
    case PlaceField::City:
        return PlaceConditionEditor::tr("city");
    case PlaceField::Postcode:
        return PlaceConditionEditor::tr("postcode");
    case PlaceField::Point:
        return PlaceConditionEditor::tr("lives");
    }
    return {};
}

DistanceUnit localDistanceUnit()
{
    return QLocale().measurementSystem() == QLocale::MetricSystem ? DistanceUnit::Km : DistanceUnit::Mile;
}

PlaceConditionEditor::PlaceConditionEditor(const BuilderContext &context, QWidget *parent)
    : KindEditor(context, parent)
    , m_field(addPill(tr("Place"), QStringLiteral("field"), {}, [this] { return makeFieldPicker(); }))
    , m_test(addPill(tr("Value"), QStringLiteral("test"), tr("choose a value"), [this] { return makeTestPicker(); }))
    , m_distance(addPill(tr("Distance"), QStringLiteral("distance"), tr("choose a distance"),
                         [this] { return makeDistancePicker(); }))
    , m_point(addPill(tr("Point"), QStringLiteral("point"), tr("choose a point"), [this] { return makePointPicker(); }))
{
}

void PlaceConditionEditor::show()
{
    const PlaceCondition &c = condition();
    const bool isPoint = c.field == PlaceField::Point;
    m_field->setValue(placeWords(c.field));
    m_test->setVisible(!isPoint);
    m_test->setValue(words::test(c.test, ValueType::Text));
    m_distance->setVisible(isPoint);
    m_distance->setValue(distanceWords(c));
    m_point->setVisible(isPoint);
    m_point->setValue(pointWords(c));
}

Picker *PlaceConditionEditor::makeFieldPicker()
{
    std::vector<std::pair<int, QString>> choices;
    for (const PlaceField field : Fields)
        choices.emplace_back(static_cast<int>(field),
                             field == PlaceField::Point ? tr("lives near or far from a point") : placeWords(field));
    return new ChoicePicker(tr("Place"), choices, static_cast<int>(condition().field), [this](int value) {
        const auto field = static_cast<PlaceField>(value);
        if (field == condition().field)
            return;
        edit(tr("Change place"), {}, [&](PlaceCondition &c) {
            c = {.field = field, .test = {}, .latitude = {}, .longitude = {}, .distance = {}};
            if (field == PlaceField::Point)
                c.unit = localDistanceUnit();
        });
        QTimer::singleShot(0, this, [this] { openUnfinished(); });
    });
}

Picker *PlaceConditionEditor::makeTestPicker()
{
    TestOffer offer{.type = ValueType::Text, .findValues = {}, .more = {}};
    offer.findValues = [this](QObject *asker, SegmentCatalog::Done<ValueChoice> done) {
        context().catalog.findValues(placeProperty(condition().field), asker, std::move(done));
    };
    auto *editor = new TestEditor(condition().test, std::move(offer));
    connect(editor, &TestEditor::edited, this, [this](const Test &test) {
        edit(tr("Change value"), QStringLiteral("test"), [&](PlaceCondition &c) { c.test = test; });
    });
    return editor;
}

Picker *PlaceConditionEditor::makeDistancePicker()
{
    auto *form = new FormPicker;
    const PlaceCondition &now = condition();
    auto *beyond =
        form->addChoice(tr("Near or far"), "beyond", {{0, tr("within")}, {1, tr("farther than")}}, now.beyond ? 1 : 0);
    auto *distance = form->addNumber(tr("Distance"), "distance", now.distance);
    auto *unit = form->addChoice(tr("Unit of length"), "distanceUnit",
                                 {{static_cast<int>(DistanceUnit::Km), unitWords(DistanceUnit::Km)},
                                  {static_cast<int>(DistanceUnit::Mile), unitWords(DistanceUnit::Mile)}},
                                 static_cast<int>(now.unit));
    form->setFocusProxy(distance);
    form->setHelp(tr("As the crow flies. People without a latitude and a longitude are unknown."));
    connect(form, &FormPicker::changed, this, [this, beyond, distance, unit] {
        edit(tr("Change distance"), QStringLiteral("distance"), [&](PlaceCondition &c) {
            c.beyond = beyond->currentData().toInt() == 1;
            c.distance = distance->number();
            c.unit = static_cast<DistanceUnit>(unit->currentData().toInt());
        });
    });
    return form;
}

Picker *PlaceConditionEditor::makePointPicker()
{
    auto *form = new FormPicker;
    form->addWord(tr("Latitude"));
    auto *latitude = form->addNumber(tr("Latitude"), "latitude", condition().latitude);
    form->addWord(tr("Longitude"));
    auto *longitude = form->addNumber(tr("Longitude"), "longitude", condition().longitude);
    for (NumberField *field : {latitude, longitude})
        field->setFixedWidth(FieldWidth);
    latitude->setPlaceholderText(QLocale().toString(52.52));
    longitude->setPlaceholderText(QLocale().toString(13.405));
    form->setHelp(tr("Paste a point as a map gives it: 52.52, 13.405"));
    connect(form, &FormPicker::changed, this, [this, form, latitude, longitude] {
        spread(*latitude, *longitude);
        form->setProblem(latitude->problem().isEmpty() ? longitude->problem() : latitude->problem());
        edit(tr("Change point"), QStringLiteral("point"), [&](PlaceCondition &c) {
            c.latitude = latitude->number();
            c.longitude = longitude->number();
        });
    });
    return form;
}

} // namespace perennial
