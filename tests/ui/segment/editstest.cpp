// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/conditions/newcondition.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/segment/editing/segmentedits.h"
#include "ui/segment/pickers/words.h"

#include <QSignalSpy>
#include <QTest>

using namespace perennial;

namespace {

SegmentNode metric(const char *name)
{
    return metricCondition(QLatin1String(name));
}

// all(A, any(B, C), D)
SegmentDoc sample()
{
    SegmentDoc doc;
    doc.name = QStringLiteral("Sample");
    SegmentGroup inner{.match = GroupMatch::Any, .children = {metric("B"), metric("C")}};
    doc.root.group()->children = {metric("A"), SegmentNode{.is = inner}, metric("D")};
    return doc;
}

QString outline(const SegmentNode &node)
{
    const SegmentGroup *group = node.group();
    if (!group)
        return std::get<EventCondition>(node.is).quantity.metric;
    QStringList parts;
    for (const SegmentNode &child : group->children)
        parts.append(outline(child));
    const char *match = group->match == GroupMatch::All ? "all" : group->match == GroupMatch::Any ? "any" : "none";
    return QLatin1String(match) + u'(' + parts.join(QStringLiteral(", ")) + u')';
}

NodePath at(const char *path)
{
    return *NodePath::fromString(QLatin1String(path));
}

using Edit = std::function<SegmentDoc(const SegmentDoc &)>;

} // namespace

Q_DECLARE_METATYPE(Edit)

namespace {

void row(const char *name, const Edit &edit, const char *after)
{
    QTest::newRow(name) << edit << QString::fromLatin1(after);
}

} // namespace

class EditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEditCanBeUndone_data();
    void everyEditCanBeUndone();
    void typingIsOneStep();
    void typingBackToTheStartIsNoStep();
    void impossibleMovesChangeNothing();
    void aSelectionHoldsNobodyTwice();
    void nothingGrowsTooDeep();
    void afterAnEditItIsKnownWhereToLook();
    void wordsOfPills_data();
    void wordsOfPills();
    void numbersAsPeopleTypeThem();

private:
    static void addMoves();
    static void addChanges();
};

// Moving and dragging.
void EditsTest::addMoves()
{
    row(
        "move up", [](const SegmentDoc &d) { return movedUp(d, {at("0.2")}).doc; }, "all(A, D, any(B, C))");
    row(
        "move down", [](const SegmentDoc &d) { return movedDown(d, {at("0.0")}).doc; }, "all(any(B, C), A, D)");
    row(
        "into the group above", [](const SegmentDoc &d) { return movedIn(d, {at("0.2")}).doc; },
        "all(A, any(B, C, D))");
    row(
        "into a group of its own", [](const SegmentDoc &d) { return movedIn(d, {at("0.0")}).doc; },
        "all(any(A), any(B, C), D)");
    row(
        "out of the group", [](const SegmentDoc &d) { return movedOut(d, {at("0.1.0")}).doc; }, "all(A, any(C), B, D)");
    row(
        "drag into the group", [](const SegmentDoc &d) { return moved(d, {at("0.0")}, at("0.1.1")).doc; },
        "all(any(B, A, C), D)");
    row(
        "drag out to the end", [](const SegmentDoc &d) { return moved(d, {at("0.1.1")}, at("0.3")).doc; },
        "all(A, any(B), D, C)");
}

