// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/jobrunner.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/placeholderpage.h"
#include "ui/shell/shortcutsview.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/storebutton.h"
#include "ui/shell/windowactions.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/tokens.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUndoGroup>
#include <QUndoStack>
#include <QUrl>

using namespace perennial;

namespace {

class RenameCommand final : public QUndoCommand
{
public:
    using QUndoCommand::QUndoCommand;
};

// Answers only when it is told to, like a search among a million people.
class LateProvider final : public CommandProvider
{
public:
    void find(const QString &query, int, const Answer &answer) override { m_pending.emplace_back(query, answer); }

    void answer(size_t at)
    {
        const auto &[query, give] = m_pending.at(at);
        give({{.title = query + " found late",
               .detail = {},
               .kind = "Person",
               .iconName = "user",
               .shortcut = {},
               .run = {}}});
    }

    [[nodiscard]] size_t asked() const { return m_pending.size(); }

private:
    std::vector<std::pair<QString, Answer>> m_pending;
};

QStringList unnamed(QWidget *root)
{
    QStringList found;
    const auto widgets = root->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisibleTo(root))
            continue;
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        if (face && face->text(QAccessible::Name).isEmpty())
            found << QString::fromLatin1(widget->metaObject()->className());
    }
    return found;
}

QStringList titles(const CommandPalette &palette)
{
    QStringList list;
    for (int row = 0; row < palette.model().rowCount(); ++row)
        list << palette.model().entry(row).title;
    return list;
}

} // namespace

class ShellTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(ThemeChoice::Light); }

    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
    }

    void cleanup()
    {
        m_window.reset();
        m_settings.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void eightPagesByNumberKeys()
    {
        for (int number = 0; number < 8; ++number) {
            press(static_cast<Qt::Key>(Qt::Key_1 + number), Qt::ControlModifier);
            QCOMPARE(m_window->currentPage(), m_window->page(number));
            QCOMPARE(m_window->sidebar().current(), number);
        }
    }

    void arrowsWalkTheSidebar()
    {
        m_window->sidebar().item(0)->setFocus();
        QTest::keyClick(m_window->sidebar().item(0), Qt::Key_Down);
        QCOMPARE(m_window->currentPage()->title(), "Data");
        QTest::keyClick(m_window->sidebar().item(1), Qt::Key_Up);
        QCOMPARE(m_window->currentPage()->title(), "Home");
    }

    void sidebarFoldsWhenTheWindowIsNarrow()
    {
        m_window->resize(1280, 800);
        QCOMPARE(m_window->sidebar().width(), size::SidebarWide);
        m_window->resize(1024, 700);
        QTRY_COMPARE(m_window->sidebar().width(), size::SidebarNarrow);
        (*m_window).actions()["sidebar"]->trigger();
        QTRY_COMPARE(m_window->sidebar().width(), size::SidebarWide);
    }

    void everyControlHasAName()
    {
        QCOMPARE(unnamed(m_window.get()), QStringList());
        m_window->commandPalette().open();
        QCOMPARE(unnamed(m_window.get()), QStringList());
        m_window->commandPalette().close();
        ShortcutsView shortcuts(m_window->actions(), m_window.get());
        QCOMPARE(unnamed(&shortcuts), QStringList());
    }

    void everyCommandIsInAMenuAndNoShortcutTwice()
    {
        QStringList keys;
        for (const QAction *action : m_window->actions().all()) {
            QVERIFY(!m_window->actions().menuTitleOf(action).isEmpty());
            const QString key = action->shortcut().toString();
            QVERIFY2(key.isEmpty() || !keys.contains(key), qPrintable(key));
            keys << key;
        }
    }

    void paletteFindsPagesAndCommands()
    {
        CommandPalette &palette = m_window->commandPalette();
        press(Qt::Key_K, Qt::ControlModifier);
        QVERIFY(palette.isVisible());
        QVERIFY(titles(palette).contains("Segments"));
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "seg");
        QCOMPARE(titles(palette).value(0), "Segments");
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!palette.isVisible());
        QCOMPARE(m_window->currentPage()->title(), "Segments");
    }

    void paletteListsTheCurrentPagesOwnCommands()
    {
        auto *action = new QAction("New segment", m_window->page(3));
        int runs = 0;
        connect(action, &QAction::triggered, this, [&] { ++runs; });
        m_window->page(3)->addAction(action);
        m_window->showPage(3);
        CommandPalette &palette = m_window->commandPalette();
        palette.open();
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "new seg");
        QCOMPARE(titles(palette).value(0), "New segment");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(runs, 1);
    }

    void paletteFindsTheCommandsOfEveryPage()
    {
        auto *action = new QAction("New segment", m_window->page(3));
        QString shown;
        connect(action, &QAction::triggered, this, [&] { shown = m_window->currentPage()->title(); });
        m_window->page(3)->addAction(action);
        m_window->showPage(0);
        CommandPalette &palette = m_window->commandPalette();
        palette.open();
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "new seg");
        QCOMPARE(titles(palette), QStringList{"New segment"});
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown, "Segments");
    }

    void aPageChosenAgainGoesBackToItsStart()
    {
        class DeepPage : public PlaceholderPage
        {
        public:
            using PlaceholderPage::PlaceholderPage;
            void showStart() override { ++starts; }
            int starts = 0;
        };
        auto *page = new DeepPage("Deep", "home", "Here.", QStringList());
        const int number = m_window->addPage(page, "home", "Deep");
        m_window->showPage(page);
        m_window->showPage(page); // asked for by the program: left as it is
        QCOMPARE(page->starts, 0);
        m_window->sidebar().item(number)->click();
        QCOMPARE(page->starts, 1);
        press(Qt::Key_9, Qt::ControlModifier);
        QCOMPARE(page->starts, 2);
        m_window->sidebar().item(0)->click();
        m_window->sidebar().item(number)->click();
        QCOMPARE(page->starts, 2);
    }

    void aLateAnswerToAnOldQueryIsIgnored()
    {
        LateProvider people;
        CommandPalette &palette = m_window->commandPalette();
        palette.addProvider(&people);
        palette.open();
        auto *field = palette.findChild<QLineEdit *>();
        QTest::keyClicks(field, "z");
        QTest::keyClicks(field, "x");
        people.answer(people.asked() - 2);
        QVERIFY(titles(palette).isEmpty());
        people.answer(people.asked() - 1);
        QCOMPARE(titles(palette), QStringList{"zx found late"});
    }

    void escapeGivesTheFocusBack()
    {
        QAbstractButton *home = m_window->sidebar().item(0);
        home->setFocus();
        m_window->commandPalette().open();
        QTest::keyClick(m_window->commandPalette().findChild<QLineEdit *>(), Qt::Key_Escape);
        QVERIFY(!m_window->commandPalette().isVisible());
        QCOMPARE(QApplication::focusWidget(), home);
    }

    void matchingPrefersStartsOfWords()
    {
        QVERIFY(matchScore("seg", "Segments") > matchScore("seg", "New segment"));
        QVERIFY(matchScore("seg", "New segment") > matchScore("egm", "New segment"));
        QVERIFY(matchScore("nsg", "New segment") > 0);
        QCOMPARE(matchScore("xyz", "New segment"), 0);
    }

    void findPutsTheCursorIntoThePagesSearch()
    {
        SearchField *search = m_window->page(2)->header()->addSearch("Search people");
        m_window->showPage(2);
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(QApplication::focusWidget(), search);
    }

    void droppedFilesAreHandedOn()
    {
        QSignalSpy dropped(m_window.get(), &MainWindow::filesDropped);
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile("/tmp/orders.csv"), QUrl("https://example.com/x")});
        QDragEnterEvent enter({400, 300}, Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(m_window->currentPage(), &enter);
        QVERIFY(enter.isAccepted());
        auto *overlay = m_window->findChild<QWidget *>("dropOverlay");
        QVERIFY(overlay->isVisible());
        QApplication::sendEvent(overlay, &enter); // the window finds the overlay under the pointer from here on
        QDropEvent drop(QPointF(400, 300), Qt::CopyAction, &files, Qt::LeftButton, {});
        QApplication::sendEvent(overlay, &drop);
        QVERIFY(!overlay->isVisible());
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped.at(0).at(0).toStringList(), QStringList{"/tmp/orders.csv"});
    }

    void doneOffersUndo()
    {
        int undone = 0;
        m_window->showDone("Deleted Lapsed buyers", [&] { ++undone; });
        auto *toast = m_window->findChild<Toast *>();
        QCOMPARE(toast->text(), "Deleted Lapsed buyers");
        toast->findChild<QPushButton *>()->click();
        QCOMPARE(undone, 1);
    }

    void theToastIsThereForReadersAndKeys()
    {
        int undone = 0;
        m_window->sidebar().item(0)->setFocus();
        m_window->showDone("Deleted Lapsed buyers", [&] { ++undone; });
        auto *toast = m_window->findChild<Toast *>();
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(toast);
        QVERIFY(face->parent()->indexOfChild(face) >= 0);
        QMap<QString, QAccessible::Role> parts;
        for (int at = 0; at < face->childCount(); ++at)
            parts.insert(face->child(at)->text(QAccessible::Name), face->child(at)->role());
        QCOMPARE(parts.value("Deleted Lapsed buyers"), QAccessible::StaticText);
        QCOMPARE(parts.value("Undo"), QAccessible::PushButton);
        auto *button = toast->findChild<QPushButton *>();
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), button);
        QTest::keyClick(button, Qt::Key_Return);
        QCOMPARE(undone, 1);
        QCOMPARE(QApplication::focusWidget(), m_window->sidebar().item(0));
    }

    void undoFollowsTheActiveDocument()
    {
        QUndoStack stack;
        m_window->undoGroup().addStack(&stack);
        stack.setActive();
        QAction *undo = m_window->actions()["undo"];
        QVERIFY(!undo->isEnabled());
        stack.push(new RenameCommand("rename “Tea & milk”"));
        QVERIFY(undo->isEnabled());
        QCOMPARE(undo->text(), "&Undo rename “Tea && milk”");
        undo->trigger();
        QVERIFY(!undo->isEnabled());
        m_window->undoGroup().removeStack(&stack);
    }

    void tasteAndStoresAreRemembered()
    {
        m_window->actions()["theme.dark"]->trigger();
        QVERIFY(Tokens::current().isDark);
        for (int number = 0; number < 12; ++number)
            m_window->noteOpened(QStringLiteral("/stores/%1.perennial").arg(number));
        m_window->noteOpened("/stores/5.perennial");
        m_window.reset();
        open();
        WindowSettings settings(*m_settings);
        QVERIFY(settings.theme() == ThemeChoice::Dark);
        QCOMPARE(settings.recentStores().size(), WindowSettings::MostRecent);
        QCOMPARE(settings.recentStores().value(0), "/stores/5.perennial");
        QCOMPARE(settings.recentStores().count("/stores/5.perennial"), 1);
        m_window->actions()["theme.light"]->trigger();
        QVERIFY(!Tokens::current().isDark);
    }

    void storeStandsAtTheFoot()
    {
        m_window->setStore("Tea shop", "data 3 h old");
        QCOMPARE(m_window->sidebar().store()->accessibleName(), "Store: Tea shop");
        QCOMPARE(m_window->sidebar().store()->accessibleDescription(), "data 3 h old");
        QVERIFY(m_window->windowTitle().startsWith("Tea shop"));
    }

    void rightToLeftPutsTheSidebarOnTheRight()
    {
        QApplication::setLayoutDirection(Qt::RightToLeft);
        m_window->resize(1280, 800);
        const Sidebar &sidebar = m_window->sidebar();
        QTRY_COMPARE(sidebar.mapTo(m_window.get(), QPoint(0, 0)).x(), m_window->width() - size::SidebarWide);
        const Page *page = m_window->currentPage();
        QVERIFY(page->mapTo(m_window.get(), QPoint(0, 0)).x() < 10);
    }

    void nothingIsClippedInASmallWindow()
    {
        m_window->resize(1024, 700);
        const auto buttons = m_window->findChildren<QPushButton *>();
        for (const QPushButton *button : buttons)
            if (button->isVisible())
                QVERIFY2(button->width() >= button->minimumSizeHint().width(), qPrintable(button->text()));
        QVERIFY(m_window->minimumSizeHint().width() <= 1024);
        QVERIFY(m_window->minimumSizeHint().height() <= 700);
    }

private:
    void open()
    {
        m_settings = std::make_unique<QSettings>(m_dir->filePath("perennial.ini"), QSettings::IniFormat);
        m_window = std::make_unique<MainWindow>(m_jobs, *m_theme, *m_settings);
        for (const char *name : {"Home", "Data", "Profiles", "Segments"})
            m_window->addPage(new PlaceholderPage(name, "home", "Here.", {}), "home", name);
        m_window->addPage(makeFlowsPage(), "flows", "Flows");
        m_window->addPage(new PlaceholderPage("Audiences", "audiences", "Here.", {}), "audiences", "Audiences");
        m_window->addPage(makeAnalyticsPage(), "analytics", "Analytics");
        m_window->addPage(new PlaceholderPage("Activity", "activity", "Here.", {}), "activity", "Activity");
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers) { QTest::keyClick(m_window.get(), key, modifiers); }

    JobRunner m_jobs;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(ShellTest)
#include "shelltest.moc"
