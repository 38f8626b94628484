// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/saved/segmentsaving.h"
#include "core/store/listshelf.h"
#include "tests/ui/segment/builderfixture.h"
#include "ui/documents/documentautosave.h"
#include "ui/segment/editing/segmenteditor.h"
#include "ui/segment/editing/segmentkind.h"
#include "ui/segment/versions/versionspane.h"

#include <QMenu>
#include <QSignalSpy>
#include <QTabBar>

using namespace perennial;

Q_DECLARE_METATYPE(perennial::SegmentDoc)
Q_DECLARE_METATYPE(std::vector<perennial::ProfileId>)

namespace {

SegmentDoc spentMoreThan(double amount)
{
    SegmentDoc doc = docOf(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}}]})");
    doc.name = QStringLiteral("Spenders");
    std::get<EventCondition>(doc.root.group()->children.front().is).compare.values = {amount};
    return doc;
}

} // namespace

// Saved states of a segment: what lies between two of them, and the way back.
class VersionsTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init();
    void cleanup();
    void oneSittingIsOneVersion();
    void aKeptVersionStays();
    void aNoteWaitsForItsTurn();
    void listsVersionsWithTimeAndNote();
    void showsWhatChangedInWordsAndInPeople();
    void theNewestIsHeldAgainstTheOneBefore();
    void comparesAnyTwo();
    void restoresOne();
    void aVersionFromANewerProgramIsKept();
    void keepsAndRestoresBesideTheDefinition();
    void freezesAListThatCanBeTakenBack();
    void setsAndClearsTheReviewDate();

private:
    void chooseInMenu(const QString &text);
    SavedSegment save(const SegmentDoc &doc, const QString &note = {});
    [[nodiscard]] std::vector<SegmentVersion> versions(SegmentId id) const;
    void show(const SavedSegment &saved, const SegmentDoc &now);
    void pick(int row);
    [[nodiscard]] QString diff() const;

    std::unique_ptr<VersionsPane> m_pane;
};

void VersionsTest::init()
{
    open();
    m_pane = std::make_unique<VersionsPane>(*m_workspace);
    m_pane->resize(320, 700);
}

void VersionsTest::cleanup()
{
    m_pane.reset();
    close();
}

SavedSegment VersionsTest::save(const SegmentDoc &doc, const QString &note)
{
    auto store = Store::openWriter(m_path);
    SegmentShelf shelf(*store);
    const auto saved = saveSegment(shelf, doc, Instant::now());
    if (saved && !note.isEmpty() && !shelf.noteVersion(saved->id, saved->version, note))
        return {};
    return saved.value_or(SavedSegment());
}

std::vector<SegmentVersion> VersionsTest::versions(SegmentId id) const
{
    auto store = Store::openReader(m_path);
    return SegmentShelf(*store).versions(id).value_or(std::vector<SegmentVersion>());
}

void VersionsTest::oneSittingIsOneVersion()
{
    const SavedSegment saved = save(spentMoreThan(200));
    SegmentEditor editor(saved.id, spentMoreThan(200));
    DocumentAutosave<SegmentKind> autosave(*m_workspace, editor, saved);
    for (const double amount : {210, 220, 230}) {
        editor.apply(spentMoreThan(amount), QStringLiteral("Change"));
        autosave.flush();
        QTRY_VERIFY(autosave.isSaved());
    }
    QCOMPARE(autosave.version(), 2);
    const auto all = versions(saved.id);
    QCOMPARE(all.size(), size_t(2));
    QCOMPARE(SegmentDoc::fromJson(all[0].document).value(), spentMoreThan(230));
    QCOMPARE(SegmentDoc::fromJson(all[1].document).value(), spentMoreThan(200));
}

