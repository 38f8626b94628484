// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/segment/page/segmentlist.h"
#include "core/connect/outbox/destinationshelf.h"
#include "core/flow/saved/flowsaving.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/store/segmenttags.h"
#include "tests/ui/segment/builderfixture.h"
#include "ui/segment/portfolio/tagbar.h"
#include "ui/segment/portfolio/tagchip.h"
#include "ui/widgets/popupframe.h"

#include <QAbstractItemModelTester>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QSignalSpy>
#include <QTabWidget>

using namespace perennial;

namespace {

constexpr auto Buyers = R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}})";
constexpr auto Recent =
    R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "at_least_once"}, "window": {"kind": "last", "n": 20}})";
constexpr auto Quiet =
    R"({"kind": "event", "metric": "Placed Order", "compare": {"op": "zero_times"}, "window": {"kind": "last", "n": 20}})";

using Cell = SegmentListModel::Column;

} // namespace

// The portfolio's list of segments: what each cell says, how it is sorted, found and tagged.
class SegmentListTest : public QObject, private BuilderFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(this); }
    void init();
    void cleanup() { close(); }
    void cellsTellSizeTrendAndHealth();
    void aSizeLeadsToItsPeopleAndACurveToItsHistory();
    void headersSortAndWhatIsUnknownStaysLast();
    void theMenuSortsToo();
    void theOrderIsRemembered();
    void whatMattersLeastIsLeftOutWhereItIsNarrow();
    void aTagIsPutOnAndTakenOffByKeys();
    void severalAreTaggedTogether();
    void chipsShowOnlyWhatHasThem();
    void searchFindsTags();
    void aCopyHasTheTagsToo();
    void severalAreDeletedAndComeBackTogether();
    void usesAreTold();
    void aDestinationGoesAlongWithItsSegment();
    void theSelectionOutlivesAReading();

private:
    [[nodiscard]] SegmentList *list() const { return find<SegmentList>("segments"); }
    [[nodiscard]] QModelIndex index(const char *name, int column) const
    {
        for (int row = 0; row < list()->model()->rowCount(); ++row) {
            if (list()->model()->index(row, 0).data().toString() == QLatin1String(name))
                return list()->model()->index(row, column);
        }
        return {};
    }
    [[nodiscard]] QString cell(const char *name, int column) const { return index(name, column).data().toString(); }
    [[nodiscard]] QString spoken(const char *name, int column) const
    {
        return index(name, column).data(Qt::AccessibleTextRole).toString();
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < list()->model()->rowCount(); ++row)
            names.append(list()->model()->index(row, 0).data().toString());
        return names;
    }
    [[nodiscard]] QStringList tagsOf(const char *name) const
    {
        return index(name, 0).data(NameFilter::TagsRole).toStringList();
    }
    [[nodiscard]] QStringList savedTagsOf(SegmentId id) const
    {
        auto store = Store::openReader(m_path);
        return store ? SegmentTags(*store).of(id).value_or(QStringList()) : QStringList();
    }
    SegmentId add(const QByteArray &name, const QByteArray &children);
    void clickHeader(int column);
    void click(const QModelIndex &index);
    [[nodiscard]] QLineEdit *openTags(std::initializer_list<const char *> rows);
    void typeTag(QLineEdit *line, const QString &tag);
    void closeTags();
    void lookAgain();

    SegmentId m_buyers, m_recent, m_quiet;
};

void SegmentListTest::init()
{
    open();
    new QAbstractItemModelTester(const_cast<SegmentListModel *>(&m_page->model()),
                                 QAbstractItemModelTester::FailureReportingMode::QtTest, m_page.get());
    m_buyers = add("Buyers", Buyers);
    m_recent = add("Recent", Recent);
    m_quiet = add("Quiet", Quiet);
    lookAgain();
    QTRY_COMPARE(list()->model()->rowCount(), 3);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    list()->setFocus();
}

SegmentId SegmentListTest::add(const QByteArray &name, const QByteArray &children)
{
    auto store = Store::openWriter(m_path);
    const QByteArray document = R"({"format": "perennial-segment", "version": 1, "name": ")" + name +
                                R"(", "root": {"kind": "group", "children": [)" + children + "]}}";
    const auto saved = store ? SegmentShelf(*store).save(QString::fromUtf8(name), document, Instant::now())
                             : Result<SavedSegment>(failure(store.error()));
    return saved ? saved->id : SegmentId();
}

