// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shell/shellfixture.h"
#include "ui/shell/commandpalette.h"
#include "ui/shell/shortcutsview.h"
#include "ui/shell/storebutton.h"
#include "ui/shell/windowactions.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/toast.h"
#include "ui/widgets/tokens.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
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

} // namespace

// The window around the pages: its sidebar, menus, keys, messages, and what it remembers.
class ShellTest : public QObject, private ShellFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { prepare(); }
    void init() { openAnew(); }
    void cleanup() { close(); }

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
};

QTEST_MAIN(ShellTest)
#include "shelltest.moc"