void VersionsTest::aKeptVersionStays()
{
    const SavedSegment saved = save(spentMoreThan(200));
    SegmentEditor editor(saved.id, spentMoreThan(200));
    DocumentAutosave<SegmentKind> autosave(*m_workspace, editor, saved);
    editor.apply(spentMoreThan(300), QStringLiteral("Change"));
    autosave.keepVersion(QStringLiteral("Agreed with the shop"));
    QTRY_VERIFY(autosave.isSaved());
    editor.apply(spentMoreThan(400), QStringLiteral("Change"));
    autosave.flush();
    QTRY_COMPARE(autosave.version(), 3);
    const auto all = versions(saved.id);
    QCOMPARE(all[1].note, QStringLiteral("Agreed with the shop"));

    // Kept once more without a word: its note stays.
    autosave.keepVersion(QStringLiteral("Larger"));
    QTRY_COMPARE(versions(saved.id).front().note, QStringLiteral("Larger"));
    autosave.keepVersion({});
    editor.apply(spentMoreThan(500), QStringLiteral("Change"));
    autosave.flush();
    QTRY_COMPARE(autosave.version(), 4);
    QCOMPARE(versions(saved.id)[1].note, QStringLiteral("Larger"));
    QCOMPARE(SegmentDoc::fromJson(all[1].document).value(), spentMoreThan(300));
}

void VersionsTest::aNoteWaitsForItsTurn()
{
    const SavedSegment saved = save(spentMoreThan(200));
    SegmentEditor editor(saved.id, spentMoreThan(200));
    DocumentAutosave<SegmentKind> autosave(*m_workspace, editor, saved);
    editor.apply(spentMoreThan(300), QStringLiteral("Change"));
    autosave.flush(); // on its way when the note is written
    autosave.keepVersion(QStringLiteral("Late"));
    QTRY_COMPARE(versions(saved.id).front().note, QStringLiteral("Late"));
    QTRY_VERIFY(autosave.isSaved());
    QCOMPARE(versions(saved.id).size(), size_t(2));
}

void VersionsTest::show(const SavedSegment &saved, const SegmentDoc &now)
{
    m_pane->setSegment(saved.id);
    m_pane->setDoc(now, Instant::now());
    m_pane->show();
    const auto count = static_cast<int>(versions(saved.id).size());
    QTRY_COMPARE(m_pane->findChild<QListWidget *>(QStringLiteral("versions"))->count(), count);
}

void VersionsTest::pick(int row)
{
    auto *list = m_pane->findChild<QListWidget *>(QStringLiteral("versions"));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(row)).center());
    QTRY_VERIFY(!find<QPushButton>("versionEntered", m_pane.get())->text().isEmpty());
}

QString VersionsTest::diff() const
{
    QStringList lines;
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    for (const QLabel *line : m_pane->findChild<QWidget *>(QStringLiteral("diff"))->findChildren<QLabel *>())
        lines.append(line->accessibleName());
    return lines.join(u'\n');
}

void VersionsTest::listsVersionsWithTimeAndNote()
{
    save(spentMoreThan(200), QStringLiteral("First try"));
    const SavedSegment saved = save(spentMoreThan(300));
    show(saved, spentMoreThan(300));
    const auto *list = m_pane->findChild<QListWidget *>(QStringLiteral("versions"));
    QCOMPARE(list->item(1)->text(), QStringLiteral("First try"));
    QVERIFY(list->item(0)->text().contains(QStringLiteral("Berlin")));
    QVERIFY(list->item(1)->toolTip().contains(QStringLiteral("Berlin")));
}