void SegmentListTest::lookAgain()
{
    m_workspace->refresh();
    m_workspace->noteSegmentsChanged();
}

void SegmentListTest::clickHeader(int column)
{
    QHeaderView *header = list()->horizontalHeader();
    const QPoint at(header->sectionViewportPosition(column) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, at);
}

void SegmentListTest::click(const QModelIndex &index)
{
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, list()->visualRect(index).center());
}

QLineEdit *SegmentListTest::openTags(std::initializer_list<const char *> rows)
{
    Qt::KeyboardModifiers with;
    for (const char *name : rows) {
        QTest::mouseClick(list()->viewport(), Qt::LeftButton, with,
                          list()->visualRect(index(name, Cell::NameColumn)).center());
        with = Qt::ControlModifier;
    }
    QTest::keyClick(list(), Qt::Key_T, Qt::ControlModifier);
    auto *picker = list()->viewport()->findChild<QWidget *>(QStringLiteral("tagPicker"));
    auto *line = picker ? picker->findChild<QLineEdit *>(QStringLiteral("pickSearch")) : nullptr;
    return line && QTest::qWaitFor([line] { return line->hasFocus(); }) ? line : nullptr;
}

void SegmentListTest::typeTag(QLineEdit *line, const QString &tag)
{
    QTest::keyClicks(line, tag);
    QTest::keyClick(line, Qt::Key_Return);
}

void SegmentListTest::closeTags()
{
    auto *picker = list()->viewport()->findChild<QWidget *>(QStringLiteral("tagPicker"));
    QVERIFY(picker);
    QTest::keyClick(picker->window(), Qt::Key_Escape);
    QTRY_VERIFY(!list()->viewport()->findChild<QWidget *>(QStringLiteral("tagPicker")));
}

void SegmentListTest::cellsTellSizeTrendAndHealth()
{
    QTRY_COMPARE(cell("Buyers", Cell::CountColumn), QStringLiteral("6"));
    QCOMPARE(spoken("Buyers", Cell::CountColumn), QStringLiteral("6 people, 85.7 % of everybody"));
    QTRY_COMPARE(spoken("Buyers", Cell::HistoryColumn), QStringLiteral("From 0 to 6 in two years"));
    QTRY_COMPARE(cell("Recent", Cell::TrendColumn), QStringLiteral("▲ +1"));
    QTRY_COMPARE(cell("Quiet", Cell::TrendColumn), QStringLiteral("▼ −1"));
    QVERIFY(spoken("Quiet", Cell::TrendColumn).startsWith(QStringLiteral("1 fewer than 30 days ago, −")));
    QCOMPARE(cell("Buyers", Cell::TrendColumn), QStringLiteral("no change"));
    QTRY_VERIFY(spoken("Buyers", Cell::HealthColumn).startsWith(QStringLiteral("Health ")));
    QTRY_VERIFY(cell("Buyers", Cell::HealthColumn).contains(QStringLiteral(" · ")));
}

void SegmentListTest::aSizeLeadsToItsPeopleAndACurveToItsHistory()
{
    QTRY_COMPARE(cell("Recent", Cell::CountColumn), QStringLiteral("1"));
    QSignalSpy people(m_page.get(), &SegmentsPage::peopleChosen);
    click(index("Recent", Cell::CountColumn));
    QTRY_COMPARE(people.count(), 1);
    QCOMPARE(people.front().at(0).toString(), QStringLiteral("Recent"));
    QCOMPARE(people.front().at(1).value<std::vector<ProfileId>>(), (std::vector<ProfileId>{{2}}));
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, Qt::ControlModifier, // selects
                      list()->visualRect(index("Recent", Cell::HistoryColumn)).center());
    QVERIFY(list()->isVisible());
    list()->setCurrentIndex(index("Recent", Cell::HistoryColumn));
    QTest::keyClick(list(), Qt::Key_Return);
    QVERIFY(m_page->findChild<SegmentBuilder *>()->isVisible());
    QCOMPARE(editor()->id(), m_recent);
    QCOMPARE(find<QTabWidget>("answerTabs")->currentIndex(), 2);
}

