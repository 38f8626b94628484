// SPDX-License-Identifier: GPL-3.0-or-later
// How long the window's thread is ever busy in one go while somebody goes through the segments' page: its tabs, the
// gallery, a saved segment with its answers, long definitions. Saves segments and lists into the given store: give it a
// copy. Run offscreen as: bench_pages STORE [SEGMENTS [LISTS]]
#include "core/segment/columns/profiletable.h"
#include "core/segment/saved/segmentsaving.h"
#include "core/store/listshelf.h"
#include "core/store/segmentshelf.h"
#include "core/workspace/workspace.h"
#include "tests/ui/segment/editscript.h"
#include "ui/segment/answer/answerpane.h"
#include "ui/segment/answer/linkbutton.h"
#include "ui/segment/gallery/templatecard.h"
#include "ui/segment/portfolio/healthrow.h"
#include "ui/widgets/stattile.h"
#include "ui/widgets/theme.h"

#include <QMimeData>
#include <QScrollArea>
#include <QToolButton>

using namespace perennial;

namespace {

constexpr int SettleMs = 600;

// As many as are wanted, each a little different.
Result<void> fill(const QString &path, int segments, int lists)
{
    auto store = Store::openWriter(path);
    if (!store)
        return failure(store.error());
    SegmentShelf shelf(*store);
    const auto known = shelf.list();
    if (!known)
        return failure(known.error());
    const Instant now = Instant::now();
    for (int i = static_cast<int>(known->size()); i < segments; ++i) {
        SegmentDoc doc = scriptedDoc();
        doc.name = QStringLiteral("Segment %1").arg(i);
        std::get<EventCondition>(doc.root.group()->children[0].is).compare.values = {double(i % 7 + 1)};
        std::get<EventCondition>(doc.root.group()->children[1].is).compare.values = {double(i * 10)};
        if (i % 3 == 0)
            std::get<EventCondition>(doc.root.group()->children[2].is).quantity.metric = QStringLiteral("Opened Box");
        if (const auto saved = saveSegment(shelf, doc, now); !saved)
            return failure(saved.error());
    }
    ListShelf listShelf(*store);
    const auto knownLists = listShelf.list();
    if (!knownLists)
        return failure(knownLists.error());
    std::vector<ProfileId> people;
    for (qint64 id = 1; id <= 1000; ++id)
        people.push_back({id});
    for (int i = static_cast<int>(knownLists->size()); i < lists; ++i) {
        if (const auto made = listShelf.create(QStringLiteral("List %1").arg(i), {}, people, now, {}); !made)
            return failure(made.error());
    }
    return {};
}

class Walk
{
public:
    Walk(WatchedApplication &application, SegmentsPage &page)
        : m_application(application)
        , m_page(page)
    {
        m_out << "longest turn, most work in one, longest event, most work in one; what was done (that event)\n";
    }

    // Does it, and waits for what comes of it.
    template <class Act>
    void step(const char *what, Act act, int settleMs = SettleMs)
    {
        m_application.doing = QString::fromLatin1(what);
        m_application.events.clear();
        m_application.turns.clear();
        m_application.watch(true);
        act();
        QTest::qWait(settleMs);
        m_application.watch(false);
        const Stall busiest = longestOf(m_application.events, &Stall::cpuMs);
        m_out << QStringLiteral("%1 %2 %3 %4  %5   (%6)\n")
                     .arg(longestOf(m_application.turns).ms, 7, 'f', 1)
                     .arg(longestOf(m_application.turns, &Stall::cpuMs).cpuMs, 7, 'f', 1)
                     .arg(longestOf(m_application.events).ms, 7, 'f', 1)
                     .arg(busiest.cpuMs, 7, 'f', 1)
                     .arg(QLatin1String(what), busiest.what.section(QStringLiteral(" while"), 0, 0));
        m_out.flush();
    }

    template <class T>
    [[nodiscard]] T *find(const char *name) const
    {
        return m_page.findChild<T *>(QLatin1String(name));
    }

    void typeInto(const char *name, const char *text)
    {
        auto *field = find<QLineEdit>(name);
        field->setFocus();
        for (const char letter : QByteArray(text)) {
            QTest::keyClick(field, letter);
            QTest::qWait(30);
        }
    }