void VersionsTest::showsWhatChangedInWordsAndInPeople()
{
    save(spentMoreThan(200));
    SegmentDoc next = spentMoreThan(300);
    next.root.group()->children.push_back(docOf(LapsedGood).root.group()->children[3]);
    const SavedSegment saved = save(next);
    show(saved, next);
    pick(1); // v1 against now: Ada, Dan, Fay go
    QCOMPARE(diff(),
             QStringLiteral("Changed: Placed Order, sum of value, is more than 200, ever → Placed Order, sum of "
                            "value, is more than 300, ever\nAdded: can receive e-mail"));
    QTRY_COMPARE(find<QPushButton>("versionLeft", m_pane.get())->accessibleName(), QStringLiteral("3 people go out"));
    QVERIFY(!find<QPushButton>("versionEntered", m_pane.get())->isEnabled());
    QSignalSpy people(m_pane.get(), &VersionsPane::peopleChosen);
    QTest::mouseClick(find<QPushButton>("versionLeft", m_pane.get()), Qt::LeftButton);
    QCOMPARE(people.count(), 1);
    QCOMPARE(people[0][0].toString(), QStringLiteral("In with v1, not with now"));
    QCOMPARE(people[0][1].value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{1}, {4}, {6}}));

    m_pane->setDoc(spentMoreThan(1), Instant::now()); // edited meanwhile: Eve comes in
    QTRY_COMPARE(find<QPushButton>("versionEntered", m_pane.get())->accessibleName(),
                 QStringLiteral("1 people come in"));
}

void VersionsTest::theNewestIsHeldAgainstTheOneBefore()
{
    save(spentMoreThan(200));
    const SavedSegment saved = save(spentMoreThan(300));
    show(saved, spentMoreThan(300));
    pick(0);
    QCOMPARE(find<PillButton>("comparedWith", m_pane.get())->value(), QStringLiteral("v1"));
    QVERIFY(!find<QPushButton>("restoreVersion", m_pane.get())->isEnabled());
}

void VersionsTest::comparesAnyTwo()
{
    save(spentMoreThan(200));
    save(spentMoreThan(300));
    const SavedSegment saved = save(spentMoreThan(400));
    show(saved, spentMoreThan(400));
    pick(2);
    choose(find<PillButton>("comparedWith", m_pane.get()), "choices", QStringLiteral("v2"));
    QTRY_VERIFY(
        find<QLabel>("versionSizes", m_pane.get())->text().startsWith(QStringLiteral("5 people with v1, 2 with v2")));
}

void VersionsTest::restoresOne()
{
    save(spentMoreThan(200));
    const SavedSegment saved = save(spentMoreThan(300));
    show(saved, spentMoreThan(300));
    pick(1);
    QSignalSpy restore(m_pane.get(), &VersionsPane::restoreWanted);
    QTest::mouseClick(find<QPushButton>("restoreVersion", m_pane.get()), Qt::LeftButton);
    QCOMPARE(restore.count(), 1);
    QCOMPARE(restore[0][0].value<SegmentDoc>(), spentMoreThan(200));
    QCOMPARE(restore[0][1].toInt(), 1);
}

void VersionsTest::aVersionFromANewerProgramIsKept()
{
    auto store = Store::openWriter(m_path);
    SegmentShelf shelf(*store);
    const auto saved = shelf.save(QStringLiteral("Spenders"), R"({"format": "perennial-segment", "version": 9})", {1});
    QVERIFY(saved);
    m_pane->setSegment(saved->id);
    m_pane->setDoc(spentMoreThan(1), Instant::now());
    m_pane->show();
    auto *list = m_pane->findChild<QListWidget *>(QStringLiteral("versions"));
    QTRY_COMPARE(list->count(), 1);
    list->setCurrentRow(0);
    QVERIFY(find<QLabel>("versionSizes", m_pane.get())->text().contains(QStringLiteral("newer Perennial")));
    QVERIFY(!find<QPushButton>("restoreVersion", m_pane.get())->isEnabled());
}

void VersionsTest::chooseInMenu(const QString &text)
{
    const auto actions = find<QToolButton>("segmentMenu")->findChild<QMenu *>()->actions();
    const auto action = std::ranges::find(actions, text, &QAction::text);
    QVERIFY2(action != actions.end(), qPrintable(text));
    (*action)->trigger();
}