void SegmentListTest::headersSortAndWhatIsUnknownStaysLast()
{
    {
        auto store = Store::openWriter(m_path);
        QVERIFY(SegmentShelf(*store).save(QStringLiteral("A later one"),
                                          R"({"format":"perennial-segment","version":99,"root":{}})", Instant::now()));
    }
    lookAgain();
    QTRY_COMPARE(list()->model()->rowCount(), 4);
    QTRY_COMPARE(cell("Quiet", Cell::CountColumn), QStringLiteral("6"));
    clickHeader(Cell::CountColumn);
    QCOMPARE(names().last(), QStringLiteral("A later one"));
    QCOMPARE(names().at(2), QStringLiteral("Recent"));
    clickHeader(Cell::CountColumn);
    QCOMPARE(names().first(), QStringLiteral("Recent"));
    QCOMPARE(names().last(), QStringLiteral("A later one"));
    clickHeader(Cell::NameColumn);
    QCOMPARE(names().first(), QStringLiteral("A later one"));
    QTRY_COMPARE(cell("Quiet", Cell::TrendColumn), QStringLiteral("▼ −1"));
    clickHeader(Cell::TrendColumn);
    QTRY_COMPARE(names(), (QStringList{"Recent", "Buyers", "Quiet", "A later one"}));
}

void SegmentListTest::theMenuSortsToo()
{
    auto *button = find<QPushButton>("sortSegments");
    QCOMPARE(button->accessibleName(), QStringLiteral("Sorted by: Changed, latest first"));
    QMenu *menu = button->menu();
    menu->popup({});
    QVERIFY(menu->isVisible());
    QCOMPARE(menu->actions().size(), qsizetype(Cell::ColumnCount + 2));
    QTest::keyClick(menu, Qt::Key_Down);
    QTest::keyClick(menu, Qt::Key_Return);
    QCOMPARE(names(), (QStringList{"Buyers", "Quiet", "Recent"}));
    menu->popup({});
    menu->actions().last()->trigger(); // the other way round
    menu->close();
    QCOMPARE(names(), (QStringList{"Recent", "Quiet", "Buyers"}));
    QCOMPARE(button->text(), QStringLiteral("Name, Z to A"));
}

void SegmentListTest::theOrderIsRemembered()
{
    const QString file = m_folder.filePath(QStringLiteral("settings.ini"));
    QFile::remove(file);
    {
        QSettings settings(file, QSettings::IniFormat);
        m_page->rememberIn(settings);
        QVERIFY(settings.allKeys().isEmpty());
        clickHeader(Cell::NameColumn);
        QVERIFY(!settings.allKeys().isEmpty());
        m_page.reset();
    }
    QSettings settings(file, QSettings::IniFormat);
    m_page = std::make_unique<SegmentsPage>(*m_workspace);
    m_page->rememberIn(settings);
    QCOMPARE(list()->order(), (ListOrder{Cell::NameColumn, Qt::AscendingOrder}));
    list()->setOrder({});
    QVERIFY(settings.allKeys().isEmpty());
    m_page.reset();
}

void SegmentListTest::whatMattersLeastIsLeftOutWhereItIsNarrow()
{
    const auto isInside = [this] { return list()->horizontalHeader()->length() <= list()->viewport()->width(); };
    m_page->resize(1600, 900);
    QTRY_VERIFY(!list()->isColumnHidden(Cell::UsedColumn) && !list()->isColumnHidden(Cell::UpdatedColumn));
    QVERIFY(list()->isColumnHidden(Cell::TagsColumn)); // there are none
    for (const int width : {1024, 860, 640}) {
        m_page->resize(width, 700);
        QTRY_VERIFY(list()->viewport()->width() < width && isInside());
        QVERIFY(!list()->isColumnHidden(Cell::UpdatedColumn)); // it is sorted by
        QVERIFY(!list()->isColumnHidden(Cell::CountColumn));
    }
    QVERIFY(list()->isColumnHidden(Cell::UsedColumn));
    clickHeader(Cell::NameColumn);
    QVERIFY(list()->isColumnHidden(Cell::UpdatedColumn));
}

