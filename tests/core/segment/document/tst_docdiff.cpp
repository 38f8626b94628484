// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/docdiff.h"
#include "core/segment/document/sentence.h"

#include <QTest>

using namespace perennial;

namespace {

SegmentNode is(const char *value, const char *property = "City")
{
    PropertyCondition condition;
    condition.property = QLatin1String(property);
    condition.test = {.op = Op::Is, .values = {QString::fromLatin1(value)}, .window = {}};
    return {.is = condition};
}

SegmentNode group(GroupMatch match, std::vector<SegmentNode> children)
{
    return {.is = SegmentGroup{.match = match, .children = std::move(children)}};
}

SegmentNode all(std::vector<SegmentNode> children)
{
    return group(GroupMatch::All, std::move(children));
}

QString words(const SegmentNode &node)
{
    if (const SegmentGroup *own = node.group())
        return own->match == GroupMatch::All ? "all" : own->match == GroupMatch::Any ? "any" : "none";
    const auto &condition = std::get<PropertyCondition>(node.is);
    return condition.property.left(1) + ':' + std::get<QString>(condition.test.values.front());
}

// A line each: "+ C:Rome", indented by its depth.
QString told(const SegmentNode &before, const SegmentNode &after)
{
    QStringList lines;
    for (const DiffLine &line : differences(before, after)) {
        const QString indent(line.depth, QLatin1Char('.'));
        switch (line.kind) {
        case DiffKind::Same:
            lines.append(indent + "= " + words(*line.after));
            break;
        case DiffKind::Added:
            lines.append(indent + "+ " + words(*line.after));
            break;
        case DiffKind::Removed:
            lines.append(indent + "- " + words(*line.before));
            break;
        case DiffKind::Changed:
            lines.append(indent + "~ " + words(*line.before) + " > " + words(*line.after));
            break;
        }
    }
    return lines.join('\n');
}

} // namespace

class DocDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatBecameOfEachNode_data();
    void tellsWhatBecameOfEachNode();
    void largeSegmentsAreComparedToo();
};

void DocDiffTest::tellsWhatBecameOfEachNode_data()
{
    QTest::addColumn<SegmentNode>("before");
    QTest::addColumn<SegmentNode>("after");
    QTest::addColumn<QString>("lines");
    const auto row = [](const char *name, const SegmentNode &before, const SegmentNode &after, const char *lines) {
        QTest::newRow(name) << before << after << QString::fromLatin1(lines);
    };
    row("nothing", all({is("Rome")}), all({is("Rome")}), "= all\n.= C:Rome");
    row("a value", all({is("Rome"), is("x", "Name")}), all({is("Oslo"), is("x", "Name")}),
        "= all\n.~ C:Rome > C:Oslo\n.= N:x");
    row("another thing", all({is("Rome")}), all({is("Rome", "Name")}), "= all\n.- C:Rome\n.+ N:Rome");
    row("one more between", all({is("a"), is("c")}), all({is("a"), is("b"), is("c")}), "= all\n.= C:a\n.+ C:b\n.= C:c");
    row("one less", all({is("a"), is("b"), is("c")}), all({is("a"), is("c")}), "= all\n.= C:a\n.- C:b\n.= C:c");
    row("moved", all({is("a"), is("b", "Name"), is("c")}), all({is("b", "Name"), is("c"), is("a")}),
        "= all\n.- C:a\n.= N:b\n.= C:c\n.+ C:a");
    row("the group's word", all({group(GroupMatch::Any, {is("a")})}), all({group(GroupMatch::None, {is("a")})}),
        "= all\n.~ any > none\n..= C:a");
    row("within a group", all({group(GroupMatch::Any, {is("a"), is("b")}), is("z", "Name")}),
        all({group(GroupMatch::Any, {is("b")}), is("z", "Name")}), "= all\n.= any\n..- C:a\n..= C:b\n.= N:z");
    row("a whole group", all({is("a")}), all({is("a"), group(GroupMatch::Any, {is("b"), is("c")})}),
        "= all\n.= C:a\n.+ any\n..+ C:b\n..+ C:c");
    SegmentNode in = is("a");
    in.unknown = UnknownRule::In;
    row("unknowns", all({is("a")}), all({in}), "= all\n.~ C:a > C:a");
    row("from nothing", all({}), all({is("a")}), "= all\n.+ C:a");
}

void DocDiffTest::tellsWhatBecameOfEachNode()
{
    QFETCH(SegmentNode, before);
    QFETCH(SegmentNode, after);
    QFETCH(QString, lines);
    QCOMPARE(told(before, after), lines);
}

void DocDiffTest::largeSegmentsAreComparedToo()
{
    std::vector<SegmentNode> many;
    for (int i = 0; i < 4000; ++i)
        many.push_back(is(qPrintable(QString::number(i))));
    std::vector<SegmentNode> fewer(many.begin() + 1, many.end() - 1);
    const auto lines = differences(all(many), all(fewer));
    QVERIFY(lines.size() >= many.size());
    std::vector<SegmentNode> left;
    for (const DiffLine &line : lines) {
        if (line.depth == 1 && line.after)
            left.push_back(*line.after);
    }
    QCOMPARE(left, fewer);
}

QTEST_GUILESS_MAIN(DocDiffTest)
#include "tst_docdiff.moc"