// Everything else.
void EditsTest::addChanges()
{
    row(
        "duplicate a group", [](const SegmentDoc &d) { return duplicated(d, {at("0.1")}).doc; },
        "all(A, any(B, C), any(B, C), D)");
    row(
        "delete", [](const SegmentDoc &d) { return removed(d, {at("0.0")}).doc; }, "all(any(B, C), D)");
    row(
        "ungroup", [](const SegmentDoc &d) { return ungrouped(d, {at("0.1")}).doc; }, "all(A, B, C, D)");
    row(
        "change a group", [](const SegmentDoc &d) { return withMatch(d, at("0.1"), GroupMatch::None); },
        "all(A, none(B, C), D)");
    row(
        "move several up",
        [](const SegmentDoc &d) {
            return movedUp(d, {at("0.1"), at("0.2")}).doc;
        },
        "all(any(B, C), D, A)");
    row(
        "drag several into the group",
        [](const SegmentDoc &d) {
            return moved(d, {at("0.0"), at("0.2")}, at("0.1.1")).doc;
        },
        "all(any(B, A, D, C))");
    row(
        "drag several out",
        [](const SegmentDoc &d) {
            return moved(d, {at("0.1.0"), at("0.1.1")}, at("0.0")).doc;
        },
        "all(B, C, A, any(), D)");
    row(
        "duplicate several",
        [](const SegmentDoc &d) {
            return duplicated(d, {at("0.0"), at("0.1.1")}).doc;
        },
        "all(A, any(B, C, A, C), D)");
    row(
        "group",
        [](const SegmentDoc &d) {
            return grouped(d, {at("0.0"), at("0.2")}).doc;
        },
        "all(any(A, D), any(B, C))");
    row(
        "group from two places",
        [](const SegmentDoc &d) {
            return grouped(d, {at("0.1.1"), at("0.2")}).doc;
        },
        "all(A, any(B, all(C, D)))");
    row(
        "delete several",
        [](const SegmentDoc &d) {
            return removed(d, {at("0.0"), at("0.1.0")}).doc;
        },
        "all(any(C), D)");
    row(
        "negate a condition", [](const SegmentDoc &d) { return negated(d, {at("0.0")}).doc; },
        "all(none(A), any(B, C), D)");
    row(
        "negate a group of any", [](const SegmentDoc &d) { return negated(d, {at("0.1")}).doc; },
        "all(A, none(B, C), D)");
    row(
        "negate twice",
        [](const SegmentDoc &d) {
            return negated(negated(d, {at("0.0")}).doc, {at("0.0")}).doc.root == d.root ? withRemoved(d, at("0.2")) : d;
        },
        "all(A, any(B, C))");
    row(
        "negate a group of all",
        [](const SegmentDoc &d) { return negated(withMatch(d, at("0.1"), GroupMatch::All), {at("0.1")}).doc; },
        "all(A, none(all(B, C)), D)");
    row(
        "paste",
        [](const SegmentDoc &d) {
            return inserted(d, at("0.1.1"), copyOf(d, {at("0.0"), at("0.2")})).doc;
        },
        "all(A, any(B, A, D, C), D)");
    row(
        "change a condition", [](const SegmentDoc &d) { return withNode(d, at("0.1.1"), metric("E")); },
        "all(A, any(B, E), D)");
    row(
        "add", [](const SegmentDoc &d) { return withInserted(d, at("0.1.2"), metric("E")); },
        "all(A, any(B, C, E), D)");
}

void EditsTest::everyEditCanBeUndone_data()
{
    QTest::addColumn<Edit>("edit");
    QTest::addColumn<QString>("outlineAfter");
    addMoves();
    addChanges();
}

void EditsTest::everyEditCanBeUndone()
{
    QFETCH(Edit, edit);
    QFETCH(QString, outlineAfter);
    SegmentEditor editor({}, sample());
    const SegmentDoc after = edit(sample());
    QCOMPARE(outline(after.root), outlineAfter);

    editor.apply(after, QStringLiteral("edit"));
    QCOMPARE(editor.doc(), after);
    editor.undoStack()->undo();
    QCOMPARE(editor.doc(), sample());
    editor.undoStack()->redo();
    QCOMPARE(editor.doc(), after);
}

void EditsTest::typingIsOneStep()
{
    SegmentEditor editor({}, sample());
    QSignalSpy changed(&editor, &SegmentEditor::changed);
    for (const QString &name : {QStringLiteral("L"), QStringLiteral("La"), QStringLiteral("Lapsed")}) {
        SegmentDoc doc = editor.doc();
        doc.name = name;
        editor.apply(doc, QStringLiteral("Rename"), QStringLiteral("name"));
    }
    QCOMPARE(changed.count(), 3);
    QCOMPARE(editor.undoStack()->count(), 1);
    editor.undoStack()->undo();
    QCOMPARE(editor.doc(), sample());
}

void EditsTest::typingBackToTheStartIsNoStep()
{
    SegmentEditor editor({}, sample());
    for (const QString &name : {QStringLiteral("X"), QStringLiteral("Sample")}) {
        SegmentDoc doc = editor.doc();
        doc.name = name;
        editor.apply(doc, QStringLiteral("Rename"), QStringLiteral("name"));
    }
    QCOMPARE(editor.undoStack()->count(), 0);
}