void SegmentListTest::aTagIsPutOnAndTakenOffByKeys()
{
    QLineEdit *line = openTags({"Recent"});
    QVERIFY(line);
    typeTag(line, QStringLiteral("vip"));
    typeTag(line, QStringLiteral("Spring 2027"));
    QCOMPARE(tagsOf("Recent"), (QStringList{"Spring 2027", "vip"}));
    QTRY_COMPARE(savedTagsOf(m_recent), (QStringList{"Spring 2027", "vip"}));
    QTest::keyClick(line, Qt::Key_Backspace); // before the first letter
    QCOMPARE(tagsOf("Recent"), QStringList{"Spring 2027"});
    closeTags();
    QCOMPARE(spoken("Recent", Cell::TagsColumn), QStringLiteral("Spring 2027"));
    QCOMPARE(m_undo.undoText(), QStringLiteral("tag “Recent”"));
    m_undo.undo(); // all of it
    QCOMPARE(tagsOf("Recent"), QStringList());
    QTRY_COMPARE(savedTagsOf(m_recent), QStringList());
    QVERIFY(!m_undo.canUndo());
    m_undo.redo();
    QTRY_COMPARE(savedTagsOf(m_recent), QStringList{"Spring 2027"});
}

void SegmentListTest::severalAreTaggedTogether()
{
    typeTag(openTags({"Recent"}), QStringLiteral("vip"));
    closeTags();
    QLineEdit *line = openTags({"Recent", "Quiet"});
    auto *picker = list()->viewport()->findChild<QWidget *>(QStringLiteral("tagPicker"));
    auto *some = picker->findChild<TagChip *>(QStringLiteral("tag-vip"));
    QVERIFY(some);
    QCOMPARE(some->accessibleName(), QStringLiteral("Take off the tag vip, 1 of 2"));
    typeTag(line, QStringLiteral("VIP")); // the same, for all of them
    QCOMPARE(tagsOf("Quiet"), QStringList{"vip"});
    QCOMPARE(tagsOf("Recent"), QStringList{"vip"});
    typeTag(line, QStringLiteral("both"));
    for (TagChip *chip : picker->findChildren<TagChip *>(QStringLiteral("tag-vip"))) {
        if (chip->isVisible())
            QTest::mouseClick(chip, Qt::LeftButton);
    }
    QCOMPARE(tagsOf("Quiet"), QStringList{"both"});
    QCOMPARE(tagsOf("Recent"), QStringList{"both"});
    closeTags();
    QCOMPARE(m_undo.undoText(), QStringLiteral("tag 2 segments"));
    m_undo.undo();
    QCOMPARE(tagsOf("Recent"), QStringList{"vip"});
    QCOMPARE(tagsOf("Quiet"), QStringList());
}