void VersionsTest::keepsAndRestoresBesideTheDefinition()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}}]})");
    const SegmentDoc first = editor()->doc();
    find<QTabBar>("answerTabBar")->setCurrentIndex(3);
    QTest::keyClicks(find<QLineEdit>("versionNote"), QStringLiteral("As agreed"));
    QTest::mouseClick(find<QPushButton>("keepVersion"), Qt::LeftButton);
    auto *list = find<QListWidget>("versions");
    QTRY_VERIFY(list->count() == 1 && list->item(0)->text() == QStringLiteral("As agreed"));

    type(pill("0.0", "test"), "number", QStringLiteral("300"));
    QTRY_COMPARE(count(), std::optional<qint64>(2));
    m_page->flush();
    QTRY_COMPARE(list->count(), 2);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
    QTRY_COMPARE(find<QPushButton>("versionLeft")->accessibleName(), QStringLiteral("3 people go out"));
    QTest::mouseClick(find<QPushButton>("restoreVersion"), Qt::LeftButton);
    QCOMPARE(editor()->doc(), first);
    QTRY_COMPARE(count(), std::optional<qint64>(5));
    m_undo.undo();
    QTRY_COMPARE(count(), std::optional<qint64>(2));
}

void VersionsTest::freezesAListThatCanBeTakenBack()
{
    start(R"({"kind": "group", "match": "all", "children": [
        {"kind": "event", "metric": "Placed Order", "aggregate": "sum", "compare": {"op": "more", "value": 200}, "window": {"kind": "ever"}}]})");
    m_page->flush();
    QTRY_VERIFY(m_page->isSaved());
    std::function<void()> takeBack;
    QString said;
    connect(m_page.get(), &Page::done, this, [&](const QString &text, const std::function<void()> &undo) {
        said = text;
        takeBack = undo;
    });
    chooseInMenu(QStringLiteral("Freeze as a list"));
    QTRY_VERIFY(takeBack);
    QVERIFY2(said.contains(QStringLiteral("with 5 people")), qPrintable(said));
    auto store = Store::openReader(m_path);
    const auto lists = ListShelf(*store).list();
    QCOMPARE(lists->size(), size_t(1));
    QVERIFY(lists->front().origin);
    QCOMPARE(lists->front().origin->segment, editor()->id());
    QCOMPARE(SegmentDoc::fromJson(lists->front().origin->document).value(), editor()->doc());
    // What the list names stays as it is, however the segment goes on.
    const SegmentDoc frozen = editor()->doc();
    type(pill("0.0", "test"), "number", QStringLiteral("300"));
    m_page->flush();
    QTRY_COMPARE(versions(editor()->id()).size(), size_t(lists->front().origin->version + 1));
    const auto all = versions(editor()->id());
    QCOMPARE(SegmentDoc::fromJson(all[1].document).value(), frozen);
    takeBack();
    QTRY_VERIFY(ListShelf(*store).list()->empty());
}

void VersionsTest::setsAndClearsTheReviewDate()
{
    start(R"({"kind": "group", "match": "all", "children": []})");
    auto *review = find<PillButton>("reviewBy");
    QVERIFY(!review->isVisible());
    chooseInMenu(QStringLiteral("Set a review date"));
    QTRY_VERIFY(review->popup()->isVisible());
    QTest::mouseClick(review->popup()->findChild<QPushButton *>(QStringLiteral("useDay")), Qt::LeftButton);
    QCOMPARE(editor()->doc().reviewBy, QDate::currentDate().addMonths(3).toString(Qt::ISODate));
    QVERIFY(review->isVisible());
    QTest::mouseClick(review, Qt::LeftButton);
    QTest::mouseClick(review->popup()->findChild<QPushButton *>(QStringLiteral("noDay")), Qt::LeftButton);
    QVERIFY(editor()->doc().reviewBy.isEmpty());
    QVERIFY(!review->isVisible());
}

QTEST_MAIN(VersionsTest)
#include "versionstest.moc"