    [[nodiscard]] SegmentBuilder *builder() const { return m_page.findChild<SegmentBuilder *>(); }
    [[nodiscard]] bool isCounted() const
    {
        const auto *count = find<StatTile>("count");
        return !count->isBusy() && count->value();
    }
    bool waitForCount()
    {
        return QTest::qWaitFor([this] { return isCounted(); }, 60'000);
    }

private:
    WatchedApplication &m_application;
    SegmentsPage &m_page;
    QTextStream m_out{stdout};
};

void walkTabs(Walk &walk, SegmentsPage &page)
{
    auto *tabs = walk.find<QTabBar>("portfolioTabs");
    for (int round = 0; round < 2; ++round) {
        for (int i = tabs->count() - 1; i >= 0; --i) {
            const QByteArray name = "tab " + tabs->tabText(i).toLatin1() + (round ? ", again" : "");
            walk.step(
                name.constData(), [&] { tabs->setCurrentIndex(i); }, round ? 1500 : 6000);
        }
    }
    walk.step("health: rows of 60 segments", [&] {
        page.showTab(SegmentsPage::Tab::Health);
        (void)QTest::qWaitFor([&] { return !page.findChildren<HealthRow *>().isEmpty(); }, 60'000);
        auto *more = walk.find<LinkButton>("healthMore");
        for (int i = 0; i < 4 && more->isVisible(); ++i) {
            QTest::mouseClick(more, Qt::LeftButton);
            QTest::qWait(100);
        }
    });
    walk.step("health: searching", [&] { walk.typeInto("segmentSearch", "segment 1"); });
    walk.step("segments: searching", [&] {
        page.showTab(SegmentsPage::Tab::Segments);
        walk.typeInto("segmentSearch", "segment 1");
    });
    walk.find<QLineEdit>("segmentSearch")->clear();
}

void walkGallery(Walk &walk, SegmentsPage &page)
{
    walk.step(
        "gallery: opening", [&] { page.showTemplates(); }, 3000);
    walk.step("gallery: typing", [&] { walk.typeInto("templateSearch", "lapsed placed order"); });
    walk.find<QLineEdit>("templateSearch")->clear();
    auto *card = walk.find<TemplateCard>("template-first-time-buyers");
    walk.step(
        "gallery: a template", [&] { card->click(); }, 1500);
    walk.step(
        "gallery: another template",
        [&] {
            walk.find<TemplateCard>("template-win-back") ? walk.find<TemplateCard>("template-win-back")->click()
                                                         : page.findChildren<TemplateCard *>().at(7)->click();
        },
        1500);
    walk.step(
        "gallery: the query editor", [&] { walk.find<TemplateCard>("template-new-sql")->click(); }, 1500);
    walk.step(
        "gallery: opening again", [&] { page.showTemplates(); }, 1500);
    walk.step(
        "back to the segments", [&] { page.showList(); }, 3000);
}

void walkSegment(Walk &walk, SegmentsPage &page)
{
    const SegmentId first = page.model().lines().front().saved.id;
    walk.step(
        "opening a saved segment", [&] { page.openSegment(first); }, 2000);
    auto *answers = walk.find<QTabBar>("answerTabBar");
    for (int i = 0; i < answers->count(); ++i) {
        const QByteArray name = "answer: " + answers->tabText(i).toLatin1();
        walk.step(
            name.constData(), [&] { answers->setCurrentIndex(i); }, 2500);
    }
    auto *view = walk.builder()->findChild<DefinitionView *>();
    walk.step("moving a row down", [&] {
        view->row(*NodePath::fromString(QStringLiteral("0.0")))->setFocus();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down, Qt::AltModifier);
    });
    walk.step("undo", [&] { walk.builder()->editor()->undoStack()->undo(); });
    walk.step(
        "the page of another day",
        [&] { Q_EMIT page.findChild<AnswerPane *>()->asOfChosen(Instant{Instant::now().ms - 200 * Instant::DayMs}); },
        2000);
    walk.step(
        "back to the segments", [&] { page.showList(); }, 6000);
}

void walkLong(Walk &walk, SegmentsPage &page, int conditions)
{
    const QByteArray all = QByteArray::number(conditions) + " conditions: ";
    walk.step((all + "opening").constData(),
              [&] {
                  page.startSegment(scriptedDoc(conditions));
                  walk.waitForCount();
              },
              2500);
    auto *view = walk.builder()->findChild<DefinitionView *>();
    auto *pill =
        view->row(*NodePath::fromString(QStringLiteral("0.0")))->findChild<PillButton *>(QStringLiteral("test"));
    walk.step((all + "typing a number").constData(), [&] {
        pill->openPopup();
        auto *field = pill->popup()->findChild<QLineEdit *>(QStringLiteral("number"));
        field->selectAll();
        for (const char digit : {'1', '2', '3'}) {
            QTest::keyClick(field, digit);
            QTest::qWait(200);
        }
        pill->closePopup();
    });
    walk.step((all + "deleting the first").constData(),
              [&] {
                  view->row(*NodePath::fromString(QStringLiteral("0.0")))->setFocus();
                  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
              },
              1500);
    walk.step((all + "undo").constData(), [&] { walk.builder()->editor()->undoStack()->undo(); }, 1500);
    walk.step((all + "all into a group").constData(),
              [&] {
                  view->row(*NodePath::fromString(QStringLiteral("0.0")))->setFocus();
                  QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
                  QTest::keyClick(QApplication::focusWidget(), Qt::Key_G, Qt::ControlModifier);
              },
              1500);
    walk.step((all + "scrolling to the end").constData(),
              [&] { QTest::keyClick(QApplication::focusWidget(), Qt::Key_End); });
    walk.step((all + "leaving").constData(), [&] { page.showList(); }, 1500);
    walk.step((all + "opening a short one instead").constData(), [&] { page.startSegment(scriptedDoc()); }, 1500);
}

} // namespace

int main(int argc, char *argv[])
{
    WatchedApplication application(argc, argv);
    if (argc < 2) {
        QTextStream(stderr) << "bench_pages STORE [SEGMENTS [LISTS]]\n";
        return 2;
    }
    new Theme(ThemeChoice::Light, &application);
    const QString path = QString::fromLocal8Bit(argv[1]);
    const auto number = [&](int place, int standard) {
        return argc > place ? QByteArray(argv[place]).toInt() : standard;
    };
    const auto filled = fill(path, number(2, 200), number(3, 200));
    JobRunner jobs;
    Workspace workspace(jobs);
    const Result<void> opened = filled ? workspace.open(path) : filled;
    if (!opened) {
        QTextStream(stderr) << opened.error().message << '\n';
        return 1;
    }
    SegmentsPage page(workspace);
    page.resize(1280, 800);
    Walk walk(application, page);
    walk.step(
        "showing the page",
        [&] {
            page.show();
            (void)QTest::qWaitFor([&] { return workspace.table() != nullptr; }, 120'000);
        },
        8000);
    walkTabs(walk, page);
    walkGallery(walk, page);
    walkSegment(walk, page);
    for (const int conditions : {100, 300, 1000})
        walkLong(walk, page, conditions);
    return 0;
}
