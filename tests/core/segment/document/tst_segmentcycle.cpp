// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/segmentcycle.h"

#include <QTest>

using namespace perennial;

namespace {

SegmentNode membership(MemberOf of, const QString &name)
{
    MembershipCondition condition;
    condition.of = of;
    condition.name = name;
    return SegmentNode{condition};
}

SegmentDoc segmentOf(const QString &name, const QStringList &contained)
{
    SegmentGroup group;
    for (const QString &inner : contained)
        group.children.push_back(membership(MemberOf::Segment, inner));
    SegmentDoc doc;
    doc.name = name;
    doc.root = SegmentNode{group};
    return doc;
}

// What is saved: A names nothing; B names C, C names A; X and Y name each other.
Result<std::optional<SegmentDoc>> saved(const SavedName &name)
{
    static const QMap<QString, QStringList> contained{
        {"a", {}}, {"b", {"C"}}, {"c", {"A"}}, {"x", {"Y"}}, {"y", {"X"}}};
    const auto found = name.of == MemberOf::Segment ? contained.find(name.name.toLower()) : contained.end();
    return found == contained.end() ? std::nullopt : std::optional(segmentOf(found.key(), *found));
}

} // namespace

// Segments that name other segments never lead back to themselves.
class TestSegmentCycle : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheWayBack_data();
    void namesTheWayBack();
    void listsAndStagesAreNoSegments();
};

void TestSegmentCycle::namesTheWayBack_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("contained");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("where");
    QTest::newRow("names nothing") << "A" << QStringList() << QString() << QString();
    QTest::newRow("names others") << "D" << QStringList{"B", "C", "A"} << QString() << QString();
    QTest::newRow("names what is not saved") << "A" << QStringList{"Z"} << QString() << QString();
    QTest::newRow("a circle of others") << "A" << QStringList{"X"} << QString() << QString();
    QTest::newRow("itself") << "A" << QStringList{"a"} << "A segment cannot contain itself: “A” contains “A”."
                            << "root.children[0].name";
    QTest::newRow("by way of two") << "A" << QStringList{"X", "B"}
                                   << "A segment cannot contain itself: “A” contains “B” contains “C” contains “A”."
                                   << "root.children[1].name";
}

void TestSegmentCycle::namesTheWayBack()
{
    QFETCH(QString, name);
    QFETCH(QStringList, contained);
    QFETCH(QString, message);
    QFETCH(QString, where);
    const auto checked = requireNoCycle({MemberOf::Segment, name}, segmentOf(name, contained), saved);
    QCOMPARE(checked ? QString() : checked.error().message, message);
    QCOMPARE(checked ? QString() : checked.error().where, where);
    QVERIFY(checked || checked.error().kind == ErrorKind::Invalid);
}

void TestSegmentCycle::listsAndStagesAreNoSegments()
{
    SegmentDoc doc = segmentOf("A", {});
    doc.root.group()->children.push_back(membership(MemberOf::List, "A"));
    doc.root.group()->children.push_back(membership(MemberOf::Stage, "A"));
    QVERIFY(requireNoCycle({MemberOf::Segment, doc.name}, doc, saved));
}

QTEST_GUILESS_MAIN(TestSegmentCycle)
#include "tst_segmentcycle.moc"