void EditsTest::impossibleMovesChangeNothing()
{
    const SegmentDoc doc = sample();
    QCOMPARE(movedUp(doc, {at("0.0")}).doc, doc);
    QCOMPARE(movedDown(doc, {at("0.2")}).doc, doc);
    QCOMPARE(movedOut(doc, {at("0.0")}).doc, doc);
    QCOMPARE(moved(doc, {at("0.1")}, at("0.1.0")).doc, doc); // a group into itself
    QCOMPARE(removed(doc, {at("0.9")}).doc, doc);
    QCOMPARE(grouped(doc, {}).doc, doc);
    QCOMPARE(inserted(doc, at("0.0"), {}).doc, doc);
}

void EditsTest::aSelectionHoldsNobodyTwice()
{
    QCOMPARE(selectionOf({at("0.2"), at("0.1.1"), at("0.1"), at("0"), at("0.1.1")}), (Selection{at("0.1"), at("0.2")}));
}

void EditsTest::nothingGrowsTooDeep()
{
    SegmentDoc doc = sample();
    NodePath deepest;
    while (static_cast<int>(deepest.steps().size()) < SegmentDoc::MaxDepth - 1) {
        doc = withInserted(doc, deepest.child(0), SegmentNode{.is = SegmentGroup{}});
        deepest = deepest.child(0);
    }
    doc = withInserted(doc, deepest.child(0), metric("Z"));
    QVERIFY(validate(doc));
    QCOMPARE(negated(doc, {deepest.child(0)}).doc, doc);
    QCOMPARE(grouped(doc, {deepest.child(0)}).doc, doc);
    QCOMPARE(movedIn(doc, {deepest.child(0)}).doc, doc);
    QCOMPARE(inserted(doc, deepest.child(0), sample().root.group()->children).doc, doc);
}

void EditsTest::afterAnEditItIsKnownWhereToLook()
{
    const SegmentDoc doc = sample();
    QCOMPARE(removed(doc, {at("0.2")}).now, Selection{at("0.1")});
    QCOMPARE(removed(doc, {at("0.1.0"), at("0.1.1")}).now, Selection{at("0.1")});
    QCOMPARE(moved(doc, {at("0.0"), at("0.2")}, at("0.1.1")).now, (Selection{at("0.0.1"), at("0.0.2")}));
    QCOMPARE(movedIn(doc, {at("0.0")}).now, Selection{at("0.0.0")});
    QCOMPARE(ungrouped(doc, {at("0.1")}).now, (Selection{at("0.1"), at("0.2")}));
}

void EditsTest::wordsOfPills_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, const char *json, const char *words) {
        QTest::newRow(name) << QByteArray(json) << QString::fromUtf8(words);
    };
    row("count",
        R"({"kind":"event","metric":"Placed Order","aggregate":"count","compare":{"op":"at_least","value":2},"window":{"kind":"ever"}})",
        "Placed Order, at least 2 times, ever");
    row("sum",
        R"({"kind":"event","metric":"Placed Order","aggregate":"sum","compare":{"op":"more","value":200.5},"window":{"kind":"last","n":90,"unit":"day"}})",
        "Placed Order, sum of value, is more than 200.5, in the last 90 days");
    row("consent", R"({"kind":"consent","channel":"email","state":"can_receive"})", "can receive e-mail");
    row("values", R"({"kind":"property","property":"Country","op":"is_any_of","value":["DE","FR"]})",
        "Country is one of DE, FR");
}

void EditsTest::wordsOfPills()
{
    QFETCH(QByteArray, condition);
    QFETCH(QString, words);
    QLocale::setDefault(QLocale::c());
    const auto doc = SegmentDoc::fromJson(
        R"({"format":"perennial-segment","version":1,"name":"x","root":{"kind":"group","match":"all","children":[)" +
        condition + "]}}");
    QVERIFY2(doc, qPrintable(doc ? QString() : doc.error().message + doc.error().where));
    QCOMPARE(words::condition(doc->root.group()->children.front()), words);
}

void EditsTest::numbersAsPeopleTypeThem()
{
    QLocale::setDefault(QLocale(QLocale::German));
    QCOMPARE(words::numberFrom(QStringLiteral("1.204,5")), std::optional(1204.5));
    QCOMPARE(words::numberFrom(QStringLiteral("12.5")), std::optional(12.5));
    QCOMPARE(words::numberFrom(QStringLiteral("twelve")), std::nullopt);
    QLocale::setDefault(QLocale::c());
}

QTEST_GUILESS_MAIN(EditsTest)
#include "editstest.moc"
