// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pillbutton.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tokens.h"

#include <QAccessible>
#include <QApplication>
#include <QLineEdit>
#include <QScreen>
#include <QTest>
#include <QVBoxLayout>

using namespace perennial;

class PillTest : public QObject
{
    Q_OBJECT

    // A pill in a line of a shown window, with two fields in its popup.
    static PillButton *pillIn(QWidget &window, const QPoint &at)
    {
        auto *line = new QWidget(&window);
        auto *pill = new PillButton("How often", line);
        pill->setValue("at least");
        auto *content = new QWidget;
        auto *column = new QVBoxLayout(content);
        for (const char *name : {"first", "second"}) {
            auto *field = new QLineEdit(content);
            field->setObjectName(name);
            column->addWidget(field);
        }
        content->setFocusProxy(content->findChild<QLineEdit *>("first"));
        pill->setPopup([content] { return content; });
        pill->resize(pill->sizeHint());
        line->resize(300, 100);
        window.resize(400, 200);
        window.move(at);
        window.show();
        pill->setFocus();
        return pill;
    }

private Q_SLOTS:
    void initTestCase()
    {
        new Theme(ThemeChoice::Light, this);
        setReducedMotion(true);
    }

    void pillSpeaksItsRoleAndOpensByKey()
    {
        QWidget window;
        PillButton pill("How often", &window);
        pill.setPlaceholder("choose");
        auto *picker = new QWidget;
        pill.setPopup([picker] { return picker; });
        window.show();
        QCOMPARE(pill.accessibleName(), "How often: choose");
        pill.setValue("at least");
        QCOMPARE(pill.accessibleName(), "How often: at least");
        QTest::keyClick(&pill, Qt::Key_Return);
        QVERIFY(pill.popup()->isVisible());
        pill.closePopup();
        QVERIFY(!pill.popup()->isVisible());
    }

    void openPopupIsPartOfItsPillForReaders()
    {
        QWidget window;
        auto *pill = pillIn(window, {});
        QAccessibleInterface *face = QAccessible::queryAccessibleInterface(pill);
        QCOMPARE(face->childCount(), 0);
        QVERIFY(face->state().collapsed);
        face->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
        QTRY_COMPARE(face->childCount(), 1);
        QVERIFY(face->state().expanded);
        QAccessibleInterface *popup = face->child(0);
        QCOMPARE(popup->role(), QAccessible::Dialog);
        QCOMPARE(popup->text(QAccessible::Name), "How often");
        QCOMPARE(popup->parent(), face);
        QAccessibleInterface *field = QAccessible::queryAccessibleInterface(pill->findChild<QLineEdit *>("first"));
        QCOMPARE(field->parent()->parent(), popup);
    }

    void popupKeepsTheKeyboardUntilEscape()
    {
        QWidget window;
        auto *pill = pillIn(window, {});
        QVERIFY(QTest::qWaitForWindowActive(&window));
        pill->openPopup();
        auto *first = pill->findChild<QLineEdit *>("first"), *second = pill->findChild<QLineEdit *>("second");
        QTRY_COMPARE(QApplication::focusWidget(), first);
        QTest::keyClick(first, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), second);
        QTest::keyClick(second, Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), first);
        QTest::keyClick(first, Qt::Key_Escape);
        QVERIFY(!pill->popup()->isVisible());
        QCOMPARE(QApplication::focusWidget(), pill);
    }

    void popupStaysBeneathAPillThatMoves()
    {
        QWidget window;
        auto *pill = pillIn(window, {});
        pill->openPopup();
        const auto below = [](const QWidget *widget) {
            return widget->mapToGlobal(QPoint(0, widget->height() + size::Gap - 1));
        };
        QCOMPARE(pill->popup()->pos(), below(pill));
        pill->parentWidget()->move(30, 20); // a line above it grew
        QCOMPARE(pill->popup()->pos(), below(pill));
        pill->move(5, 40); // it went to the next line
        QCOMPARE(pill->popup()->pos(), below(pill));
    }

    void popupStaysInsideTheScreen_data()
    {
        QTest::addColumn<QPoint>("corner");
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QTest::newRow("top left") << screen.topLeft() - QPoint(40, 40);
        QTest::newRow("top right") << screen.topRight() - QPoint(20, 0);
        QTest::newRow("bottom left") << screen.bottomLeft() - QPoint(0, 20);
        QTest::newRow("bottom right") << screen.bottomRight() - QPoint(20, 20);
    }

    void popupStaysInsideTheScreen()
    {
        QFETCH(QPoint, corner);
        const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
        QWidget window(nullptr, Qt::FramelessWindowHint);
        auto *pill = pillIn(window, corner);
        pill->openPopup();
        QVERIFY(screen.contains(pill->popup()->geometry()));
        pill->findChild<QLineEdit *>("second")->setFixedSize(300, 200); // as when a kind of window has more to ask
        QTRY_VERIFY(pill->popup()->height() > 200);
        QVERIFY(screen.contains(pill->popup()->geometry()));
    }
};

QTEST_MAIN(PillTest)
#include "pilltest.moc"