void SegmentListTest::chipsShowOnlyWhatHasThem()
{
    auto *bar = find<TagBar>("tagBar");
    QVERIFY(!bar->isVisible());
    typeTag(openTags({"Recent", "Quiet"}), QStringLiteral("vip"));
    closeTags();
    typeTag(openTags({"Quiet"}), QStringLiteral("new"));
    closeTags();
    QVERIFY(bar->isVisible());
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTest::mouseClick(bar->findChild<TagChip *>(QStringLiteral("tag-vip")), Qt::LeftButton);
    QCOMPARE(names().size(), 2);
    QCOMPARE(find<QLabel>("segmentSummary")->text(), QStringLiteral("2 of 3 segments"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space); // it has the focus still
    QCOMPARE(names().size(), 3);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(bar->chosen(), QStringList{"vip"});
    const QRect cell = list()->visualRect(index("Quiet", Cell::TagsColumn));
    const auto tagAt = [&](int x) {
        return TagsDelegate::tagAt(cell, tagsOf("Quiet"), Qt::LeftToRight, {x, cell.center().y()});
    };
    int x = cell.left();
    while (x < cell.right() && tagAt(x) != QLatin1String("new"))
        ++x;
    QTest::mouseClick(list()->viewport(), Qt::LeftButton, {}, {x, cell.center().y()});
    QCOMPARE(names(), QStringList{"Quiet"});
    QCOMPARE(bar->chosen(), (QStringList{"vip", "new"}));
}

void SegmentListTest::searchFindsTags()
{
    typeTag(openTags({"Recent"}), QStringLiteral("winback"));
    closeTags();
    auto *search = find<QLineEdit>("segmentSearch");
    QTest::keyClicks(search, QStringLiteral("winb"));
    QCOMPARE(names(), QStringList{"Recent"});
    search->clear();
    QTest::keyClicks(search, QStringLiteral("tag:order")); // it stands in sentences, not in tags
    QCOMPARE(names(), QStringList());
    search->clear();
    QTest::keyClicks(search, QStringLiteral("tag:win"));
    QCOMPARE(names(), QStringList{"Recent"});
}

void SegmentListTest::aCopyHasTheTagsToo()
{
    typeTag(openTags({"Recent"}), QStringLiteral("vip"));
    closeTags();
    QTest::keyClick(list(), Qt::Key_D, Qt::ControlModifier);
    QTRY_COMPARE(tagsOf("Recent 2"), QStringList{"vip"});
}

void SegmentListTest::severalAreDeletedAndComeBackTogether()
{
    typeTag(openTags({"Recent"}), QStringLiteral("vip"));
    closeTags();
    list()->setSelected({m_recent, m_quiet}, m_recent);
    QTest::keyClick(list(), Qt::Key_Delete);
    QCOMPARE(names(), QStringList{"Buyers"});
    QVERIFY(!find<TagBar>("tagBar")->isVisible());
    QCOMPARE(m_undo.undoText(), QStringLiteral("delete 2 segments"));
    m_undo.undo();
    QTRY_COMPARE(names().size(), 3);
    QCOMPARE(tagsOf("Recent"), QStringList{"vip"});
}

void SegmentListTest::aDestinationGoesAlongWithItsSegment()
{
    {
        auto store = Store::openWriter(m_path);
        Destination drop;
        drop.name = QStringLiteral("Drop");
        drop.source = {AudienceKind::Segment, QStringLiteral("Buyers")};
        QVERIFY(DestinationShelf(*store).add(drop, {1}));
    }
    const auto source = [this] {
        auto store = Store::openReader(m_path);
        return DestinationShelf(*store).list().value().front().destination.source.name;
    };
    list()->model()->setData(index("Buyers", 0), QStringLiteral("Customers"));
    QTRY_COMPARE(source(), QStringLiteral("Customers"));
    QSignalSpy done(m_page.get(), &Page::done);
    list()->setSelected({m_buyers}, m_buyers);
    QTest::keyClick(list(), Qt::Key_Delete);
    QTRY_COMPARE(done.size(), 1);
    QCOMPARE(
        done.front().front().toString(),
        QStringLiteral("Deleted “Customers”. It was named by “Drop”: nobody is sent there until you choose anew."));
}

void SegmentListTest::usesAreTold()
{
    QCOMPARE(cell("Buyers", Cell::UsedColumn), QStringLiteral("–"));
    add("Above", R"({"kind": "membership", "name": "Quiet"})");
    lookAgain();
    QTRY_COMPARE(cell("Quiet", Cell::UsedColumn), QStringLiteral("in use"));
    QCOMPARE(spoken("Quiet", Cell::UsedColumn), QStringLiteral("Asked for by “Above”"));
    {
        auto store = Store::openWriter(m_path);
        const auto flow = readFlow(R"({"format": "perennial-flow", "version": 1, "name": "Wake up", "nodes": [
            {"id": "start", "kind": "trigger", "on": "joins", "of": "segment", "name": "Recent"}]})");
        FlowShelf shelf(*store);
        QVERIFY(saveFlow(shelf, flow->flow, Instant::now()));
    }
    lookAgain();
    QTRY_COMPARE(spoken("Recent", Cell::UsedColumn), QStringLiteral("Asked for by “Flow Wake up”"));
    {
        auto store = Store::openWriter(m_path);
        const ListOrigin origin{.segment = m_buyers, .version = 1, .asOf = Instant::now(), .document = "{}"};
        QVERIFY(ListShelf(*store).create(QStringLiteral("Guests"), {}, {}, Instant::now(), origin));
    }
    lookAgain();
    QTRY_COMPARE(cell("Buyers", Cell::UsedColumn), QStringLiteral("just now"));
    QCOMPARE(spoken("Buyers", Cell::UsedColumn), QStringLiteral("Last made a list just now: “Guests”"));
    clickHeader(Cell::UsedColumn);
    QCOMPARE(names().mid(0, 2), (QStringList{"Buyers", "Quiet"}));
}

void SegmentListTest::theSelectionOutlivesAReading()
{
    list()->setSelected({m_recent, m_quiet}, m_quiet);
    QSignalSpy read(&m_page->model(), &QAbstractItemModel::modelReset);
    lookAgain();
    QTRY_VERIFY(!read.isEmpty());
    QCOMPARE(list()->current(), m_quiet);
    QCOMPARE(list()->selected().size(), size_t(2));
}

QTEST_MAIN(SegmentListTest)
#include "segmentlisttest.moc"
