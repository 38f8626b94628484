// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentdoc.h"
#include "ui/segment/conditions/placeconditioneditor.h"
#include "ui/segment/conditions/segmentcircles.h"
#include "ui/segment/conditions/sequenceedits.h"

#include <QTest>

using namespace perennial;

// What the editors of conditions reckon with: circles of segments, steps of sequences, points on the globe.
class ConditionPartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void circlesAreFoundAtAnyDepth();
    void stepsKeepASequenceValid();
    void pointsAreReadAsMapsGiveThem_data();
    void pointsAreReadAsMapsGiveThem();
};

void ConditionPartsTest::circlesAreFoundAtAnyDepth()
{
    const auto segment = [](const char *name) { return SavedName{MemberOf::Segment, QLatin1String(name)}; };
    const SavedName stage{MemberOf::Stage, QStringLiteral("A")};
    const auto circles = segmentCircles(segment("A"), {{.name = segment("B"), .contains = {segment("a")}},
                                                       {.name = segment("C"), .contains = {segment("B"), segment("D")}},
                                                       {.name = segment("D"), .contains = {segment("D")}},
                                                       {.name = segment("A"), .contains = {}},
                                                       {.name = stage, .contains = {segment("C")}},
                                                       {.name = segment("E"), .contains = {stage}}});
    QStringList refused;
    for (const auto &[name, reason] : circles)
        refused.append((name.first == MemberOf::Stage ? QStringLiteral("stage ") : QString()) + name.second);
    QCOMPARE(refused, QStringList({"a", "b", "c", "e", "stage a"}));
    QCOMPARE(circles.at(segment("C").key()),
             QStringLiteral("A segment cannot contain itself: “A” contains “C” contains “B” contains “A”."));
    QCOMPARE(circles.at(segment("E").key()),
             QStringLiteral("A segment cannot contain itself: “A” contains “E” contains the stage “A” contains “C” "
                            "contains “B” contains “A”."));
    QVERIFY(segmentCircles({}, {{.name = segment("B"), .contains = {SavedName()}}}).empty());
}

void ConditionPartsTest::stepsKeepASequenceValid()
{
    const auto step = [](const char *metric, bool happens, std::vector<SameProperty> same) {
        return SequenceStep{.metric = QLatin1String(metric),
                            .filters = {},
                            .happens = happens,
                            .within = TimeSpan{1, TimeUnit::Day},
                            .same = std::move(same)};
    };
    SequenceCondition c{
        .steps = {step("A", true, {}), step("B", false, {{OrderProperty, 0}}), step("C", true, {{OrderProperty, 0}})},
        .window = {}};
    c.steps[0].within.reset();
    const auto valid = [](const SequenceCondition &sequence) {
        SegmentDoc doc;
        doc.root.group()->children.push_back({.is = sequence});
        return validate(doc).has_value();
    };
    QVERIFY(valid(c));
    SequenceCondition moved = withStepMoved(c, 1, 0); // what must not happen cannot come first
    QVERIFY(valid(moved));
    QCOMPARE(moved.steps[0].metric, QStringLiteral("B"));
    QVERIFY(moved.steps[0].happens && moved.steps[0].same.empty());
    QCOMPARE(moved.steps[2].same, (std::vector<SameProperty>{{OrderProperty, 1}})); // A stands there now
    QVERIFY(withStepRemoved(c, 0).steps[1].same.empty());
    QVERIFY(valid(withStepRemoved(c, 0)));
    QCOMPARE(withStepAdded(c, 0, step("Z", true, {})).steps[3].same, (std::vector<SameProperty>{{OrderProperty, 1}}));
    SequenceStep never = c.steps[0];
    never.happens = false;
    QVERIFY(valid(withStep(c, 0, never)));
    for (int i = 0; i < 30; ++i)
        c = withStepAdded(c, c.steps.size(), step("X", true, {}));
    QCOMPARE(c.steps.size(), size_t(20));
    QVERIFY(valid(c));
}

void ConditionPartsTest::pointsAreReadAsMapsGiveThem_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<double>("longitude");
    QTest::newRow("plain") << "52.52, 13.405" << 52.52 << 13.405;
    QTest::newRow("without space") << "-33.865,151.209" << -33.865 << 151.209;
    QTest::newRow("blank between") << "52.52 13.405" << 52.52 << 13.405;
    QTest::newRow("decimal commas") << "52,52; 13,405" << 52.52 << 13.405;
    QTest::newRow("decimal commas, blank") << "52,52 13,405" << 52.52 << 13.405;
    QTest::newRow("halves of the world") << "40.71° N, 74.01° W" << 40.71 << -74.01;
    QTest::newRow("longitude first") << "13.405 E 52.52 N" << 52.52 << 13.405;
    QTest::newRow("a map's address") << "https://maps.example.com/@52.5200,13.4050,12z" << 52.52 << 13.405;
    QTest::newRow("one number") << "52.52" << 0.0 << 0.0;
    QTest::newRow("words") << "Berlin, Germany" << 0.0 << 0.0;
    QTest::newRow("off the globe") << "152.5, 13.4" << 0.0 << 0.0;
}

void ConditionPartsTest::pointsAreReadAsMapsGiveThem()
{
    QFETCH(QString, text);
    QFETCH(double, latitude);
    QFETCH(double, longitude);
    const auto expected = latitude == 0 ? std::nullopt : std::optional(GeoPoint{latitude, longitude});
    const auto point = pointFrom(text);
    QCOMPARE(point.has_value(), expected.has_value());
    if (expected) {
        QCOMPARE(point->latitude, expected->latitude);
        QCOMPARE(point->longitude, expected->longitude);
    }
}

QTEST_GUILESS_MAIN(ConditionPartsTest)
#include "conditionpartstest.moc"
