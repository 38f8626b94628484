// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/document/sentence.h"
#include "tests/testpaths.h"
#include "tests/ui/segment/builderfixture.h"
#include "ui/segment/editing/segmentedits.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

using namespace perennial;

namespace {

// Conditions that say more than those of the golden files do.
constexpr auto Rich =
    R"({"format": "perennial-segment", "version": 1, "name": "rich", "root": {"kind": "group", "match": "all", "children": [
    {"kind": "event", "metric": "Placed Order", "aggregate": "distinct", "property": "Source", "compare": {"op": "at_least", "value": 2}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "nth", "nth": 3, "property": "Unheard", "compare": {"op": "is_not_set"}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "last", "property": "Shipped", "compare": {"op": "date_within", "window": {"kind": "next", "n": 3, "unit": "week", "weekdays": [7, 1]}}},
    {"kind": "event", "metric": "Placed Order", "window": {"kind": "ever", "weekdays": [7, 2], "from_hour": 22, "to_hour": 6}, "compare": {"op": "not_between", "value": [7, 3]}},
    {"kind": "event", "metric": "Placed Order", "aggregate": "average", "property": "$value", "window": {"kind": "after", "from": "2026-03-10T23:00:00.250+05:45"}, "compare": {"op": "more", "value": 1234567.0625}},
    {"kind": "event", "metric": "Placed Order", "window": {"kind": "since_event", "metric": "Never Seen"}, "compare": {"op": "zero_times"}, "filters": {"match": "any", "of": [
        {"property": "Source", "op": "matches", "value": "^w(e|o)b$"}, {"property": "$value", "op": "between", "value": [1, 2.5]},
        {"property": "Items", "op": "has_all_of", "value": ["a", "b", "c", "d"]}, {"property": "Gift", "op": "is_true"}]}},
    {"kind": "event", "metric": "Placed Order", "compare": {"op": "more", "with": {"metric": "Viewed Product", "aggregate": "first", "property": "Source",
        "filters": {"match": "any", "of": [{"property": "Source", "op": "is", "value": "web"}]}, "window": {"kind": "last", "n": 5, "unit": "minute"}}}},
    {"kind": "event", "aggregate": "nth", "compare": {"op": "is"}},
    {"kind": "property", "property": "Country", "op": "is_not", "other": "First Name", "unknown": "in"},
    {"kind": "property", "property": "Birthday", "op": "anniversary_within", "window": {"kind": "between", "from": "2026-03-21T12:00:00Z", "to": "2026-03-21T06:00:00Z"}},
    {"kind": "property", "property": "Created At", "op": "date_not_within", "window": {"kind": "between_ago", "n": 2, "m": 1, "unit": "year", "to_hour": 12}},
    {"kind": "property", "property": "Points", "op": "is_any_of", "value": ["a", "b"]},
    {"kind": "property", "property": "Points"},
    {"kind": "consent", "channel": "sms", "state": "unsubscribed", "method": "Till", "double_opt_in": false, "since": {"kind": "ever"}},
    {"kind": "consent"}]}})";

} // namespace

// Looking is no change: whoever opens each picker of a segment and closes it again has the same document.
class OpenAndCloseTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { close(); }
    void changesNothing_data();
    void changesNothing();

private:
    void openAndClose(PillButton *pill);
};

void OpenAndCloseTest::initTestCase()
{
    prepare(this);
    open();
}

void OpenAndCloseTest::changesNothing_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("rich") << QByteArray(Rich);
    for (const char *folder :
         {"tests/core/segment/evaluate/golden", "tests/bench/segments", "tests/ui/segment/golden"}) {
        const QDir dir(sourceFile(QLatin1String(folder)));
        for (const QString &name : dir.entryList({QStringLiteral("*.json")})) {
            QFile file(dir.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QJsonObject whole = QJsonDocument::fromJson(file.readAll()).object();
            const QJsonObject segment = whole.contains(QLatin1String("segment")) ? whole["segment"].toObject() : whole;
            QTest::newRow(qPrintable(name)) << QJsonDocument(segment).toJson();
        }
    }
}

void OpenAndCloseTest::openAndClose(PillButton *pill)
{
    pill->openPopup();
    QVERIFY2(pill->popup()->isVisible(), qPrintable(pill->accessibleName()));
    QTRY_VERIFY(m_workspace->runner().jobs().isEmpty()); // values have come
    QCoreApplication::processEvents();
    QVERIFY2(pill->popup()->isAncestorOf(QApplication::focusWidget()), qPrintable(pill->accessibleName()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    QVERIFY2(!pill->popup()->isVisible(), qPrintable(pill->accessibleName()));
}

void OpenAndCloseTest::changesNothing()
{
    QFETCH(QByteArray, document);
    const auto doc = SegmentDoc::fromJson(document);
    QVERIFY2(doc, doc ? "" : qPrintable(doc.error().message + doc.error().where));
    m_page->startSegment(*doc);
    QTRY_VERIFY(m_workspace->runner().jobs().isEmpty());
    const SegmentDoc before = editor()->doc();
    const int steps = editor()->undoStack()->count();
    QCOMPARE(before.root, doc->root);
    for (auto *row : m_page->findChildren<ConditionRow *>()) {
        for (PillButton *pill : row->findChildren<PillButton *>()) {
            if (pill->isVisible())
                openAndClose(pill);
            if (editor()->doc().root != doc->root && editor()->doc().root != before.root)
                QFAIL(qPrintable(pill->accessibleName() + sentenceOf(editor()->doc())));
        }
    }
    QCOMPARE(editor()->undoStack()->count(), steps);
    QCOMPARE(editor()->doc(), before);
}

QTEST_MAIN(OpenAndCloseTest)
#include "openandclosetest.moc"
